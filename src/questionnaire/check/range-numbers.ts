import type { Question } from '../form/form-model.ts'
import { type Scaled, scaledNumbers } from './scaled-numbers.ts'

/** The numbers of a range on one scale, so that rests are exact. */
export type RangeNumbers = {
  readonly start: Scaled
  readonly end: Scaled
  readonly step: Scaled
  readonly interval: Scaled | undefined
  readonly placeholder: Scaled | undefined
  /** Of the choices that label ticks. */
  readonly ofCode: (code: string) => Scaled | undefined
}

const defaults: Readonly<Record<string, string>> = { start: '1', end: '10', step: '1' }

/** `numbers` is undefined when a parameter is none: `wrong` names it. */
export function rangeNumbers(
  parameters: Question['parameters'],
  codes: readonly string[],
): { readonly numbers: RangeNumbers | undefined; readonly wrong: readonly string[] } {
  const keys = ['start', 'end', 'step', 'tick_interval', 'placeholder']
  const textOf = (key: string) => parameters.get(key) ?? defaults[key]
  const scaled = scaledNumbers([...keys.flatMap((key) => textOf(key) ?? []), ...codes])
  const [start, end, step, interval, placeholder] = keys.map((key) => scaled.get(textOf(key) ?? ''))
  const wrong = keys.filter((key) => textOf(key) !== undefined && scaled.get(textOf(key) ?? '') === undefined)
  if (start === undefined || end === undefined || step === undefined || wrong.length > 0) {
    return { numbers: undefined, wrong }
  }
  return { numbers: { start, end, step, interval, placeholder, ofCode: (code) => scaled.get(code) }, wrong }
}
