import type { ModelState } from '../../server/contract/model.ts'

export const stateTones = {
  proposed: 'warn',
  approved: 'info',
  in_force: 'good',
  refused: 'bad',
  retired: 'neutral',
} as const satisfies Record<ModelState, string>
