import { scaleQuantile } from 'd3-scale'

export const classCount = 5

export type MapScale = {
  /** 0 to 4, or `undefined` where nothing is known. */
  readonly classOf: (value: number | null) => number | undefined
  readonly classes: readonly { readonly from: number; readonly to: number }[]
}

/** Five classes with as many areas each, merged where values repeat; quantiles of type 7 as in d3-array. */
export function mapScale(values: readonly number[]): MapScale {
  if (values.length === 0) return { classOf: () => undefined, classes: [] }
  const low = Math.min(...values)
  const high = Math.max(...values)
  const cuts = scaleQuantile<number>()
    .domain(values)
    .range(Array.from({ length: classCount }, (_, index) => index))
    .quantiles()
  const limits = [low, ...new Set(cuts.filter((cut) => cut > low && cut < high)), high]
  const inner = limits.slice(1, -1)
  const step = inner.length === 0 ? 0 : (classCount - 1) / inner.length
  return {
    classOf: (value) =>
      value === null ? undefined : Math.round(inner.filter((cut) => value >= cut).length * step),
    classes: limits.slice(0, -1).map((from, index) => ({ from, to: limits[index + 1] ?? high })),
  }
}

/** The shade of class `index` when there are `count` of them: the whole ramp is used. */
export function shadeOf(index: number, count: number): number {
  return count <= 1 ? 0 : Math.round((index * (classCount - 1)) / (count - 1))
}
