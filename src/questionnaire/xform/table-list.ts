import type { FormRow } from '../form/form-rows.ts'
import { value } from '../form/form-rows.ts'
import { type Texts, hasText } from '../form/form-texts.ts'
import { type Element, type Itemset, addElement } from './element.ts'

/** A group whose selects share a list and are shown as a table. */
export type TableList = {
  /** Of the group, `table-list` replaced. */
  readonly appearance: string
  /** Whether the row of labels is there. */
  started: boolean
}

export function isTableList(row: FormRow): boolean {
  return value(row, 'appearance').split(' ').includes('table-list')
}

export function tableListOf(row: FormRow): TableList | undefined {
  if (!isTableList(row)) return undefined
  const others = value(row, 'appearance')
    .split(' ')
    .filter((word) => word !== 'table-list')
  return { appearance: ['field-list', ...others].join(' '), started: false }
}

/** The label and hint of such a group are asked as a note, since its table begins with the labels of choices. */
export function openTableList(group: Element, label: Texts, hint: Texts, row: FormRow): void {
  if (!hasText(label) && !hasText(hint)) return
  addElement(group, {
    kind: 'question',
    type: 'note',
    name: `generated_table_list_label_${row.number}`,
    label,
    hint,
    bind: { readonly: 'true()', type: 'string' },
    control: 'input',
  })
}

/** The row of labels, before the first select of the table. */
export function startTableList(
  table: TableList,
  parent: Element,
  row: FormRow,
  control: string,
  itemset: Itemset,
): void {
  if (table.started) return
  table.started = true
  addElement(parent, {
    kind: 'question',
    type: 'select_one',
    name: `reserved_name_for_field_list_labels_${row.number}`,
    label: { '': ' ' },
    bind: { type: 'string' },
    control,
    body: { appearance: 'label' },
    itemset: { ...itemset, filter: '', parameters: new Map() },
  })
}
