import { decisionKinds } from '../decisions/kinds.ts'
import { duplicateKinds } from '../duplicates/work.ts'
import type { ServerParts } from '../parts.ts'
import { formKinds } from '../forms/work.ts'
import { letterKinds } from '../letters/work.ts'
import { importKinds } from '../imports/work.ts'
import { rankingKinds } from '../models/rank-work.ts'
import { modelKinds } from '../models/work.ts'
import { pilotKinds } from '../pilots/work.ts'
import type { JobKind } from './job-kind.ts'

/** Every kind of work that goes on after the answer. */
export function jobKinds(parts: ServerParts): readonly JobKind[] {
  return [
    ...importKinds(parts),
    ...decisionKinds(parts),
    ...formKinds(parts),
    ...pilotKinds(parts),
    ...modelKinds(parts),
    ...rankingKinds(parts),
    ...duplicateKinds(parts),
    ...letterKinds(parts),
  ]
}
