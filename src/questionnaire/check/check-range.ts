import type { Issue } from '../../kernel/index.ts'
import { issueTexts } from '../form/form-issues.ts'
import type { Choice, FormModel, Question } from '../form/form-model.ts'
import { rowWhere, value } from '../form/form-rows.ts'
import { questionsOf } from '../form/walk.ts'
import { type RangeNumbers, rangeNumbers } from './range-numbers.ts'
import type { Scaled } from './scaled-numbers.ts'

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

type Fault = (code: Parameters<typeof issue>[0], params?: Readonly<Record<string, string>>) => Issue

export function checkRanges(form: FormModel): readonly Issue[] {
  return questionsOf(form.nodes).flatMap((question) =>
    question.type === 'range' ? checkRange(question, form) : [],
  )
}

function checkRange(question: Question, form: FormModel): readonly Issue[] {
  const { parameters, row } = question
  const where = rowWhere(row, 'parameters')
  const fault: Fault = (code, params = {}) => issue(code, where, params)
  const list = parameters.get('tick_labelset')
  const choices = list === undefined ? [] : form.choices.get(list)
  const { numbers, wrong } = rangeNumbers(
    parameters,
    (choices ?? []).map(({ code }) => code),
  )
  return [
    ...checkAppearance(question, fault),
    ...wrong.map((key) => fault('form.range_number', { key })),
    ...(choices ? [] : [fault('form.range_labels', { list: list ?? '' })]),
    ...(numbers ? checkSteps(numbers, fault) : []),
    ...(numbers && choices && list !== undefined ? checkLabels(list, choices, numbers, fault) : []),
    ...(numbers && choices && list !== undefined ? checkEnds(question, list, choices, numbers, fault) : []),
  ]
}

function checkAppearance({ parameters, row }: Question, fault: Fault): readonly Issue[] {
  const appearance = value(row, 'appearance')
  const ticked = ['tick_interval', 'placeholder', 'tick_labelset'].some((key) => parameters.has(key))
  const suits = appearance === '' || /vertical|no-ticks/.test(appearance)
  return ticked && !suits ? [fault('form.range_appearance')] : []
}

function checkSteps(numbers: RangeNumbers, fault: Fault): readonly Issue[] {
  const { start, step, interval, placeholder } = numbers
  return [
    ...checkSize('step', step, numbers, fault),
    ...(interval === undefined ? [] : checkSize('tick_interval', interval, numbers, fault)),
    ...(interval === undefined || isMultiple(interval, step)
      ? []
      : [fault('form.range_step', { key: 'tick_interval', of: 'step' })]),
    ...(placeholder === undefined || isMultiple(placeholder - start, step)
      ? []
      : [fault('form.range_step', { key: 'placeholder', of: 'step' })]),
    ...(placeholder === undefined || isInside(placeholder, numbers)
      ? []
      : [fault('form.range_outside', { key: 'placeholder' })]),
  ]
}

function checkSize(key: string, size: Scaled, { start, end }: RangeNumbers, fault: Fault): readonly Issue[] {
  const width = end > start ? end - start : start - end
  if (size === 0n) return [fault('form.range_zero', { key })]
  return size > width ? [fault('form.range_too_wide', { key })] : []
}

/** The choices that label ticks lie on ticks. */
function checkLabels(
  list: string,
  choices: readonly Choice[],
  numbers: RangeNumbers,
  fault: Fault,
): readonly Issue[] {
  const { start, step, interval, ofCode } = numbers
  return choices.flatMap(({ code }) => {
    const number = ofCode(code)
    if (number === undefined) return [fault('form.range_label_number', { code, list })]
    if (!isInside(number, numbers)) return [fault('form.range_outside', { key: code })]
    const of = interval === undefined ? 'step' : 'tick_interval'
    return isMultiple(number - start, interval ?? step) ? [] : [fault('form.range_step', { key: code, of })]
  })
}

/** Without ticks there is room for labels at the ends alone. */
function checkEnds(
  { row }: Question,
  list: string,
  choices: readonly Choice[],
  { start, end, ofCode }: RangeNumbers,
  fault: Fault,
): readonly Issue[] {
  const labelled = new Set(choices.map(({ code }) => ofCode(code)))
  const onlyEnds = labelled.symmetricDifference(new Set([start, end])).size === 0
  return value(row, 'appearance').includes('no-ticks') && !onlyEnds
    ? [fault('form.range_end_labels', { list })]
    : []
}

function isInside(number: Scaled, { start, end }: RangeNumbers): boolean {
  return start < end ? number >= start && number <= end : number >= end && number <= start
}

/** Nothing is one of a step of 0, which is an issue of its own. */
function isMultiple(number: Scaled, step: Scaled): boolean {
  return step === 0n || number % step === 0n
}
