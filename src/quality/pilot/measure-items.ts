import { type AnswerPair, agreementOf, numberAgreementOf } from '../agreement.ts'
import { type Observation, intraclassOf } from '../intraclass.ts'
import { quantile } from '../quantile.ts'
import { shareOf } from '../wilson.ts'
import type { PilotData, PilotInterview, PilotItem } from './interview.ts'
import type { ItemMeasures } from './item-card.ts'
import { type ItemUse, readUses } from './item-use.ts'

/** Points of accuracy that the ranking loses without an item, by its name. */
export type Gains = ReadonlyMap<string, number>

type Interview = {
  readonly interview: PilotInterview
  readonly uses: ReadonlyMap<string, ItemUse> | undefined
}

/** Measures every question of a pilot. First visits only, but for what compares the two occasions. */
export function measureItems(data: PilotData, gains: Gains = new Map()): readonly ItemMeasures[] {
  const paths = data.items.map(({ path }) => path)
  const read = data.interviews.map((interview) => ({
    interview,
    uses: interview.log && readUses(interview.log, paths),
  }))
  const pairs = retestPairs(data.interviews)
  const first = read.filter(({ interview }) => !interview.retest)
  return data.items.map((item) => measureItem(item, first, pairs, data.blanksKnown, gains))
}

function measureItem(
  item: PilotItem,
  first: readonly Interview[],
  pairs: readonly RetestPair[],
  blanksKnown: boolean,
  gains: Gains,
): ItemMeasures {
  const put = first.flatMap(({ interview }) => interview.answers.get(item.path) ?? [])
  const given = put.filter((answer) => answer !== '')
  const unknown = given.filter((answer) => item.dontKnow.has(answer)).length
  return {
    item: item.path,
    name: item.name,
    label: item.label,
    kind: item.kind,
    required: item.required,
    shown: put.length,
    nonresponse:
      (item.conditional && !blanksKnown ? undefined : shareOf(put.length - given.length, put.length)) ?? null,
    dontKnow: (item.dontKnow.size === 0 ? undefined : shareOf(unknown, given.length)) ?? null,
    ...measureUse(item, first),
    retest: measureRetest(item, pairs),
    interviewer: measureUnits(item, first, ({ enumerator, village }) => [enumerator, village]),
    team: measureUnits(item, first, ({ team }) => [team, '']),
    ...measureSpread(given),
    gainPoints: gains.get(item.name) ?? null,
  }
}

function measureUse({ path }: PilotItem, first: readonly Interview[]) {
  const uses = first.flatMap(({ uses: all }) => all?.get(path) ?? [])
  const seconds = uses.map((use) => use.seconds).filter((each) => each > 0)
  const tracked = uses.flatMap(({ edits }) => edits ?? [])
  return {
    medianSeconds: quantile(seconds, 0.5) ?? null,
    p90Seconds: quantile(seconds, 0.9) ?? null,
    editsPer100: per100(tracked),
    constraintErrorsPer100: per100(uses.map(({ constraintErrors }) => constraintErrors)),
    backJumpsPer100: per100(uses.map(({ backJumps }) => backJumps)),
  }
}

function per100(counts: readonly number[]): number | null {
  return counts.length === 0 ? null : (100 * counts.reduce((sum, count) => sum + count, 0)) / counts.length
}

type RetestPair = readonly [first: PilotInterview, again: PilotInterview]

function retestPairs(interviews: readonly PilotInterview[]): readonly RetestPair[] {
  const named = interviews.filter(({ household }) => household !== '')
  const first = new Map(named.filter(({ retest }) => !retest).map((each) => [each.household, each]))
  return named.flatMap((again) => {
    const before = again.retest ? first.get(again.household) : undefined
    return before ? [[before, again] as const] : []
  })
}

/** Members of a list may come in another order the second time, so only what is asked once is compared. */
function measureRetest(item: PilotItem, pairs: readonly RetestPair[]): ItemMeasures['retest'] {
  if (item.repeated || isFree(item)) return null
  const answered = pairs.flatMap(([first, again]) => {
    const [a = ''] = first.answers.get(item.path) ?? []
    const [b = ''] = again.answers.get(item.path) ?? []
    if (a === '' || b === '') return []
    return [{ pair: [canonical(a), canonical(b)] as const, other: first.enumerator !== again.enumerator }]
  })
  const found = agreementIn(
    item,
    answered.map(({ pair }) => pair),
  )
  const byOthers = answered.filter(({ other }) => other).length / answered.length
  return found ? { pairs: found.pairs, gdr: found.gdr, ioi: found.ioi, kappa: found.kappa, byOthers } : null
}

function agreementIn({ kind }: PilotItem, pairs: readonly AnswerPair<string>[]) {
  if (kind === 'category') return agreementOf(pairs)
  const numbers = pairs.map(([a, b]) => [Number(a), Number(b)] as const)
  const found = numberAgreementOf(numbers.filter((pair) => pair.every(Number.isFinite)))
  return found && { ...found, kappa: null }
}

/** Several choices are one answer, in whatever order they were ticked. */
function canonical(answer: string): string {
  return answer.split(/\s+/).toSorted().join(' ')
}

function measureUnits(
  item: PilotItem,
  first: readonly Interview[],
  placeOf: (interview: PilotInterview) => readonly [unit: string, block: string],
) {
  const answers = first.flatMap(({ interview }) =>
    (interview.answers.get(item.path) ?? []).flatMap((answer) =>
      answer === '' ? [] : [{ answer: canonical(answer), interview }],
    ),
  )
  const pointOf = pointsOf(
    item,
    answers.map(({ answer }) => answer),
  )
  const observations = answers.flatMap(({ answer, interview }): readonly Observation[] => {
    const [unit, block] = placeOf(interview)
    const point = pointOf(answer)
    return unit === '' || point === undefined ? [] : [{ unit, block, point }]
  })
  return intraclassOf(observations) ?? null
}

/** No two answers have to be alike. */
function isFree({ kind }: PilotItem): boolean {
  return kind === 'text' || kind === 'place'
}

const mostCategories = 40

/** A number is a point on a line, a category a corner; running text and places are neither. */
function pointsOf(
  item: PilotItem,
  answers: readonly string[],
): (answer: string) => readonly number[] | undefined {
  if (item.kind === 'number') {
    return (answer) => (Number.isFinite(Number(answer)) ? [Number(answer)] : undefined)
  }
  const categories = [...new Set(answers)].toSorted()
  if (isFree(item) || categories.length > mostCategories) return () => undefined
  return (answer) => categories.map((category) => Number(category === answer))
}

function measureSpread(given: readonly string[]): Pick<ItemMeasures, 'entropy' | 'topShare'> {
  if (given.length === 0) return { entropy: null, topShare: null }
  const shares = [...Map.groupBy(given, canonical).values()].map((own) => own.length / given.length)
  return {
    entropy: -shares.reduce((sum, share) => sum + share * Math.log2(share), 0) + 0,
    topShare: Math.max(...shares),
  }
}
