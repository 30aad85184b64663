import type { FastifyInstance } from 'fastify'
import type { RouteParts } from '../parts.ts'
import { accountRoutes } from './accounts.ts'
import { areaRoutes } from './areas.ts'
import { auditRoutes } from './audit.ts'
import { changeRoutes } from './changes.ts'
import { cycleRoutes } from './cycle.ts'
import { decisionRoutes } from './decisions.ts'
import { duplicateRoutes } from './duplicates.ts'
import { familyRoutes } from './families.ts'
import { formFileRoutes } from './form-files.ts'
import { formRoutes } from './forms.ts'
import { importRoutes } from './imports.ts'
import { jobRoutes } from './jobs.ts'
import { letterRoutes } from './letters.ts'
import { listRoutes } from './lists.ts'
import { modelRoutes } from './models.ts'
import { personRoutes } from './persons.ts'
import { pilotRoutes } from './pilots.ts'
import { proposalRoutes } from './proposals.ts'
import { publicRoutes } from './public.ts'
import { searchRoutes } from './search.ts'
import { sessionRoutes } from './session.ts'

/** The API, in the order of the console's pages. */
export function declareRoutes(app: FastifyInstance, parts: RouteParts): void {
  sessionRoutes(app, parts)
  cycleRoutes(app, parts)
  searchRoutes(app, parts)
  familyRoutes(app, parts)
  changeRoutes(app, parts)
  personRoutes(app, parts)
  duplicateRoutes(app, parts)
  letterRoutes(app, parts)
  areaRoutes(app, parts)
  formRoutes(app, parts)
  formFileRoutes(app, parts)
  pilotRoutes(app, parts)
  importRoutes(app, parts)
  jobRoutes(app, parts)
  modelRoutes(app, parts)
  listRoutes(app, parts)
  decisionRoutes(app, parts)
  proposalRoutes(app, parts)
  auditRoutes(app, parts)
  accountRoutes(app, parts)
  publicRoutes(app, parts)
}
