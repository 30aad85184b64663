import { type Reading, issueTexts, reportMendable } from './form-issues.ts'
import type { Choice } from './form-model.ts'
import { type FormRow, type FormTable, rowWhere, value } from './form-rows.ts'
import { textsOf } from './form-texts.ts'
import { choiceColumns } from './headings.ts'

const issue = issueTexts({
  'form.no_choice_name': {
    id: 'Pilihan ini tidak memiliki kode. Isi kolom name.',
    en: 'This choice has no code. Fill the column name.',
  },
  'form.duplicate_choice': {
    id: 'Kode {code} sudah dipakai dalam daftar {list} di baris {first}. Beri setiap pilihan kode sendiri.',
    en: 'Code {code} is already used in the list {list} on row {first}. Give each choice a code of its own.',
  },
  'form.filtered_duplicate': {
    id: 'Kode {code} dalam daftar {list} sama dengan baris {first}, tetapi kolom penyaringnya berbeda. Keduanya dipakai.',
    en: 'Code {code} of the list {list} is that of row {first}, but other columns differ. Both are kept.',
  },
})

/** Whether rows of the same code stand apart by a column of the author's own, as in lists that are filtered. */
function differsBeside(row: FormRow, choices: readonly Choice[], code: string): boolean {
  return choices.every(
    (other) =>
      other.code !== code ||
      [...row.values].some(([heading, text]) => isOwnColumn(heading) && value(other.row, heading) !== text),
  )
}

function isOwnColumn(heading: string): boolean {
  return !choiceColumns.known.includes(heading.split('::')[0] ?? '')
}

/** The lists of the sheet `choices`, in its order. A code that comes twice in a list keeps its first row. */
export function readChoices(
  table: FormTable,
  allowDuplicates: boolean,
  reading: Reading,
): ReadonlyMap<string, readonly Choice[]> {
  const lists = new Map<string, Choice[]>()
  const firstRows = new Map<string, number>()
  for (const row of table.rows) {
    const list = value(row, 'list_name')
    const code = value(row, 'name')
    if (list === '') continue
    const choices = lists.get(list) ?? []
    lists.set(list, choices)
    const key = JSON.stringify([list, code])
    const first = allowDuplicates ? undefined : firstRows.get(key)
    firstRows.set(key, first ?? row.number)
    if (code === '') reading.report(issue('form.no_choice_name', rowWhere(row, 'name')))
    else if (first === undefined) choices.push({ row, code, label: textsOf(row, 'label') })
    else if (reading.lenient && differsBeside(row, choices, code)) {
      const kept = issue('form.filtered_duplicate', rowWhere(row, 'name'), { code, list, first }, 'warning')
      reading.report(kept)
      choices.push({ row, code, label: textsOf(row, 'label') })
    } else
      reportMendable(reading, issue('form.duplicate_choice', rowWhere(row, 'name'), { code, list, first }), {
        id: 'Baris ini tidak dipakai.',
        en: 'This row was left out.',
      })
  }
  return lists
}
