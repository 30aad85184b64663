import type { FastifyBaseLogger } from 'fastify'
import type { AccessContext } from '../access/index.ts'
import type { OpenRegistry } from '../cycle/index.ts'
import type { ReasonTexts } from './family/programmes.ts'
import type { Jobs } from './jobs/open-jobs.ts'
import type { ProposalRules } from './proposals/rules.ts'

/** What the server is built from; whoever opened them closes them. */
export type ServerParts = {
  readonly registry: Omit<OpenRegistry, keyof AsyncDisposable>
  readonly access: AccessContext
  /** The address of the console as its users see it: `https://mutakhir.example.go.id`; undefined on the own machine. */
  readonly origin: string | undefined
  readonly logger: FastifyBaseLogger | undefined
  /** Folder of the built console, `dist/web`; undefined serves the API alone. */
  readonly dist: string | undefined
}

/** The parts as the routes see them. */
export type RouteParts = ServerParts & {
  readonly jobs: Jobs
  readonly reasonTexts: ReasonTexts
  readonly proposalRules: ProposalRules
}
