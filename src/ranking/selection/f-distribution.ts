import { incompleteBeta } from '../../kernel/index.ts'

/**
 * Chance that F with (a, b) degrees of freedom exceeds `value`: the regularised incomplete beta function at
 * b / (b + a F), Press et al., Numerical Recipes, 3rd ed., section 6.4. To about
 * 1e-9 for up to a hundred thousand households.
 */
export function fAbove(value: number, a: number, b: number): number {
  if (!(value > 0)) return 1
  return incompleteBeta(b / (b + a * value), b / 2, a / 2)
}
