import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { Choice, FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'
import { type Scaled, scaledNumbers } from './scaled-numbers.ts'

const issue = issueTexts({
  'form.range_number': {
    id: 'Parameter {key} harus berupa angka.',
    en: 'The parameter {key} must be a number.',
  },
  'form.range_zero': {
    id: 'Parameter {key} tidak boleh 0.',
    en: 'The parameter {key} must not be 0.',
  },
  'form.range_too_wide': {
    id: 'Parameter {key} lebih besar daripada rentang dari start sampai end.',
    en: 'The parameter {key} is larger than the range from start to end.',
  },
  'form.range_step': {
    id: '{key} harus terletak pada langkah: start ditambah kelipatan {of}.',
    en: '{key} must lie on a step: start plus a multiple of {of}.',
  },
  'form.range_outside': {
    id: '{key} harus di antara start dan end.',
    en: '{key} must lie between start and end.',
  },
  'form.range_appearance': {
    id: 'tick_interval, tick_labelset dan placeholder hanya dapat dipakai dengan appearance vertical, no-ticks, atau tanpa appearance.',
    en: 'tick_interval, tick_labelset and placeholder work only with the appearance vertical, no-ticks, or none.',
  },
  'form.range_labels': {
    id: 'tick_labelset {list} bukan daftar di lembar choices.',
    en: 'tick_labelset {list} is no list of the sheet choices.',
  },
  'form.range_label_number': {
    id: 'Kode {code} dalam daftar {list} harus berupa angka.',
    en: 'Code {code} of the list {list} must be a number.',
  },
  'form.range_end_labels': {
    id: 'Dengan no-ticks, daftar {list} harus berisi tepat kode start dan end.',
    en: 'With no-ticks, the list {list} must hold the codes of start and end, and no others.',
  },
})

type Code = Parameters<typeof issue>[0]
type Fault = (code: Code, params?: Readonly<Record<string, string>>) => Issue

export function checkRanges(form: FormModel): readonly Issue[] {
  return questionsOf(form.nodes).flatMap((question) =>
    question.type === 'range' ? checkRange(question, form) : [],
  )
}

const numberKeys = ['start', 'end', 'step', 'tick_interval', 'placeholder']
const defaults: Readonly<Record<string, string>> = { start: '1', end: '10', step: '1' }

function checkRange(question: Question, form: FormModel): readonly Issue[] {
  const { parameters, row } = question
  const where = rowWhere(row, 'parameters')
  const fault: Fault = (code, params = {}) => issue(code, where, params)
  const list = parameters.get('tick_labelset')
  const choices = list === undefined ? [] : form.choices.get(list)
  const given = new Map(
    numberKeys.flatMap((key) => {
      const text = parameters.get(key) ?? defaults[key]
      return text === undefined ? [] : [[key, text] as const]
    }),
  )
  const numbers = scaledNumbers([...given.values(), ...(choices ?? []).map(({ code }) => code)])
  const of = (key: string) => numbers.get(given.get(key) ?? '')
  const wrong = [...given.keys()].filter((key) => of(key) === undefined)
  return [
    ...checkAppearance(question, fault),
    ...wrong.map((key) => fault('form.range_number', { key })),
    ...(choices ? [] : [fault('form.range_labels', { list: list ?? '' })]),
    ...(wrong.length === 0 ? checkSteps(of, fault) : []),
    ...(wrong.length === 0 && choices ? checkTicks(question, choices, numbers, of, fault) : []),
  ]
}

function checkAppearance({ parameters, row }: Question, fault: Fault): readonly Issue[] {
  const appearance = value(row, 'appearance')
  const ticked = ['tick_interval', 'placeholder', 'tick_labelset'].some((key) => parameters.has(key))
  return appearance === '' || /vertical|no-ticks/.test(appearance) || !ticked
    ? []
    : [fault('form.range_appearance')]
}

type NumberOf = (key: string) => Scaled | undefined

function checkSteps(of: NumberOf, fault: Fault): readonly Issue[] {
  const { start, width } = boundsOf(of)
  const step = of('step') ?? 1n
  const interval = of('tick_interval')
  const placeholder = of('placeholder')
  const size = (key: string, length: Scaled) => {
    if (length === 0n) return [fault('form.range_zero', { key })]
    return length > width ? [fault('form.range_too_wide', { key })] : []
  }
  return [
    ...size('step', step),
    ...(interval === undefined ? [] : size('tick_interval', interval)),
    ...(interval === undefined || isMultiple(interval, step)
      ? []
      : [fault('form.range_step', { key: 'tick_interval', of: 'step' })]),
    ...(placeholder === undefined || isMultiple(placeholder - start, step)
      ? []
      : [fault('form.range_step', { key: 'placeholder', of: 'step' })]),
    ...(placeholder === undefined || isInside(placeholder, of)
      ? []
      : [fault('form.range_outside', { key: 'placeholder' })]),
  ]
}

/** The choices that label ticks. */
function checkTicks(
  { parameters, row }: Question,
  choices: readonly Choice[],
  numbers: ReadonlyMap<string, Scaled>,
  of: NumberOf,
  fault: Fault,
): readonly Issue[] {
  const list = parameters.get('tick_labelset')
  if (list === undefined) return []
  const { start } = boundsOf(of)
  const unit = of('tick_interval') === undefined ? 'step' : 'tick_interval'
  const found = choices.flatMap(({ code }) => {
    const number = numbers.get(code)
    if (number === undefined) return [fault('form.range_label_number', { code, list })]
    if (!isInside(number, of)) return [fault('form.range_outside', { key: code })]
    return isMultiple(number - start, of(unit) ?? 1n)
      ? []
      : [fault('form.range_step', { key: code, of: unit })]
  })
  const ends = new Set([of('start'), of('end')])
  const codes = new Set(choices.map(({ code }) => numbers.get(code)))
  const onlyEnds = codes.size === ends.size && [...codes].every((code) => ends.has(code))
  return value(row, 'appearance').includes('no-ticks') && !onlyEnds
    ? [...found, fault('form.range_end_labels', { list })]
    : found
}

function boundsOf(of: NumberOf): { readonly start: Scaled; readonly width: Scaled } {
  const [start = 0n, end = 0n] = [of('start'), of('end')]
  return { start, width: end > start ? end - start : start - end }
}

function isInside(number: Scaled, of: NumberOf): boolean {
  const [start = 0n, end = 0n] = [of('start'), of('end')]
  return start < end ? number >= start && number <= end : number >= end && number <= start
}

/** Nothing is one of a step of 0, which is an issue of its own. */
function isMultiple(number: Scaled, step: Scaled): boolean {
  return step === 0n || number % step === 0n
}
