import { incompleteBeta } from '../kernel/index.ts'

/** Probability that Student's t with `df` degrees of freedom is beyond ±|t|. */
export function tTwoSided(t: number, df: number): number {
  return incompleteBeta(df / (df + t * t), df / 2, 0.5)
}

/** Probability that F with `df1` and `df2` degrees of freedom exceeds `f`. */
export function fAbove(f: number, df1: number, df2: number): number {
  return f <= 0 ? 1 : incompleteBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)
}

/** Quantile of Student's t, for 0 < p < 1; by halving, to about 1e-12. */
export function tQuantile(p: number, df: number): number {
  if (p < 0.5) return -tQuantile(1 - p, df)
  return rootOf((t) => 1 - tTwoSided(t, df) / 2 - p)
}

/** Quantile of the standard normal, for 1e-11 < p < 1 - 1e-11, to 1e-15 (Wichura, 1988, algorithm AS 241). */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(r, middle.over)) / polynomial(r, middle.under)
  }
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p))) - 1.6
  return (Math.sign(q) * polynomial(r, tail.over)) / polynomial(r, tail.under)
}

function polynomial(x: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0)
}

const middle = {
  over: [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  under: [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
}
const tail = {
  over: [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  under: [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
}

/** Where an increasing function of [0, ∞) that starts at or below 0 reaches 0. */
function rootOf(f: (x: number) => number): number {
  let high = 1
  while (f(high) < 0 && high < 1e12) high *= 2
  let low = 0
  for (let step = 0; step < 200 && high - low > 1e-13 * high; step += 1) {
    const middle = (low + high) / 2
    if (f(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
