import { fill, type Message } from '../../kernel/index.ts'
import { meanOf, varianceOf } from '../moments.ts'
import {
  type ItemCard,
  type ItemMeasures,
  type PilotRules,
  type Suggestion,
  pilotRules,
} from './item-card.ts'

/** Signs of trouble that go into the breakdown index, each as one number an item. */
const signs: readonly ((item: ItemMeasures) => number | null)[] = [
  ({ nonresponse }) => nonresponse?.share ?? null,
  ({ dontKnow }) => dontKnow?.share ?? null,
  ({ medianSeconds }) => logOf(medianSeconds),
  ({ p90Seconds }) => logOf(p90Seconds),
  ({ editsPer100 }) => editsPer100,
  ({ constraintErrorsPer100 }) => constraintErrorsPer100,
  ({ backJumpsPer100 }) => backJumpsPer100,
]

/** Cards of all items, the worst first; equal concern is ordered by the form. */
export function judgeItems(
  measured: readonly ItemMeasures[],
  rules: PilotRules = pilotRules,
): readonly ItemCard[] {
  const scores = signs.map((sign) => standardScores(measured.map(sign)))
  const slowness = scores[2] ?? []
  const cards = measured.map((item, index) => {
    const own = scores.flatMap((score) => score[index] ?? [])
    const judged = {
      ...item,
      breakdown: own.length === 0 ? null : meanOf(own),
      slowness: slowness[index] ?? null,
    }
    const { slowness: _, ...card } = judged
    return { ...card, suggestion: suggest(judged, rules), concern: concernOf(judged, rules) }
  })
  return cards.toSorted((a, b) => b.concern - a.concern)
}

function logOf(seconds: number | null): number | null {
  return seconds === null || seconds <= 0 ? null : Math.log(seconds)
}

/** Distance from the mean in standard deviations; `undefined` of what was not measured, and where nothing varies. */
function standardScores(values: readonly (number | null)[]): readonly (number | undefined)[] {
  const known = values.filter((value) => value !== null)
  const mean = meanOf(known)
  const sd = Math.sqrt(varianceOf(known))
  return values.map((value) => (value === null || !(sd > 0) ? undefined : (value - mean) / sd))
}

type Judged = ItemMeasures & { readonly breakdown: number | null; readonly slowness: number | null }

/**
 * Drop what costs time and says nothing, reword what is not understood, train where enumerators differ. Answers that
 * change when another enumerator comes are laid to the enumerators first, where these are known to differ: only a second
 * visit by the same one could tell more.
 */
function suggest(item: Judged, rules: PilotRules): Suggestion {
  const drop = dropReasons(item, rules)
  if (drop.length > 0) return { verdict: 'drop', reasons: drop }
  const reword = rewordReasons(item, rules)
  if (reword.length > 0) return { verdict: 'reword', reasons: reword }
  const train = trainReasons(item, rules)
  return train.length > 0 ? { verdict: 'train', reasons: train } : { verdict: 'keep', reasons: [] }
}

function dropReasons(
  { gainPoints, medianSeconds }: Judged,
  { leastGainPoints, longSeconds }: PilotRules,
): readonly Message[] {
  if (gainPoints === null || medianSeconds === null) return []
  if (gainPoints >= leastGainPoints || medianSeconds <= longSeconds) return []
  return [
    text(
      'memakan {seconds} detik dan menambah ketepatan peringkat hanya {gain} poin',
      'takes {seconds} seconds and adds only {gain} points to the accuracy of the ranking',
      { seconds: round(medianSeconds), gain: round(gainPoints, 2) },
    ),
  ]
}

function rewordReasons(item: Judged, rules: PilotRules): readonly Message[] {
  const { retest, breakdown, slowness, medianSeconds } = item
  const reasons: Message[] = []
  const fromEnumerators = enumeratorsDiffer(item, rules) && (retest?.byOthers ?? 0) >= 0.5
  if (retest && retest.ioi > rules.mostIoi && !fromEnumerators) {
    reasons.push(
      text(
        'jawaban berubah saat ditanya ulang: indeks ketidakkonsistenan {ioi} dari {pairs} pasang',
        'answers change when it is asked again: index of inconsistency {ioi} of {pairs} pairs',
        { ioi: round(retest.ioi), pairs: retest.pairs },
      ),
    )
  }
  if (breakdown !== null && breakdown > rules.mostBreakdown) {
    reasons.push(
      text(
        'banyak tanda kesulitan: indeks kemacetan {breakdown} simpangan baku di atas pertanyaan lain',
        'many signs of trouble: breakdown index {breakdown} standard deviations above the other questions',
        { breakdown: round(breakdown, 1) },
      ),
    )
  }
  if (slowness !== null && slowness > rules.mostSlowness && medianSeconds !== null) {
    reasons.push(
      text(
        'sangat lama dibanding pertanyaan lain: median {seconds} detik',
        'very slow beside the other questions: median {seconds} seconds',
        { seconds: round(medianSeconds) },
      ),
    )
  }
  return reasons
}

function enumeratorsDiffer({ interviewer }: Judged, { mostRho, rhoLevel }: PilotRules): boolean {
  return interviewer !== null && interviewer.rho > mostRho && interviewer.p < rhoLevel
}

function trainReasons(item: Judged, rules: PilotRules): readonly Message[] {
  const { interviewer } = item
  if (!interviewer || !enumeratorsDiffer(item, rules)) return []
  return [
    text(
      'jawaban bergantung pada pencacah: korelasi intrakelas {rho}, efek rancangan {deff}',
      'answers depend on the enumerator: intraclass correlation {rho}, design effect {deff}',
      { rho: round(interviewer.rho, 3), deff: round(interviewer.designEffect, 1) },
    ),
  ]
}

/** The largest ratio of a measure to its limit. A ratio that rests on too little is held below 1. */
function concernOf(item: Judged, rules: PilotRules): number {
  const { retest, breakdown, slowness, interviewer } = item
  const rho = interviewer ? interviewer.rho / rules.mostRho : 0
  const ratios = [
    (retest?.ioi ?? 0) / rules.mostIoi,
    (breakdown ?? 0) / rules.mostBreakdown,
    (slowness ?? 0) / rules.mostSlowness,
    interviewer && interviewer.p >= rules.rhoLevel ? Math.min(rho, 0.99) : rho,
    dropReasons(item, rules).length > 0 ? (item.medianSeconds ?? 0) / rules.longSeconds : 0,
  ]
  return Math.max(0, ...ratios)
}

function text(id: string, en: string, params: Readonly<Record<string, string | number>>): Message {
  return { id: fill(id, localised(params, ',')), en: fill(en, localised(params, '.')) }
}

function localised(params: Readonly<Record<string, string | number>>, point: string) {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, String(value).replace('.', point)]),
  )
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}
