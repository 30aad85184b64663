import type { ItemCard, PilotBrief, PilotGate } from '../../server/contract/pilot.ts'
import type { Tone } from '../design/ui-badge.vue'

export const outcomeTones: Readonly<Record<PilotBrief['proposal'], Tone>> = {
  go: 'good',
  go_with_changes: 'warn',
  no_go: 'bad',
}

export const verdictTones: Readonly<Record<ItemCard['suggestion']['verdict'], Tone>> = {
  keep: 'neutral',
  reword: 'warn',
  train: 'info',
  drop: 'bad',
}

export const gateTones: Readonly<Record<PilotGate['state'], Tone>> = {
  passed: 'good',
  failed: 'bad',
  not_measured: 'warn',
}
