/** Standard normal distribution function to 7.5e-8 (Abramowitz and Stegun, 1964, 26.2.17). */
export function normalBelow(x: number): number {
  const t = 1 / (1 + slope * Math.abs(x))
  const tail = density * Math.exp((-x * x) / 2) * t * coefficients.reduceRight((sum, c) => c + t * sum, 0)
  return x >= 0 ? 1 - tail : tail
}

const slope = 0.2316419
const density = 0.3989422804014327
const coefficients: readonly number[] = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
