import type { FarComparison, Levels } from './comparison.ts'
import type { Feature } from './feature.ts'

/** A level above "differs": told by equality (`near`), or by a measure of two texts (`far`). */
export type LevelCase =
  | {
      readonly name: string
      readonly near: string
      /** The feature whose equality, counted exactly, gives the level's u. */
      readonly counted?: Feature
      /** Weighed by the frequency of the value like the counted level. */
      readonly isRare?: true
    }
  | { readonly name: string; readonly measure: string; readonly far: (measure: string) => string }

export type LadderRequest = {
  readonly features: readonly Feature[]
  /** NULL means that the field is missing; its equality is the top level unless the cases say which are counted. */
  readonly key: Feature
  /** From the most alike down. Cases with `near` come first. */
  readonly cases: readonly LevelCase[]
}

/** Levels from their cases: numbered from 2 up, above 0 (missing) and 1 (differs). */
export function ladder({ features, key, cases }: LadderRequest): Levels {
  const numbered = cases.map((each, index) => ({ ...each, level: cases.length + 1 - index }))
  const far = farOf(numbered)
  const near = numbered.flatMap((each) => ('near' in each ? [`when ${each.near} then ${each.level}`] : []))
  const counted = numbered.flatMap((each) =>
    'near' in each && each.counted ? [{ level: each.level, feature: each.counted }] : [],
  )
  return {
    levels: ['missing', 'differs', ...cases.map(({ name }) => name).toReversed()],
    features,
    near: `case when l.${key.name} is null or r.${key.name} is null then 0 ${near.join(' ')} else ${far ? 'null' : 1} end`,
    far,
    rareLevels: numbered.flatMap((each) => ('near' in each && each.isRare === true ? [each.level] : [])),
    counted: counted.length > 0 ? counted : [{ level: cases.length + 1, feature: key }],
  }
}

type Numbered = LevelCase & { readonly level: number }

function farOf(cases: readonly Numbered[]): FarComparison | undefined {
  const far = cases.flatMap((each) => ('measure' in each ? [each] : []))
  if (far.length === 0) return undefined
  const measures = [...new Set(far.map(({ measure }) => measure))]
  return {
    measures,
    level: (names) =>
      `case ${far
        .map((each) => `when ${each.far(names[measures.indexOf(each.measure)] ?? '')} then ${each.level}`)
        .join(' ')} else 1 end`,
    levels: [...far.map(({ level }) => level), 1],
  }
}
