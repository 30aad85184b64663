/**
 * Intercept plus slopes times columns for some rows, in their order; each row's coefficients are those of its area.
 * Without `rows`, for all of them.
 */
export function predict(
  columns: readonly Float64Array[],
  area: Int32Array,
  coefficientsOf: (area: number) => Float64Array,
  rows: Int32Array = Int32Array.from(area.keys()),
): Float64Array {
  const byArea = new Map<number, Float64Array>()
  return Float64Array.from(rows, (row) => {
    const code = area[row] ?? 0
    const coefficients = byArea.get(code) ?? coefficientsOf(code)
    byArea.set(code, coefficients)
    let sum = coefficients[0] ?? 0
    for (let j = 0; j < columns.length; j++) sum += (coefficients[j + 1] ?? 0) * (columns[j]?.[row] ?? 0)
    return sum
  })
}
