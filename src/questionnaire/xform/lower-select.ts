import type { Question } from '../form/form-model.ts'
import { value } from '../form/form-rows.ts'
import { questionType } from '../form/question-types.ts'
import { type Element, type Itemset, addElement } from './element.ts'
import { questionElement } from './lower-question.ts'
import { type TableList, startTableList } from './table-list.ts'

export function lowerSelect(question: Question, parent: Element, table: TableList | undefined): void {
  const { row, type, list = '' } = question
  const filter = value(row, 'choice_filter')
  const element = questionElement(question, parent)
  if (type === 'select_one_external') {
    addElement(parent, { ...element, ...(filter !== '' && { query: { list, filter } }) })
    return
  }
  const inline = isSearch(value(row, 'appearance'))
  const itemset: Itemset = { source: list, filter, parameters: question.parameters, inline }
  if (table) startTableList(table, parent, row, questionType(type).control ?? 'select1', itemset)
  const body = table ? { ...element.body, appearance: 'list-nolabel' } : element.body
  addElement(parent, { ...element, ...(body && { body }), itemset })
  if (question.orOther) addOther(question, parent)
}

/** The old way of Collect to read choices from a CSV. */
export function isSearch(appearance: string): boolean {
  return /search\(.*?\)/.test(appearance)
}

/** Asks in words what is meant by the choice `other`. */
function addOther({ name }: Question, parent: Element): void {
  addElement(parent, {
    kind: 'question',
    type: 'text',
    name: `${name}_other`,
    label: { '': 'Specify other.' },
    bind: { type: 'string', relevant: `selected(../${name}, 'other')` },
    control: 'input',
  })
}
