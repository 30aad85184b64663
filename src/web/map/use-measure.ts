import type { AreaMap } from '../api/types.ts'
import { useFormat } from '../texts/use-format.ts'
import { useTexts } from '../texts/use-texts.ts'

/** A value of the map as text: `share` as a percentage, everything else as a number with its unit. */
export function useMeasure() {
  const { named } = useTexts()
  const format = useFormat()
  return (value: number, unit: AreaMap['unit']): string => {
    if (unit === 'share') return format.value.percent(value, 0)
    return `${format.value.number(value, Number.isInteger(value) ? 0 : 1)} ${named('units', unit)}`
  }
}
