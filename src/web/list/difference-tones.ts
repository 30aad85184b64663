import type { DifferenceLine } from '../../server/contract/list.ts'

export const differenceKinds: readonly DifferenceLine['kind'][] = [
  'added',
  'removed',
  'standing_changed',
  'rank_changed',
  'unchanged',
]

export const differenceTones = {
  added: 'good',
  removed: 'bad',
  standing_changed: 'warn',
  rank_changed: 'info',
  unchanged: 'neutral',
} as const
