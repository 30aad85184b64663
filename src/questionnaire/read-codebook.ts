import type { Issue } from '../kernel/index.ts'
import type { Workbook } from '../sheets/index.ts'
import { checkLists } from './check/check-lists.ts'
import type { Codebook, Variable } from './codebook.ts'
import { type Reading, type Report, issueTexts } from './form/form-issues.ts'
import type { FormModel } from './form/form-model.ts'
import { rowWhere } from './form/form-rows.ts'
import { messageOf } from './form/form-texts.ts'
import { readForm } from './form/read-form.ts'
import { readVariable } from './read-variable.ts'
import { type Saved, savedQuestions } from './saved-questions.ts'

const issue = issueTexts({
  'codebook.duplicate_variable': {
    id: 'Variabel {name} sudah diisi oleh pertanyaan di baris {first}. Satu variabel berasal dari satu pertanyaan.',
    en: 'Variable {name} is already filled by the question on row {first}. One variable comes from one question.',
  },
})

/**
 * The variables of an XLSForm: every question with `save_to` (`person#birth_date`, an entity list and its property).
 * Beyond the columns of ODK it reads
 * `variable`, in place of `save_to` where ODK reserves the name (`name`) or where there is no entity;
 * `universe`, in place of `relevant` (`all` when a condition says who is visited, not whom the variable describes);
 * `categories`, the list of codes of a calculation; `unit`; `secret`, `yes` for identity numbers;
 * `item`, the items of other instruments (`dtsen:jenis_lantai_terluas regsosek:303`).
 * A saved calculation without a label is plumbing and no variable. What is wrong is an issue; nothing is thrown.
 */
export function readCodebook(workbook: Workbook): {
  readonly codebook: Codebook
  readonly issues: readonly Issue[]
} {
  const issues: Issue[] = []
  const reading: Reading = { report: (found) => issues.push(found), lenient: false }
  const form = readForm(workbook, reading)
  issues.push(...checkLists(form))
  const codebook = codebookOf(form, reading.report)
  return { codebook, issues }
}

/** The variables of a form that was read. */
export function codebookOf(form: FormModel, report: Report): Codebook {
  const found = savedQuestions(form.nodes).flatMap((saved) => {
    const variable = readVariable(saved, form.choices, report)
    return variable ? [{ saved, variable }] : []
  })
  const { formId, version, title } = form.settings
  const variables = firstOfEach(found, report)
  return { form: formId, version, title: messageOf(title) ?? { id: formId, en: formId }, variables }
}

type Found = { readonly saved: Saved; readonly variable: Variable }

/** One variable comes from one question: a second is reported and left out. */
function firstOfEach(found: readonly Found[], report: Report): readonly Variable[] {
  const rows = new Map<string, number>()
  return found.flatMap(({ saved: { question }, variable }) => {
    const name = `${variable.level}#${variable.name}`
    const first = rows.get(name)
    if (first === undefined) {
      rows.set(name, question.row.number)
      return [variable]
    }
    report(issue('codebook.duplicate_variable', rowWhere(question.row, 'save_to'), { name, first }))
    return []
  })
}
