import type { AreaMap } from './area-map.ts'
import { useFormat } from '../texts/use-format.ts'
import { useTexts } from '../texts/use-texts.ts'

/** Values of the map as text: a `share` as a percentage, everything else as a number, with or without its unit. */
export function useMeasure() {
  const { named } = useTexts()
  const format = useFormat()

  const bare = (value: number, unit: AreaMap['unit']) =>
    unit === 'share' ? format.value.percent(value, 0) : format.value.number(value, unit === 'months' ? 1 : 0)
  const full = (value: number, unit: AreaMap['unit']) =>
    unit === 'share' ? bare(value, unit) : `${bare(value, unit)} ${named('units', unit)}`
  return { bare, full }
}
