import type { ImportState, RowOutcome } from '../api/types/import.ts'
import type { Tone } from '../design/ui-badge.vue'

export const stateTones: Readonly<Record<ImportState, Tone>> = {
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

export function isMoving(state: ImportState): boolean {
  return state === 'reading' || state === 'promoting'
}
