import { quantile } from '../quantile.ts'
import { type Share, shareOf } from '../wilson.ts'
import type { PilotData } from './interview.ts'

/** How well the phones found where they were. */
export type PlaceMeasures = {
  /** Places that were asked for and not given. */
  readonly missing: Share
  readonly medianAccuracyMetres: number | null
  /** Places that are known to no better than 20 metres; `null` without a place that has an accuracy. */
  readonly coarse: Share | null
  /** Places without any error: those of a phone that pretends. */
  readonly pretended: number
}

const coarseMetres = 20

/** Over all questions for a place, which ODK answers as latitude, longitude, altitude, accuracy; `null` without one. */
export function measurePlaces({ items, interviews }: PilotData): PlaceMeasures | null {
  const paths = items.filter(({ kind }) => kind === 'place').map(({ path }) => path)
  const put = interviews.flatMap(({ answers }) => paths.flatMap((path) => answers.get(path) ?? []))
  const missing = shareOf(put.filter((answer) => answer.trim() === '').length, put.length)
  if (!missing) return null
  const accuracies = put
    .map((answer) => answer.trim().split(/\s+/)[3])
    .filter((metres) => metres !== undefined)
    .map(Number)
    .filter(Number.isFinite)
  const coarse = accuracies.filter((metres) => metres > coarseMetres).length
  return {
    missing,
    medianAccuracyMetres: quantile(accuracies, 0.5) ?? null,
    coarse: shareOf(coarse, accuracies.length) ?? null,
    pretended: accuracies.filter((metres) => metres === 0).length,
  }
}
