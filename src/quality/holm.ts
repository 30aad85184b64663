/** p-values adjusted for many tests (Holm, 1979), in the order given. */
export function adjustHolm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((x, y) => x.p - y.p)
  const adjusted: number[] = []
  let largest = 0
  order.forEach(({ p, index }, place) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * p))
    adjusted[index] = largest
  })
  return adjusted
}
