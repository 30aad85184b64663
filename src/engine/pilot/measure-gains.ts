import type { DataDictionary } from '../../questionnaire/index.ts'
import type { OnProgress } from '../phases.ts'
import { type Refused, measureQuestionLosses } from '../ranking/index.ts'
import { pilotItems } from './pilot-items.ts'

export type GainsRequest = {
  readonly dictionary: DataDictionary
  /** A survey with welfare: CSV, Parquet, or a folder laid out like a snapshot. */
  readonly data: string
  readonly spec: unknown
  readonly onProgress?: OnProgress
}

export type MeasuredGains = {
  readonly kind: 'measured'
  /** Share of pairs of households that the model ranks rightly with all questions. */
  readonly accuracy: number
  readonly households: number
  /** By name of the question: points of that accuracy which are lost without it. What the model does not read is absent. */
  readonly gains: ReadonlyMap<string, number>
}

/** What each question of a form is worth to the ranking. Its column is that of `save_to`, else of its own name. */
export async function measureGains({
  dictionary,
  ...request
}: GainsRequest): Promise<MeasuredGains | Refused> {
  const asked = new Set(pilotItems(dictionary).map(({ name }) => name))
  const columns = dictionary.items
    .filter(({ name }) => asked.has(name))
    .map(({ name, saveTo }) => [name, saveTo?.split('#').at(-1) ?? name] as const)
  const variables = [...new Set(columns.map(([, column]) => column))]
  const measured = await measureQuestionLosses({ ...request, variables })
  if (measured.kind === 'refused') return measured
  const { accuracy, households, losses } = measured
  const points = new Map(losses.map((loss) => [loss.variable, loss.points]))
  const gains = columns.flatMap(([item, column]) => {
    const found = points.get(column)
    return found === undefined ? [] : [[item, found] as const]
  })
  return { kind: 'measured', accuracy, households, gains: new Map(gains) }
}
