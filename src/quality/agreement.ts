import { meanOf, sumOf, varianceOf } from './moments.ts'

/** The same question asked twice of the same household: first answer, then the answer when it was asked again. */
export type AnswerPair<Answer> = readonly [first: Answer, again: Answer]

/** How far the answers of two occasions agree. */
export type Agreement = {
  readonly pairs: number
  /** Gross difference rate: share of pairs that differ. */
  readonly gdr: number
  /** Index of inconsistency, in per cent: the gross difference rate over the one expected by chance. */
  readonly ioi: number
  /** Cohen's kappa = 1 - IOI / 100. */
  readonly kappa: number
  /** Of kappa (Cohen, 1960). */
  readonly kappaSe: number
}

/**
 * Agreement of categories. Aggregate index of inconsistency over k categories: (n - Σn_ii) / (n - Σn_i.n_.i / n) (UN
 * Statistics Division, Handbook on Population and Housing Census Post-enumeration Surveys). `undefined` without pairs,
 * and where everybody gave one answer on both occasions: then nothing could disagree.
 */
export function agreementOf(pairs: readonly AnswerPair<string>[]): Agreement | undefined {
  const n = pairs.length
  const agreed = pairs.filter(([first, again]) => first === again).length / n
  const expected = chanceAgreement(pairs)
  if (n === 0 || expected === 1) return undefined
  const kappa = (agreed - expected) / (1 - expected)
  return {
    pairs: n,
    gdr: 1 - agreed,
    ioi: 100 * (1 - kappa),
    kappa,
    kappaSe: kappaError(n, agreed, expected),
  }
}

function chanceAgreement(pairs: readonly AnswerPair<string>[]): number {
  const first = countsOf(pairs.map(([answer]) => answer))
  const again = countsOf(pairs.map(([, answer]) => answer))
  return sumOf([...first].map(([answer, count]) => count * (again.get(answer) ?? 0))) / pairs.length ** 2
}

function countsOf(answers: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  return counts
}

/** Standard error of kappa: √{p_o(1 - p_o) / (n(1 - p_e)²)} (Cohen, 1960). */
export function kappaError(n: number, agreed: number, expected: number): number {
  return Math.sqrt((agreed * (1 - agreed)) / (n * (1 - expected) ** 2))
}

/** Net difference rate of a yes/no question, again minus first, with its standard error. */
export function netDifference(pairs: readonly AnswerPair<boolean>[]): {
  readonly ndr: number
  readonly se: number
} {
  const n = pairs.length
  const gained = pairs.filter(([first, again]) => !first && again).length
  const lost = pairs.filter(([first, again]) => first && !again).length
  const ndr = (gained - lost) / n
  return { ndr, se: Math.sqrt(((gained + lost) / n - ndr ** 2) / n) }
}

/** How far two measurements of an amount agree. */
export type NumberAgreement = {
  readonly pairs: number
  readonly gdr: number
  /** Simple response variance: var(x₁ - x₂) / 2. */
  readonly srv: number
  /** SRV over the mean of the two variances, in per cent; 100 minus the reliability ratio. */
  readonly ioi: number
}

/** Agreement of amounts (Hansen, Hurwitz and Bershad, 1961). `undefined` of fewer than two pairs or without variance. */
export function numberAgreementOf(pairs: readonly AnswerPair<number>[]): NumberAgreement | undefined {
  const variance = meanOf([
    varianceOf(pairs.map(([first]) => first)),
    varianceOf(pairs.map(([, again]) => again)),
  ])
  if (!(variance > 0)) return undefined
  const srv = varianceOf(pairs.map(([first, again]) => first - again)) / 2
  const gdr = pairs.filter(([first, again]) => first !== again).length / pairs.length
  return { pairs: pairs.length, gdr, srv, ioi: (100 * srv) / variance }
}
