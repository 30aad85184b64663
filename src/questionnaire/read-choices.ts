import { type Report, formIssue } from './form-issues.ts'
import type { Choice } from './form-model.ts'
import { type FormTable, rowWhere, value } from './form-rows.ts'
import { textsOf } from './form-texts.ts'

/** The lists of the sheet `choices`, in its order. A code that comes twice in a list keeps its first row. */
export function readChoices(table: FormTable, report: Report): ReadonlyMap<string, readonly Choice[]> {
  const lists = new Map<string, Choice[]>()
  for (const row of table.rows) {
    const list = value(row, 'list_name')
    const code = value(row, 'name')
    if (list === '') continue
    const choices = lists.get(list) ?? []
    lists.set(list, choices)
    const first = choices.find((choice) => choice.code === code)?.row.number
    if (code === '') report(formIssue('form.no_choice_name', rowWhere(row, 'name')))
    else if (first !== undefined)
      report(formIssue('form.duplicate_choice', rowWhere(row, 'name'), { code, list, first }))
    else choices.push({ row, code, label: textsOf(row, 'label') })
  }
  return lists
}
