/** Intercept plus slopes times columns, row by row; each row's coefficients are those of its area. */
export function predict(
  columns: readonly Float64Array[],
  area: Int32Array,
  coefficientsOf: (area: number) => Float64Array,
): Float64Array {
  const byArea = new Map<number, Float64Array>()
  return Float64Array.from(area, (code, row) => {
    const coefficients = byArea.get(code) ?? coefficientsOf(code)
    byArea.set(code, coefficients)
    let sum = coefficients[0] ?? 0
    for (let j = 0; j < columns.length; j++) sum += (coefficients[j + 1] ?? 0) * (columns[j]?.[row] ?? 0)
    return sum
  })
}
