import type { Intraclass } from '../intraclass.ts'
import type { Message } from '../../kernel/index.ts'
import type { Share } from '../wilson.ts'

/** How a question fared in a pilot. `null` where the pilot cannot tell. */
export type ItemCard = ItemMeasures & {
  /** Mean of the item's distances from the others, in standard deviations, over all signs of trouble. */
  readonly breakdown: number | null
  readonly suggestion: Suggestion
  /** The worst of its measures over the value at which that measure calls for a change: above 1 something must be done. */
  readonly concern: number
}

export type ItemMeasures = {
  readonly item: string
  readonly name: string
  readonly label: Message
  readonly kind: 'category' | 'number' | 'text' | 'place'
  readonly required: boolean
  /** Times that it was put to somebody. */
  readonly shown: number
  readonly nonresponse: Share | null
  readonly dontKnow: Share | null
  readonly medianSeconds: number | null
  /** 90th percentile. */
  readonly p90Seconds: number | null
  readonly editsPer100: number | null
  readonly constraintErrorsPer100: number | null
  readonly backJumpsPer100: number | null
  /** Asked again of the same household. `kappa` of categories only. */
  readonly retest: {
    readonly pairs: number
    readonly gdr: number
    readonly ioi: number
    readonly kappa: number | null
    /** Share of the pairs in which another enumerator came the second time. */
    readonly byOthers: number
  } | null
  /** Enumerators within a village; `null` where each village has one, so that they cannot be told apart. */
  readonly interviewer: Intraclass | null
  readonly team: Intraclass | null
  /** Of the answers, in bits. */
  readonly entropy: number | null
  /** Share of the most frequent answer. */
  readonly topShare: number | null
  /** What the ranking's accuracy loses without it, in points of pairwise accuracy. */
  readonly gainPoints: number | null
}

export const verdicts = ['keep', 'reword', 'train', 'drop'] as const
export type Verdict = (typeof verdicts)[number]

/** What the rules propose; a person decides. */
export type Suggestion = { readonly verdict: Verdict; readonly reasons: readonly Message[] }

/** From where on a measure calls for a change. */
export type PilotRules = {
  readonly mostIoi: number
  readonly mostBreakdown: number
  readonly mostRho: number
  /** At which differences between enumerators are taken for real. */
  readonly rhoLevel: number
  readonly leastGainPoints: number
  readonly longSeconds: number
  /** Standard deviations of log seconds above the other items. */
  readonly mostSlowness: number
}

/**
 * Index of inconsistency: UN Statistics Division (above 50 high). The others are our own, to be replaced by a pilot's own
 * figures.
 */
export const pilotRules: PilotRules = {
  mostIoi: 50,
  mostBreakdown: 2,
  mostRho: 0.05,
  rhoLevel: 0.01,
  leastGainPoints: 0.1,
  longSeconds: 15,
  mostSlowness: 3,
}
