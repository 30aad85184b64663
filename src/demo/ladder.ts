import type { Random } from '../kernel/index.ts'
import { itemAt, randomLogistic } from './draw.ts'

/** Where a family lives: shares differ between the two. */
export type Setting = 'rural' | 'urban'

/**
 * A coded answer whose categories climb with welfare: an ordered logit on the standardised latent welfare, with its
 * thresholds solved so that each category has the published share.
 */
export type Ladder = {
  readonly codes: readonly string[]
  readonly loading: number
  readonly thresholds: Readonly<Record<Setting, readonly number[]>>
}

/**
 * `rungs` go from the poorest category to the richest: code, rural share, urban share (each column sums to about 1).
 * `loading` is the change of the logit for one standard deviation of latent welfare.
 */
export function ladder(loading: number, rungs: readonly (readonly [string, number, number])[]): Ladder {
  const rural = rungs.map(([, share]) => share)
  const urban = rungs.map(([, , share]) => share)
  return {
    codes: rungs.map(([code]) => code),
    loading,
    thresholds: { rural: thresholdsFor(rural, loading), urban: thresholdsFor(urban, loading) },
  }
}

/** `standing` is latent welfare with mean 0 and variance 1 within the setting; `shift` moves the logit, as for large families. */
export function drawRung(random: Random, of: Ladder, standing: number, setting: Setting, shift = 0): number {
  const height = of.loading * standing + shift + randomLogistic(random)
  const step = of.thresholds[setting].findIndex((threshold) => height < threshold)
  return step === -1 ? of.codes.length - 1 : step
}

export function drawCode(random: Random, of: Ladder, standing: number, setting: Setting): string {
  return itemAt(of.codes, drawRung(random, of, standing, setting))
}

/**
 * Thresholds t with E[logistic(t - loading z)] = cumulative share for z standard normal, by the approximation
 * E[logistic(t - az)] = logistic(t / sqrt(1 + pi a^2 / 8)) (MacKay 1992, Neural Computation 4:720).
 */
function thresholdsFor(shares: readonly number[], loading: number): readonly number[] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  const stretch = Math.sqrt(1 + (Math.PI * loading ** 2) / 8)
  let below = 0
  return shares.slice(0, -1).map((share) => {
    below += share / total
    return stretch * Math.log(below / (1 - below))
  })
}
