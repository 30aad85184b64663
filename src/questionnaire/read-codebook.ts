import type { Issue } from '../kernel/index.ts'
import type { Workbook } from '../sheets/index.ts'
import type { Category, Codebook, Item, Level, Range, Variable, VariableType } from './codebook.ts'
import { formIssue } from './form-issues.ts'
import type { Choice, FormModel, FormNode, Question } from './form-model.ts'
import { type FormRow, rowWhere, value } from './form-rows.ts'
import { messageOf } from './form-texts.ts'
import { type Report, readForm } from './read-form.ts'

/**
 * The variables of an XLSForm: every question with `save_to`, at the level of the entity list that it names
 * (`person#birth_date`). Beyond the columns of ODK it reads
 * `variable`, in place of `save_to` where ODK reserves the name (`name`) or where there is no entity;
 * `universe`, in place of `relevant` (`all` when a condition says who is visited, not whom the variable describes);
 * `categories`, the list of codes of a calculation; `unit`; `secret`, `yes` for identity numbers;
 * `item`, the items of other instruments (`dtsen:jenis_lantai_terluas regsosek:303`).
 * A saved calculation without a label is plumbing and no variable.
 */
export function readCodebook(workbook: Workbook): {
  readonly codebook: Codebook
  readonly issues: readonly Issue[]
} {
  const issues: Issue[] = []
  const report: Report = (issue) => issues.push(issue)
  const form = readForm(workbook, report)
  const rows = new Map<string, number>()
  const variables = savedQuestions(form.nodes, []).flatMap((saved) => {
    const variable = readVariable(saved, form, report)
    if (!variable) return []
    const key = `${variable.level}#${variable.name}`
    const first = rows.get(key)
    if (first === undefined) rows.set(key, saved.question.row.number)
    else report(formIssue('codebook.duplicate_variable', where(saved, 'save_to'), { name: key, first }))
    return first === undefined ? [variable] : []
  })
  const { formId, version, title } = form.settings
  return {
    codebook: { form: formId, version, title: messageOf(title) ?? { id: formId, en: formId }, variables },
    issues,
  }
}

/** A question that feeds the registry, with the conditions under which it is asked, outermost first. */
type Saved = { readonly question: Question; readonly conditions: readonly string[] }

function savedQuestions(nodes: readonly FormNode[], outer: readonly string[]): readonly Saved[] {
  return nodes.flatMap((node) => {
    const own = value(node.row, 'universe') || value(node.row, 'relevant')
    const conditions = own === '' || own === 'all' ? outer : [...outer, own]
    if (node.kind !== 'question') return savedQuestions(node.children, conditions)
    const plumbing = node.type === 'calculate' && messageOf(node.label) === undefined
    return property(node.row) === '' || plumbing ? [] : [{ question: node, conditions }]
  })
}

function readVariable(saved: Saved, form: FormModel, report: Report): Variable | undefined {
  const { question } = saved
  const [list = '', name = ''] = property(question.row).split('#')
  const level = levels.find((candidate) => candidate === list)
  const type = variableType(question)
  const label = messageOf(question.label)
  if (!level) report(formIssue('codebook.unknown_level', where(saved, 'save_to'), { list }))
  if (!type) report(formIssue('codebook.unknown_type', where(saved, 'type'), { type: question.type }))
  if (!label) report(formIssue('codebook.no_label', where(saved), { name }))
  if (!level || !type || !label) return undefined
  const range = rangeOf(value(question.row, 'constraint'))
  return {
    name,
    level,
    type,
    ...(question.type === 'select_multiple' && { multiple: true as const }),
    ...optional('unit', value(question.row, 'unit')),
    label,
    categories: categoriesOf(form.choices.get(categoryList(question)) ?? [], report),
    ...(range && { range }),
    ...optional('universe', conjunction(saved.conditions)),
    items: itemsOf(question.row, report),
  }
}

const levels: readonly Level[] = ['family', 'person']

/** `person#birth_date`: an entity list and its property. */
function property(row: FormRow): string {
  return value(row, 'variable') || value(row, 'save_to')
}

function variableType(question: Question): VariableType | undefined {
  if (/^(yes|ya|true)$/i.test(value(question.row, 'secret'))) return 'secret'
  if (categoryList(question) !== '') return 'code'
  return typesOfAnswers[question.type === 'calculate' ? value(question.row, 'bind::type') : question.type]
}

/** The list of choices; of a calculation that yields codes, the one that the column `categories` names. */
function categoryList(question: Question): string {
  return question.list ?? value(question.row, 'categories')
}

const typesOfAnswers: Readonly<Record<string, VariableType>> = {
  text: 'text',
  string: 'text',
  integer: 'integer',
  int: 'integer',
  decimal: 'decimal',
  date: 'date',
}

function categoriesOf(choices: readonly Choice[], report: Report): readonly Category[] {
  return choices.flatMap(({ row, code, label }) => {
    const message = messageOf(label)
    if (!message) report(formIssue('codebook.no_label', rowWhere(row), { name: code }))
    return message ? [{ code, label: message }] : []
  })
}

/** The bounds that a constraint states as `. >= 1` and `. <= 997`; other conditions are left to the form. */
function rangeOf(constraint: string): Range | undefined {
  const bound = (sign: string) =>
    new RegExp(`(?:^|\\s)\\.\\s*${sign}\\s*(-?[\\d.]+)(?!\\S)`).exec(constraint)?.[1]
  const min = bound('>=')
  const max = bound('<=')
  if (min === undefined && max === undefined) return undefined
  return { ...(min !== undefined && { min: Number(min) }), ...(max !== undefined && { max: Number(max) }) }
}

function conjunction(conditions: readonly string[]): string {
  return conditions.length < 2
    ? (conditions[0] ?? '')
    : conditions.map((condition) => `(${condition})`).join(' and ')
}

function itemsOf(row: FormRow, report: Report): readonly Item[] {
  const words = value(row, 'item')
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.flatMap((word) => {
    const [instrument = '', id = ''] = word.split(':')
    if (instrument === '' || id === '')
      report(formIssue('codebook.bad_item', rowWhere(row, 'item'), { item: word }))
    return id === '' ? [] : [{ instrument, id }]
  })
}

function optional<Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } {
  const entries: { [K in Key]?: string } = {}
  if (text !== '') entries[key] = text
  return entries
}

function where(saved: Saved, heading?: string) {
  return rowWhere(saved.question.row, heading)
}
