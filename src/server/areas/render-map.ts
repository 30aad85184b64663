import type { AreaMeasure, MeasuredArea } from '../../store/index.ts'
import type { AreaMap } from '../contract/area.ts'

/** Fewer than this are not shown: the reader could point at one. */
export const fewest = 10

const units: Readonly<Record<AreaMeasure, string>> = {
  families: 'families',
  coverage: 'share',
  poorest: 'share',
  currency: 'months',
  matched: 'share',
}

/** The areas as GeoJSON, small cells withheld. */
export function renderMap(measure: AreaMeasure, areas: readonly MeasuredArea[]): AreaMap {
  const withheld = withheldAreas(areas.map(({ n }) => n))
  const features = areas.map(({ areaId, name, code, geometry, value, n }, index) => {
    const suppressed = withheld[index] === true
    const shown = suppressed ? { value: null, n: 0 } : { value, n }
    return {
      type: 'Feature' as const,
      id: areaId,
      geometry,
      properties: { areaId, name, code, ...shown, suppressed },
    }
  })
  return { measure, unit: units[measure], features: { type: 'FeatureCollection', features } }
}

/**
 * Which of the counts must be withheld so that none from 1 to 9 can be read, or worked out from the sum: where only one
 * is small, the next smallest goes with it.
 */
export function withheldAreas(counts: readonly number[]): readonly boolean[] {
  const small = counts.map((count) => count > 0 && count < fewest)
  if (small.filter(Boolean).length !== 1) return small
  const shown = counts.flatMap((count, index) => (small[index] || count === 0 ? [] : [{ count, index }]))
  const next = shown.toSorted((a, b) => a.count - b.count)[0]?.index
  return small.map((is, index) => is || index === next)
}
