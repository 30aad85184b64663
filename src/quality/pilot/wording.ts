import { type ArmDifference, type ArmOutcome, compareArms } from '../arm-difference.ts'
import { adjustHolm } from '../holm.ts'
import type { PilotData, PilotInterview } from './interview.ts'
import { type ItemUse, readUses } from './item-use.ts'

/** Two wordings of one question, each a question of the form of its own; every interview puts one of them. */
export type WordingPair = { readonly name: string; readonly a: string; readonly b: string }

/** How wording B did against wording A, by enumerators as clusters. */
export type WordingTest = WordingPair & {
  /** Share of interviews in which something went wrong: no answer, "don't know", an edit, a refused answer, a way back. */
  readonly trouble: ArmDifference | null
  /** Of all pairs' p-values of `trouble`, adjusted (Holm). */
  readonly pAdjusted: number | null
  readonly seconds: ArmDifference | null
}

/** Compares wordings that were shared out household by household. */
export function compareWordings(data: PilotData, pairs: readonly WordingPair[]): readonly WordingTest[] {
  const paths = data.items.map(({ path }) => path)
  const first = data.interviews.filter(({ retest }) => !retest)
  const uses = new Map(first.map((interview) => [interview, readUses(interview.log ?? [], paths)]))
  const tests = pairs.map((pair) => {
    const outcomesOf = (measure: Measure) =>
      compareArms(first.flatMap((interview) => armOutcomes(data, pair, interview, uses, measure)))
    return { ...pair, trouble: outcomesOf(hadTrouble) ?? null, seconds: outcomesOf(secondsOf) ?? null }
  })
  const adjusted = adjustHolm(tests.flatMap(({ trouble }) => trouble?.p ?? []))
  let place = 0
  return tests.map((test) => ({ ...test, pAdjusted: test.trouble ? (adjusted[place++] ?? null) : null }))
}

/** `undefined` where it was not measured. */
type Measure = (answer: string, use: ItemUse | undefined, dontKnow: ReadonlySet<string>) => number | undefined

const hadTrouble: Measure = (answer, use, dontKnow) =>
  Number(
    answer === '' ||
      dontKnow.has(answer) ||
      (use?.edits ?? 0) > 0 ||
      (use?.constraintErrors ?? 0) > 0 ||
      (use?.backJumps ?? 0) > 0,
  )

const secondsOf: Measure = (_answer, use) => (use && use.seconds > 0 ? use.seconds : undefined)

function armOutcomes(
  { items }: PilotData,
  pair: WordingPair,
  interview: PilotInterview,
  uses: ReadonlyMap<PilotInterview, ReadonlyMap<string, ItemUse>>,
  measure: Measure,
): readonly ArmOutcome[] {
  return (['a', 'b'] as const).flatMap((arm) => {
    const item = items.find(({ name, path }) => name === pair[arm] || path === pair[arm])
    const answer = item && interview.answers.get(item.path)?.[0]
    if (!item || answer === undefined) return []
    const outcome = measure(answer, uses.get(interview)?.get(item.path), item.dontKnow)
    return outcome === undefined ? [] : [{ arm, cluster: interview.enumerator, outcome }]
  })
}
