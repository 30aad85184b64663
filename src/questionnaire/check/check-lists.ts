import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { similarHint } from '../form/similar-name.ts'
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
  return questionsOf(form.nodes).flatMap((question) => checkList(question, form, external))
}

function checkList(question: Question, form: FormModel, external: ReadonlySet<string>): readonly Issue[] {
  const { type, list, fromFile, row } = question
  if (list === undefined) return []
  const where = rowWhere(row, 'type')
  if (type === 'select_one_external') {
    return external.has(list)
      ? []
      : [
          issue('form.unknown_list', where, {
            list,
            sheet: 'external_choices',
            similar: similarHint(list, external),
          }),
        ]
  }
  if (fromFile)
    return /^[^.]+\.(csv|xml|geojson)$/.test(list) ? [] : [issue('form.unknown_file', where, { list })]
  const known = form.choices.has(list) || fileExtension.test(list) || hasReference(list)
  return known
    ? []
    : [
        issue('form.unknown_list', where, {
          list,
          sheet: 'choices',
          similar: similarHint(list, form.choices.keys()),
        }),
      ]
}
