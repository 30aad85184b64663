import type { ItemCard } from '../../server/contract/pilot.ts'

/** By what the picture of the items is sorted, and how long its bars are. */
export const itemOrders = [
  'concern',
  'seconds',
  'nonresponse',
  'dontKnow',
  'breakdown',
  'ioi',
  'rho',
  'gain',
] as const
export type ItemOrder = (typeof itemOrders)[number]

/** `null` where it was not measured. */
export function measureOf(card: ItemCard, order: ItemOrder): number | null {
  switch (order) {
    case 'concern':
      return card.concern
    case 'seconds':
      return card.medianSeconds
    case 'nonresponse':
      return card.nonresponse?.share ?? null
    case 'dontKnow':
      return card.dontKnow?.share ?? null
    case 'breakdown':
      return card.breakdown
    case 'ioi':
      return card.retest?.ioi ?? null
    case 'rho':
      return card.interviewer?.rho ?? null
    case 'gain':
      return card.gainPoints
  }
}

export type ItemBar = { readonly card: ItemCard; readonly value: number | null; readonly share: number }

/** The largest first, its bar the longest; what was not measured comes last, without a bar. */
export function barsOf(cards: readonly ItemCard[], order: ItemOrder): readonly ItemBar[] {
  const measured = cards.map((card) => ({ card, value: measureOf(card, order) }))
  const longest = Math.max(0, ...measured.map(({ value }) => value ?? 0))
  return measured
    .map(({ card, value }) => ({
      card,
      value,
      share: value === null || longest === 0 ? 0 : Math.max(0, value) / longest,
    }))
    .toSorted((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY))
}

/** Where a measure of 1 lies on the picture of concern: past it something must be done. */
export function limitShare(cards: readonly ItemCard[]): number {
  return 1 / Math.max(1, ...cards.map(({ concern }) => concern))
}
