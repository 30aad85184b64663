import type { WordingPair, WordingTest } from './wording.ts'
import { compareWordings } from './wording.ts'
import { type Gate, type GateSettings, measureGates } from './gates.ts'
import type { PilotData } from './interview.ts'
import type { ItemCard } from './item-card.ts'
import { judgeItems } from './judge-items.ts'
import { type Gains, measureItems } from './measure-items.ts'
import { type PlaceMeasures, measurePlaces } from './measure-places.ts'

/** Whether the field work may begin with this form. */
export const pilotOutcomes = ['go', 'go_with_changes', 'no_go'] as const
export type PilotOutcome = (typeof pilotOutcomes)[number]

/** All that a pilot shows, before anybody has decided. */
export type PilotAssessment = {
  readonly interviews: number
  readonly retests: number
  readonly enumerators: number
  readonly villages: number
  readonly teams: number
  /** Interviews with a log of the phone. */
  readonly logs: number
  readonly cards: readonly ItemCard[]
  readonly wordings: readonly WordingTest[]
  readonly gates: readonly Gate[]
  /** `null` where the form asks for no place. */
  readonly places: PlaceMeasures | null
  readonly proposal: PilotOutcome
}

export type AssessSettings = GateSettings & {
  readonly gains: Gains
  readonly pairs: readonly WordingPair[]
}

/** From interviews to item cards, gates and a proposal. */
export function assessPilot(data: PilotData, settings: AssessSettings): PilotAssessment {
  const cards = judgeItems(measureItems(data, settings.gains))
  const gates = measureGates(data, cards, settings)
  const count = (values: readonly string[]) => new Set(values.filter((value) => value !== '')).size
  const { interviews } = data
  return {
    interviews: interviews.filter(({ retest }) => !retest).length,
    retests: interviews.filter(({ retest }) => retest).length,
    enumerators: count(interviews.map(({ enumerator }) => enumerator)),
    villages: count(interviews.map(({ village }) => village)),
    teams: count(interviews.map(({ team }) => team)),
    logs: interviews.filter(({ log }) => log !== undefined).length,
    cards,
    wordings: compareWordings(data, settings.pairs),
    gates,
    places: measurePlaces(data),
    proposal: proposeOutcome(cards, gates),
  }
}

/** A failed gate stops the work. What was not measured, and items that need a change, have to be settled first. */
function proposeOutcome(cards: readonly ItemCard[], gates: readonly Gate[]): PilotOutcome {
  if (gates.some(({ state }) => state === 'failed')) return 'no_go'
  const open = gates.some(({ state }) => state === 'not_measured')
  return open || cards.some(({ suggestion }) => suggestion.verdict !== 'keep') ? 'go_with_changes' : 'go'
}
