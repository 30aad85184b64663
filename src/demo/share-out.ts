import { itemAt } from './draw.ts'

/** Whole numbers in proportion to `weights` that add up to `total` (largest remainder). */
export function shareOut(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const whole = exact.map(Math.floor)
  const left = total - whole.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, part: value % 1 }))
    .sort((a, b) => b.part - a.part)
  for (const { index } of byRemainder.slice(0, left)) whole[index] = itemAt(whole, index) + 1
  return whole
}
