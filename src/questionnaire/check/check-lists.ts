import { type Issue, similarHints } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'
import { hasReference } from '../xform/references.ts'
import { fileExtension } from '../xform/secondary-instances.ts'

const issue = issueTexts({
  'form.unknown_list': {
    id: 'Daftar pilihan {list} tidak ada di lembar {sheet}{similar}. Tambahkan pilihannya, atau perbaiki namanya.',
    en: 'The list {list} is not on the sheet {sheet}{similar}. Add its choices, or mend its name.',
  },
  'form.unknown_file': {
    id: 'Berkas {list} harus bernama dengan akhiran .csv, .xml atau .geojson, dan tanpa titik lain.',
    en: 'The file {list} must be named with the ending .csv, .xml or .geojson, and without another period.',
  },
})

/** Every select has its choices: in the form, in a file, or among earlier answers. */
export function checkLists(form: FormModel): readonly Issue[] {
  const external = new Set(form.tables.externalChoices.rows.map((row) => value(row, 'list_name')))
  const sheets: Sheets = {
    choices: { lists: new Set(form.choices.keys()), hint: similarHints(form.choices.keys()) },
    external_choices: { lists: external, hint: similarHints(external) },
  }
  return questionsOf(form.nodes).flatMap((question) => checkList(question, sheets))
}

type Lists = { readonly lists: ReadonlySet<string>; readonly hint: (name: string) => string }
type Sheets = Readonly<Record<'choices' | 'external_choices', Lists>>

function checkList({ type, list, fromFile, row }: Question, sheets: Sheets): readonly Issue[] {
  if (list === undefined) return []
  const where = rowWhere(row, 'type')
  if (fromFile) {
    return /^[^.]+\.(csv|xml|geojson)$/.test(list) ? [] : [issue('form.unknown_file', where, { list })]
  }
  const sheet = type === 'select_one_external' ? 'external_choices' : 'choices'
  const elsewhere = sheet === 'choices' && (fileExtension.test(list) || hasReference(list))
  const { lists, hint } = sheets[sheet]
  if (elsewhere || lists.has(list)) return []
  return [issue('form.unknown_list', where, { list, sheet, similar: hint(list) })]
}
