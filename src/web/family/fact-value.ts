import type { SupersededFact } from '../../server/contract/fact.ts'
import { useFormat } from '../texts/use-format.ts'
import { useTexts } from '../texts/use-texts.ts'

/** A fact's value as people read it: the label of a code, a number with its unit, or the text itself. */
export function useFactValue() {
  const { t, pick } = useTexts()
  const format = useFormat()

  return (fact: Pick<SupersededFact, 'value' | 'valueLabel'>, unit: string | null): string => {
    if (fact.valueLabel) return pick(fact.valueLabel)
    if (fact.value === null || fact.value === '') return t('common.unknown')
    const text =
      typeof fact.value === 'number'
        ? format.value.number(fact.value, Number.isInteger(fact.value) ? 0 : 1)
        : fact.value
    return unit ? `${text} ${unit === 'm2' ? 'm²' : unit}` : text
  }
}
