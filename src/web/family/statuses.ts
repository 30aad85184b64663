import type { Verification } from '../../server/contract/fact.ts'
import type { FamilyStatus, Member } from '../../server/contract/family.ts'
import type { Outcome } from '../../server/contract/outcome.ts'
import type { Tone } from '../design/ui-badge.vue'

export const familyTones: Readonly<Record<FamilyStatus, Tone>> = {
  active: 'good',
  inactive: 'neutral',
}

export const numberTones: Readonly<Record<Member['nikStatus'], Tone>> = {
  matched: 'good',
  well_formed: 'info',
  unmatched: 'warn',
  duplicate: 'bad',
  malformed: 'bad',
  none: 'neutral',
}

export const memberTones: Readonly<Record<Member['status'], Tone>> = {
  alive: 'good',
  dead: 'neutral',
  left: 'info',
  absorbed: 'neutral',
}

export const verificationTones: Readonly<Record<Verification['outcome'], Tone>> = {
  agrees: 'good',
  differs: 'bad',
  not_seen: 'warn',
}

export const outcomeTones: Readonly<Record<Outcome, Tone>> = {
  selected: 'good',
  kept_protected: 'info',
  notice: 'mark',
  waiting: 'warn',
  above_cut: 'neutral',
  not_eligible: 'bad',
}

/** In the order in which a list is read. */
export const outcomes: readonly Outcome[] = [
  'selected',
  'kept_protected',
  'notice',
  'waiting',
  'above_cut',
  'not_eligible',
]
