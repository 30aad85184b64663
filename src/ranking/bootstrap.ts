import type { Random } from '../kernel/index.ts'
import { outerGroups } from './grouping.ts'
import type { Survey } from './survey.ts'

/**
 * Replicate weights of the rescaling bootstrap (Rao and Wu, 1988; Rao, Wu and Yue, 1992): in each stratum of n PSUs,
 * n - 1 are drawn with replacement and the weights scaled by n/(n - 1). A stratum of one PSU keeps its weights: it
 * adds no variance, which `checkSurvey` warns of.
 */
export function* bootstrapWeights(
  { psu, stratum }: Pick<Survey, 'psu' | 'stratum'>,
  weight: Float64Array,
  replicates: number,
  random: Random,
): Generator<Float64Array> {
  const strata = psusByStratum(outerGroups(psu, stratum), stratum.names.length)
  for (let replicate = 0; replicate < replicates; replicate++) {
    const factor = drawFactors(strata, psu.names.length, random)
    yield weight.map((value, row) => value * (factor[psu.codes[row] ?? 0] ?? 0))
  }
}

function drawFactors(strata: readonly (readonly number[])[], psuCount: number, random: Random): Float64Array {
  const factor = new Float64Array(psuCount)
  for (const psus of strata) {
    const draws = psus.length - 1
    if (draws === 0) for (const only of psus) factor[only] = 1
    for (let draw = 0; draw < draws; draw++) {
      const drawn = psus[Math.floor(random() * psus.length)] ?? 0
      factor[drawn] = (factor[drawn] ?? 0) + psus.length / draws
    }
  }
  return factor
}

function psusByStratum(stratumOfPsu: Int32Array, count: number): readonly (readonly number[])[] {
  const strata: number[][] = Array.from({ length: count }, () => [])
  stratumOfPsu.forEach((stratum, code) => strata[stratum]?.push(code))
  return strata
}

/** Standard deviation of replicates about their mean: the bootstrap's standard error. */
export function standardError(replicates: readonly number[]): number {
  const mean = replicates.reduce((sum, value) => sum + value, 0) / replicates.length
  const squares = replicates.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (replicates.length - 1))
}
