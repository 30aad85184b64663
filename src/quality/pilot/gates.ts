import type { Message } from '../../kernel/index.ts'
import { quantile } from '../quantile.ts'
import { type Share, shareOf } from '../wilson.ts'
import type { PilotData } from './interview.ts'
import type { ItemCard } from './item-card.ts'

/** What a pilot has to show before the field work may begin. */
export type GateName = 'response' | 'minutes' | 'nonresponse' | 'stable_answers' | 'loss'

export type Gate = {
  readonly gate: GateName
  readonly title: Message
  /** `null` where the pilot did not measure it. */
  readonly value: number | null
  readonly limit: number
  /** Whether `value` must reach the limit, or stay within it. */
  readonly side: 'at_least' | 'at_most'
  readonly unit: 'share' | 'minutes' | 'interviews'
  readonly share: Share | null
  readonly state: 'passed' | 'failed' | 'not_measured'
}

export type GateSettings = {
  /** Names of questions whose answer cannot change between two visits (type 1: sex, kind of floor). */
  readonly stable: readonly string[]
  /** Names of questions that must not be left open; all required ones when empty. */
  readonly critical: readonly string[]
  /** Interviews that the phones say they sent. */
  readonly expected: number | undefined
}

/** Our own limits; the share of type 1 errors is that of IPA's back-checks. */
const limits = { response: 0.9, minutes: 30, nonresponse: 0.02, stable: 0.05, loss: 0 }

export function measureGates(
  data: PilotData,
  cards: readonly ItemCard[],
  settings: GateSettings,
): readonly Gate[] {
  const first = data.interviews.filter(({ retest }) => !retest)
  return [
    responseGate(first.flatMap(({ complete }) => complete ?? [])),
    gate(
      'minutes',
      quantile(
        first.flatMap(({ minutes }) => minutes ?? []),
        0.5,
      ),
    ),
    shareGate('nonresponse', worstNonresponse(cards, settings.critical)),
    shareGate('stable_answers', changedAnswers(cards, settings.stable)),
    gate(
      'loss',
      settings.expected === undefined ? undefined : Math.max(0, settings.expected - data.interviews.length),
    ),
  ]
}

function responseGate(complete: readonly boolean[]): Gate {
  return shareGate('response', shareOf(complete.filter(Boolean).length, complete.length))
}

/** Over all critical items together. */
function worstNonresponse(cards: readonly ItemCard[], critical: readonly string[]): Share | undefined {
  const chosen = cards.filter(({ name, required }) =>
    critical.length === 0 ? required : critical.includes(name),
  )
  const known = chosen.flatMap(({ nonresponse }) => nonresponse ?? [])
  return shareOf(
    known.reduce((sum, { share, n }) => sum + Math.round(share * n), 0),
    known.reduce((sum, { n }) => sum + n, 0),
  )
}

function changedAnswers(cards: readonly ItemCard[], stable: readonly string[]): Share | undefined {
  const known = cards.flatMap(({ name, retest }) => (stable.includes(name) && retest ? [retest] : []))
  return shareOf(
    known.reduce((sum, { gdr, pairs }) => sum + Math.round(gdr * pairs), 0),
    known.reduce((sum, { pairs }) => sum + pairs, 0),
  )
}

const shapes: Readonly<Record<GateName, Pick<Gate, 'title' | 'limit' | 'side' | 'unit'>>> = {
  response: {
    title: { id: 'Kunjungan yang selesai', en: 'Visits completed' },
    limit: limits.response,
    side: 'at_least',
    unit: 'share',
  },
  minutes: {
    title: { id: 'Lama wawancara, median', en: 'Length of an interview, median' },
    limit: limits.minutes,
    side: 'at_most',
    unit: 'minutes',
  },
  nonresponse: {
    title: { id: 'Pertanyaan penting yang tidak terjawab', en: 'Critical questions left open' },
    limit: limits.nonresponse,
    side: 'at_most',
    unit: 'share',
  },
  stable_answers: {
    title: {
      id: 'Jawaban tetap yang berubah saat ditanya ulang',
      en: 'Fixed answers that changed when asked again',
    },
    limit: limits.stable,
    side: 'at_most',
    unit: 'share',
  },
  loss: {
    title: { id: 'Wawancara yang hilang saat pengiriman', en: 'Interviews lost in sending' },
    limit: limits.loss,
    side: 'at_most',
    unit: 'interviews',
  },
}

function shareGate(name: GateName, share: Share | undefined): Gate {
  return { ...gate(name, share?.share), share: share ?? null }
}

function gate(name: GateName, value: number | undefined): Gate {
  const shape = shapes[name]
  const good =
    value !== undefined && (shape.side === 'at_least' ? value >= shape.limit : value <= shape.limit)
  return {
    gate: name,
    ...shape,
    value: value ?? null,
    share: null,
    state: value === undefined ? 'not_measured' : good ? 'passed' : 'failed',
  }
}
