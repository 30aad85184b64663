import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import { type DeclaredRoute, collectRoutes } from './declared-routes.ts'
import { readReasonTexts } from './family/programmes.ts'
import { openJobs } from './jobs/open-jobs.ts'
import { jobKinds } from './jobs/kinds.ts'
import { tidyInbox } from './uploads/inbox.ts'
import type { ServerParts } from './parts.ts'
import { answerProblem, answerProblems } from './problem-details.ts'
import { problems } from './problems.ts'
import { readProposalRules } from './proposals/rules.ts'
import { quiet } from './quiet-log.ts'
import { declareRoutes } from './routes/index.ts'
import { protect } from './security-headers.ts'
import { readToken } from './session-cookie.ts'
import { serveConsole } from './static-files.ts'

export type Server = {
  readonly app: FastifyInstance
  readonly routes: readonly DeclaredRoute[]
  /** The API as OpenAPI. */
  readonly describe: () => object
  /** Waits until the work that goes on after answers is done. */
  readonly settle: () => Promise<void>
}

/** Builds the server without a port: requests reach it by `app.inject`, or by `app.listen`. */
export async function buildServer(given: ServerParts): Promise<Server> {
  // Whoever logs, an import after its answer included, says no more than this one lets through.
  const parts = { ...given, logger: given.logger && quiet(given.logger) }
  const app = Fastify({
    ...(parts.logger ? { loggerInstance: parts.logger } : { logger: false }),
    genReqId: () => parts.access.newId(),
    bodyLimit: 1_000_000,
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    frameworkErrors: (_, request, reply) => void answerProblem(problems.notFound(), request, reply),
  })
  const routes = collectRoutes(app)
  // What is sent is parsed by the routes themselves, into the types that they use.
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(serializerCompiler)
  answerProblems(app)
  await protect(app, parts.origin)
  await app.register(cookie)
  await app.register(multipart, { limits: { files: 1, fileSize: 200_000_000, fields: 10 } })
  await app.register(rateLimit, {
    global: false,
    // A whole office sits behind one address: who is signed in is counted by the session.
    keyGenerator: (request) =>
      (request.routeOptions.config.guard === 'public' ? undefined : readToken(request, parts.origin)) ??
      request.ip,
    errorResponseBuilder: (_, { ttl }) => problems.tooManyRequests({ seconds: Math.ceil(ttl / 1000) }),
  })
  await app.register(swagger, {
    openapi: { info: { title: 'Mutakhir', version: '1', description: 'The API of the console.' } },
    transform: jsonSchemaTransform,
  })
  await tidyInbox(parts)
  const jobs = await openJobs(jobKinds(parts), parts)
  app.addHook('onClose', () => jobs.close())
  declareRoutes(app, {
    ...parts,
    jobs,
    reasonTexts: readReasonTexts(),
    proposalRules: readProposalRules(),
  })
  if (parts.dist !== undefined) await serveConsole(app, parts.dist)
  await app.ready()
  return { app, routes, describe: () => app.swagger(), settle: jobs.settle }
}
