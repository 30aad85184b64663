import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { type FormRow, rowWhere, value } from '../form/form-rows.ts'
import { placedNodes } from '../form/walk.ts'
import { isXmlName } from '../form/words.ts'
import { pathText } from './check-entities.ts'
import { planEntities } from './plan-entities.ts'

const issue = issueTexts({
  'entities.none': {
    id: 'save_to memerlukan lembar entities. Tambahkan lembar itu dengan daftar yang menerima jawaban ini.',
    en: 'save_to needs the sheet entities. Add it, with the list that receives this answer.',
  },
  'entities.saved_group': {
    id: 'Grup dan pengulangan tidak dapat disimpan. Pindahkan save_to ke pertanyaannya.',
    en: 'Groups and repeats cannot be saved. Move save_to to the question.',
  },
  'entities.two_marks': {
    id: 'save_to {target} berisi lebih dari satu #. Tulis daftar#properti.',
    en: 'save_to {target} holds more than one #. Write list#property.',
  },
  'entities.no_prefix': {
    id: 'Formulir ini memiliki beberapa daftar entitas. Tulis save_to sebagai daftar#{target}.',
    en: 'This form has several lists of entities. Write save_to as list#{target}.',
  },
  'entities.unknown_list': {
    id: 'Daftar {list} tidak ada di lembar entities. Perbaiki ejaannya, atau tambahkan daftarnya.',
    en: 'The list {list} is not on the sheet entities. Mend its spelling, or add it.',
  },
  'entities.bad_property': {
    id: 'Nama properti "{property}" tidak dapat dipakai. Mulai dengan huruf atau satu garis bawah; name dan label sudah dipakai ODK.',
    en: 'The property name "{property}" cannot be used. Begin with a letter or one underscore; ODK keeps name and label.',
  },
  'entities.duplicate_property': {
    id: 'Properti {property} sudah diisi oleh baris {first}. Pakai nama lain.',
    en: 'The property {property} is already filled by row {first}. Use another name.',
  },
  'entities.scope': {
    id: 'Daftar {list} berada di {scope}, sehingga jawaban dari luar tidak dapat disimpan. Salin nilainya dengan calculate di sana.',
    en: 'The list {list} belongs to {scope}, so that answers from elsewhere cannot be saved. Copy the value with a calculate there.',
  },
})

/** The column `save_to`: each answer goes to one property of a list that can hold it. */
export function checkSavedAnswers(form: FormModel): readonly Issue[] {
  const properties = new Map<string, number>()
  const found = [...placedNodes(form.nodes)].flatMap(({ node: { row, kind } }) => {
    const target = value(row, 'save_to')
    if (target === '') return []
    const faults = checkTarget(row, target, kind === 'question', form)
    return faults.length > 0 ? faults : checkTwice(row, target, properties, form)
  })
  return [...found, ...checkEnds(form), ...checkScopes(form)]
}

/** Rows that end a group are no part of the model. */
function checkEnds({ tables: { survey } }: FormModel): readonly Issue[] {
  const ends = survey.rows.filter(
    (row) => /^end[_ ]/i.test(value(row, 'type')) && value(row, 'save_to') !== '',
  )
  return ends.map((row) => issue('entities.saved_group', rowWhere(row, 'save_to')))
}

function checkTarget(
  row: FormRow,
  target: string,
  isQuestion: boolean,
  { entities }: FormModel,
): readonly Issue[] {
  const where = rowWhere(row, 'save_to')
  const parts = target.split('#')
  const property = parts.at(-1) ?? ''
  const list = parts[0] ?? ''
  if (entities.length === 0) return [issue('entities.none', where)]
  if (parts.length > 2) return [issue('entities.two_marks', where, { target })]
  if (parts.length === 1 && entities.length > 1) return [issue('entities.no_prefix', where, { target })]
  if (parts.length === 2 && !entities.some((entity) => entity.list === list)) {
    return [issue('entities.unknown_list', where, { list })]
  }
  if (!isQuestion) return [issue('entities.saved_group', where)]
  const usable = isXmlName(property) && !/^(__|name$|label$)/i.test(property)
  return usable ? [] : [issue('entities.bad_property', where, { property })]
}

function checkTwice(
  row: FormRow,
  target: string,
  properties: Map<string, number>,
  { entities }: FormModel,
): readonly Issue[] {
  const key = target.includes('#') ? target : `${entities[0]?.list}#${target}`
  const first = properties.get(key)
  properties.set(key, first ?? row.number)
  const property = target.slice(target.indexOf('#') + 1)
  return first === undefined
    ? []
    : [issue('entities.duplicate_property', rowWhere(row, 'save_to'), { property, first })]
}

function checkScopes(form: FormModel): readonly Issue[] {
  return planEntities(form).requests.flatMap(({ entity: { list }, wanted, strangers }) =>
    strangers.flatMap(({ property, row }) =>
      property === undefined
        ? []
        : [issue('entities.scope', { sheet: 'survey', row }, { list, scope: pathText(wanted) })],
    ),
  )
}
