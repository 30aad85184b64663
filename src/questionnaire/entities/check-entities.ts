import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { EntityRow, FormModel } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { entityColumns } from '../form/headings.ts'
import { isXmlName } from '../form/words.ts'
import { type Path, planEntities } from './plan-entities.ts'

const issue = issueTexts({
  'entities.unknown_column': {
    id: 'Kolom {heading} tidak dikenal di lembar entities. Perbaiki ejaannya, atau hapus kolomnya.',
    en: 'The column {heading} is unknown on the sheet entities. Mend its spelling, or remove it.',
  },
  'entities.no_list': {
    id: 'Entitas ini tidak memiliki list_name. Isi kolom itu.',
    en: 'This entity has no list_name. Fill the column.',
  },
  'entities.bad_list': {
    id: 'Nama daftar {list} tidak dapat dipakai. Mulai dengan huruf atau satu garis bawah, tanpa titik atau spasi.',
    en: 'The list name {list} cannot be used. Begin with a letter or one underscore, without periods or spaces.',
  },
  'entities.duplicate_list': {
    id: 'Daftar {list} sudah ada di baris {first}. Satu daftar hanya boleh satu baris.',
    en: 'The list {list} is already on row {first}. A list may have one row only.',
  },
  'entities.no_label': {
    id: 'Entitas baru di daftar {list} memerlukan label. Isi kolom label, atau entity_id bila hanya diperbarui.',
    en: 'New entities of the list {list} need a label. Fill the column label, or entity_id if they are only updated.',
  },
  'entities.no_update_if': {
    id: 'Daftar {list} memiliki entity_id dan create_if, sehingga memerlukan update_if juga.',
    en: 'The list {list} has an entity_id and a create_if, and so needs an update_if as well.',
  },
  'entities.no_id': {
    id: 'Daftar {list} memiliki update_if tetapi tidak memiliki entity_id. Isi entity_id, atau pindahkan syaratnya ke create_if.',
    en: 'The list {list} has an update_if and no entity_id. Fill entity_id, or move the condition to create_if.',
  },
  'entities.no_place': {
    id: 'Daftar {list} tidak mendapat tempat di {scope}: tempat itu sudah dipakai daftar di baris {other}. Pisahkan pertanyaannya dalam grup sendiri.',
    en: 'There is no place left for the list {list} in {scope}: it is taken by the list on row {other}. Put its questions into a group of their own.',
  },
  'entities.out_of_reach': {
    id: 'Daftar {list} berada di {scope} dan tidak dapat membaca {name} dari pengulangan lain. Salin nilainya dengan calculate.',
    en: 'The list {list} belongs to {scope} and cannot read {name} from another repeat. Copy its value with a calculate.',
  },
})

/** The sheet `entities` by itself, and whether each list finds a place in the form. */
export function checkEntities(form: FormModel): readonly Issue[] {
  return [
    ...checkColumns(form),
    ...form.entities.flatMap((entity) => checkRow(entity, form)),
    ...checkPlaces(form),
  ]
}

function checkColumns({ tables: { entities } }: FormModel): readonly Issue[] {
  const unknown = entities.headings.filter(
    (heading) => heading !== '' && !entityColumns.known.includes(heading),
  )
  return unknown.map((heading) =>
    issue('entities.unknown_column', { sheet: 'entities', row: entities.headingRow }, { heading }),
  )
}

function checkRow({ row, list }: EntityRow, { entities }: FormModel): readonly Issue[] {
  const [id, createIf, updateIf, label] = ['entity_id', 'create_if', 'update_if', 'label'].map((name) =>
    value(row, name),
  )
  const first = entities.find((entity) => entity.list === list)?.row.number ?? row.number
  const where = rowWhere(row, 'list_name')
  if (list === '') return [issue('entities.no_list', where)]
  return [
    ...(isXmlName(list) && !/^__|\./.test(list) ? [] : [issue('entities.bad_list', where, { list })]),
    ...(first === row.number ? [] : [issue('entities.duplicate_list', where, { list, first })]),
    ...(id || !updateIf ? [] : [issue('entities.no_id', rowWhere(row, 'entity_id'), { list })]),
    ...(!id || !createIf || updateIf
      ? []
      : [issue('entities.no_update_if', rowWhere(row, 'update_if'), { list })]),
    ...(id || label || updateIf ? [] : [issue('entities.no_label', rowWhere(row, 'label'), { list })]),
  ]
}

function checkPlaces(form: FormModel): readonly Issue[] {
  const { requests, conflicts } = planEntities(form)
  const strangers = requests.flatMap(({ entity, scope, strangers: found }) =>
    found
      .filter(({ property }) => property === undefined)
      .map(({ name }) =>
        issue('entities.out_of_reach', rowWhere(entity.row), {
          list: entity.list,
          scope: pathText(scope),
          name,
        }),
      ),
  )
  return [
    ...strangers,
    ...conflicts.map(({ entity, other, scope }) =>
      issue('entities.no_place', rowWhere(entity.row), {
        list: entity.list,
        scope: pathText(scope),
        other: other.row.number,
      }),
    ),
  ]
}

export function pathText(path: Path): string {
  return `/${path.map(({ name }) => name).join('/')}`
}
