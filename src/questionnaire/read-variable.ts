import type { Category, Item, Range, Variable, VariableType } from './codebook.ts'
import { type Report, issueTexts } from './form/form-issues.ts'
import type { Choice, FormModel, Question } from './form/form-model.ts'
import { type FormRow, rowWhere, value } from './form/form-rows.ts'
import { messageOf } from './form/form-texts.ts'
import type { Saved } from './saved-questions.ts'

const issue = issueTexts({
  'codebook.unknown_type': {
    id: 'Jawaban bertipe {type} tidak dapat disimpan di registri. Pakai text, integer, decimal, date atau select, atau isi bind::type untuk hasil hitungan.',
    en: 'An answer of type {type} cannot be saved in the registry. Use text, integer, decimal, date or select, or fill bind::type for a calculation.',
  },
  'codebook.no_label': {
    id: 'Variabel {name} tidak memiliki label. Isi label dalam bahasa Indonesia dan Inggris.',
    en: 'Variable {name} has no label. Fill its labels in Indonesian and in English.',
  },
  'codebook.bad_item': {
    id: 'Rujukan {item} tidak dapat dibaca. Tulis sebagai instrumen:nomor, misalnya regsosek:303.',
    en: 'The reference {item} cannot be read. Write it as instrument:number, for instance regsosek:303.',
  },
})

/** A saved question as a variable; `undefined`, with the reason reported, when it has no type or no label. */
export function readVariable(
  saved: Saved,
  choices: FormModel['choices'],
  report: Report,
): Variable | undefined {
  const { question, name, level } = saved
  const { row } = question
  const type = variableType(question)
  const label = messageOf(question.label)
  if (!type) report(issue('codebook.unknown_type', rowWhere(row, 'type'), { type: question.type }))
  if (!label) report(issue('codebook.no_label', rowWhere(row), { name }))
  if (!type || !label) return undefined
  const unit = value(row, 'unit')
  const range = rangeOf(value(row, 'constraint'))
  const universe = conjunction(saved.conditions)
  return {
    name,
    level,
    type,
    ...(question.type === 'select_multiple' && { multiple: true }),
    ...(unit !== '' && { unit }),
    label,
    categories: categoriesOf(choices.get(categoryList(question)) ?? [], report),
    ...(range && { range }),
    ...(universe !== '' && { universe }),
    items: itemsOf(row, report),
  }
}

function variableType(question: Question): VariableType | undefined {
  if (/^(yes|ya|true)$/i.test(value(question.row, 'secret'))) return 'secret'
  if (categoryList(question) !== '') return 'code'
  const type = question.type === 'calculate' ? value(question.row, 'bind::type') : question.type
  return Object.hasOwn(typesOfAnswers, type) ? typesOfAnswers[type] : undefined
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
    if (!message) report(issue('codebook.no_label', rowWhere(row), { name: code }))
    return message ? [{ code, label: message }] : []
  })
}

/** The bounds of a constraint such as `. >= 1 and . <= 997`; what has exceptions (`or`) is left to the form. */
export function rangeOf(constraint: string): Range | undefined {
  if (/\bor\b/.test(constraint)) return undefined
  const min = /(?:^|\s)\.\s*>=\s*(-?[\d.]+)(?!\S)/.exec(constraint)?.[1]
  const max = /(?:^|\s)\.\s*<=\s*(-?[\d.]+)(?!\S)/.exec(constraint)?.[1]
  if (min === undefined && max === undefined) return undefined
  return { ...(min !== undefined && { min: Number(min) }), ...(max !== undefined && { max: Number(max) }) }
}

function conjunction(conditions: readonly string[]): string {
  const [first = '', second] = conditions
  return second === undefined ? first : conditions.map((condition) => `(${condition})`).join(' and ')
}

function itemsOf(row: FormRow, report: Report): readonly Item[] {
  const words = value(row, 'item').split(/\s+/)
  return words.flatMap((word) => {
    const [, instrument, id] = /^([^:]+):(.+)$/.exec(word) ?? []
    if (instrument !== undefined && id !== undefined) return [{ instrument, id }]
    if (word !== '') report(issue('codebook.bad_item', rowWhere(row, 'item'), { item: word }))
    return []
  })
}
