import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel } from '../form/form-model.ts'
import { rowWhere } from '../form/form-rows.ts'
import { fileTypes } from '../form/question-types.ts'
import { questionsOf } from '../form/walk.ts'
import { choiceLists } from '../xform/lists.ts'
import { externalInstances, internalLists } from '../xform/secondary-instances.ts'

const issue = issueTexts({
  'form.instance_clash': {
    id: 'Nama {id} menunjuk dua tabel yang berbeda: {first} dan {second}. Ganti nama salah satunya.',
    en: 'The name {id} stands for two different tables: {first} and {second}. Rename one of them.',
  },
  'form.duplicate_file': {
    id: 'Berkas {id} sudah didaftarkan di baris {first}. Hapus salah satu.',
    en: 'The file {id} is already declared on row {first}. Remove one of them.',
  },
})

/** Every table that a form reads has a name of its own. */
export function checkInstances(form: FormModel): readonly Issue[] {
  const lists = internalLists(form, choiceLists(form)).map(({ name }) => ({
    id: name,
    source: 'choices',
    row: undefined,
  }))
  const sources = new Map<string, string>()
  const clashes = [...externalInstances(form), ...lists].flatMap(({ id, source, row }) => {
    const first = sources.get(id)
    if (first === undefined) sources.set(id, source)
    if (first === undefined || first === source) return []
    const where = row ? rowWhere(row) : { sheet: 'choices' }
    return [issue('form.instance_clash', where, { id, first, second: source })]
  })
  return [...clashes, ...checkFiles(form)]
}

function checkFiles(form: FormModel): readonly Issue[] {
  const rows = new Map<string, number>()
  return questionsOf(form.nodes).flatMap(({ type, name, row }) => {
    if (!fileTypes.has(type)) return []
    const first = rows.get(name)
    rows.set(name, first ?? row.number)
    return first === undefined
      ? []
      : [issue('form.duplicate_file', rowWhere(row, 'name'), { id: name, first })]
  })
}
