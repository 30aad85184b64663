/** Type 7 quantile (Hyndman and Fan, 1996; R's default) of values in any order; `undefined` of none. */
export function quantile(values: readonly number[], p: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * p
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return undefined
  return below + (place - Math.floor(place)) * (above - below)
}
