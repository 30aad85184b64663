import { fAbove } from './distributions.ts'
import { sumOf } from './moments.ts'

/** One observation: who took it, where, and what was found, as a point (a number, or the indicators of a category). */
export type Observation = {
  readonly unit: string
  /** Units are compared within a block only, so that its own level is not taken for theirs; `''` for one block. */
  readonly block: string
  readonly point: readonly number[]
}

/** How alike the observations of a unit (an enumerator, a team) are. */
export type Intraclass = {
  readonly observations: number
  /** Units within blocks. */
  readonly units: number
  /** Intraclass correlation ρ, from mean squares; negative where units differ less than chance lets them. */
  readonly rho: number
  /** 1 + (m - 1)ρ for m observations a unit; at least 1. */
  readonly designEffect: number
  /** Of the hypothesis that units do not differ. */
  readonly p: number
}

type Squares = { readonly sum: number; readonly df: number }

/**
 * Intraclass correlation from the nested analysis of variance: ρ = (MSB - MSW) / (MSB + (k₀ - 1)MSW), with units within
 * blocks and k₀ for unequal sizes (Snedecor and Cochran, 1989, 13.7). Categories enter by their indicators, their sums of
 * squares added (Light and Margolin, 1971). `undefined` where no block holds two units: there the unit and its place are
 * confounded, and no number can part them.
 */
export function intraclassOf(observations: readonly Observation[]): Intraclass | undefined {
  const blocks = [...Map.groupBy(observations, ({ block }) => block).values()]
    .map((inBlock) => [...Map.groupBy(inBlock, ({ unit }) => unit).values()])
    .filter((units) => units.length > 1)
  const units = blocks.flat()
  const between = addSquares(blocks.map(betweenUnits))
  const within = addSquares(units.map(withinUnit))
  if (between.df === 0 || within.df === 0 || between.sum + within.sum === 0) return undefined
  const observed = units.reduce((count, unit) => count + unit.length, 0)
  const [msb, msw] = [between.sum / between.df, within.sum / within.df]
  const size = usualSize(blocks, between.df)
  const rho = (msb - msw) / (msb + (size - 1) * msw)
  return {
    observations: observed,
    units: units.length,
    rho,
    designEffect: Math.max(1, 1 + (observed / units.length - 1) * rho),
    p: msw === 0 ? 0 : fAbove(msb / msw, between.df, within.df),
  }
}

function betweenUnits(units: readonly (readonly Observation[])[]): Squares {
  const grand = centreOf(units.flat())
  const sum = sumOf(units.map((unit) => unit.length * distance(centreOf(unit), grand)))
  return { sum, df: units.length - 1 }
}

function withinUnit(unit: readonly Observation[]): Squares {
  const centre = centreOf(unit)
  return { sum: sumOf(unit.map(({ point }) => distance(point, centre))), df: unit.length - 1 }
}

/** k₀: the size that unequal units have as if they were equal. */
function usualSize(blocks: readonly (readonly (readonly Observation[])[])[], df: number): number {
  return (
    sumOf(
      blocks.map((units) => {
        const sizes = units.map((unit) => unit.length)
        return sumOf(sizes) - sumOf(sizes.map((size) => size ** 2)) / sumOf(sizes)
      }),
    ) / df
  )
}

function addSquares(squares: readonly Squares[]): Squares {
  return { sum: sumOf(squares.map(({ sum }) => sum)), df: sumOf(squares.map(({ df }) => df)) }
}

function centreOf(observations: readonly Observation[]): readonly number[] {
  const axes = observations[0]?.point.length ?? 0
  return Array.from(
    { length: axes },
    (_, axis) => sumOf(observations.map(({ point }) => point[axis] ?? 0)) / observations.length,
  )
}

function distance(a: readonly number[], b: readonly number[]): number {
  return sumOf(a.map((value, axis) => (value - (b[axis] ?? 0)) ** 2))
}
