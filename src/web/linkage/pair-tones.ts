import type { PairState } from '../../server/contract/duplicate.ts'
import type { Tone } from '../design/ui-badge.vue'

export const pairTones: Readonly<Record<PairState, Tone>> = {
  todo: 'mark',
  answered: 'info',
  disagreed: 'warn',
  unsure: 'warn',
  same: 'accent',
  different: 'neutral',
  merged: 'good',
  undone: 'neutral',
}
