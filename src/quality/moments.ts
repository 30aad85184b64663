export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** NaN of none. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length
}

/** With n - 1; NaN of fewer than two. */
export function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN
  const mean = meanOf(values)
  return sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1)
}
