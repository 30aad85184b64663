import type { ImportBatch, RowOutcome } from '../../server/contract/import.ts'
import type { Tone } from '../design/ui-badge.vue'

export const stateTones: Readonly<Record<ImportBatch['state'], Tone>> = {
  reading: 'mark',
  checked: 'info',
  promoting: 'mark',
  promoted: 'good',
  discarded: 'neutral',
  failed: 'bad',
}

export const outcomeTones: Readonly<Record<RowOutcome, Tone>> = {
  insert: 'good',
  change: 'info',
  unchanged: 'neutral',
  conflict: 'bad',
  held: 'warn',
}

export const rowOutcomes: readonly RowOutcome[] = ['insert', 'change', 'conflict', 'held', 'unchanged']

export function isMoving(state: ImportBatch['state']): boolean {
  return state === 'reading' || state === 'promoting'
}
