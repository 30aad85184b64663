import type { Message } from '../../kernel/index.ts'
import type { Variable } from '../../questionnaire/index.ts'

/** What a code means; of several codes at once, all of them. `null` of what is no code. */
export function valueLabel({ type, multiple, categories }: Variable, value: string | number): Message | null {
  if (type !== 'code') return null
  const codes = multiple ? String(value).split(' ') : [String(value)]
  const labels = codes.map(
    (code) => categories.find((category) => category.code === code)?.label ?? { id: code, en: code },
  )
  return { id: labels.map(({ id }) => id).join(', '), en: labels.map(({ en }) => en).join(', ') }
}

/** A value as it is written in a sentence. */
export function valueText(variable: Variable, value: string | number | undefined): Message {
  if (value === undefined) return { id: 'tidak diketahui', en: 'not known' }
  const label = valueLabel(variable, value)
  if (label) return label
  const unit =
    variable.unit === undefined || variable.unit === 'count'
      ? ''
      : ` ${unitSigns[variable.unit] ?? variable.unit}`
  return {
    id: `${String(value).replace('.', typeof value === 'number' ? ',' : '.')}${unit}`,
    en: `${value}${unit}`,
  }
}

const unitSigns: Readonly<Record<string, string>> = { m2: 'm²', degree: '°' }
