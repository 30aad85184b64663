import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { z } from 'zod'
import {
  type Permission,
  type Session,
  findSession,
  requireFull,
  requirePermission,
  requireSameSite,
} from '../access/index.ts'
import type { Actor, ActorDb } from '../store/index.ts'
import { originOf } from './origin.ts'
import type { RouteParts } from './parts.ts'
import { problems } from './problems.ts'
import { readToken } from './session-cookie.ts'

/**
 * Who may call a route. `public`: anybody. `half`: a browser that has given its password, whatever else is missing.
 * `signed_in`: whoever is signed in fully. Else the one who has the permission.
 */
export type Guard = Permission | 'public' | 'half' | 'signed_in'

/** A line of the table of routes. What is not declared is not accepted. */
export type RouteHead<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> = {
  readonly method: HTTPMethods
  readonly url: string
  readonly permission: Guard
  readonly summary: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** Absent where the handler answers by itself: a file, or nothing. */
  readonly answer?: Answer
  readonly status?: number
  readonly bodyLimit?: number
  /** Requests a minute from one address. */
  readonly mostAMinute?: number
}

/** What a handler is given: what was asked, parsed, and the database as the asker may see it. */
export type Call<Params, Query, Body> = {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type SignedInCall<Params, Query, Body> = Call<Params, Query, Body> & {
  readonly session: Session
  readonly actor: Actor
  /** One transaction in the asker's area: the database shows nothing else. */
  readonly asActor: <T>(work: (db: ActorDb) => Promise<T>) => Promise<T>
}

type Given<Schema extends z.ZodType> = z.output<Schema>

/** Declares a route for whoever is signed in with `permission`. */
export function route<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(
  app: FastifyInstance,
  parts: RouteParts,
  head: RouteHead<Params, Query, Body, Answer> & { readonly permission: Exclude<Guard, 'public'> },
  handle: (call: SignedInCall<Given<Params>, Given<Query>, Given<Body>>) => Promise<Given<Answer>>,
): void {
  const admitted = new WeakMap<FastifyRequest, Session>()
  const admit = async (request: FastifyRequest) => {
    admitted.set(request, requireStage(await findCaller(request, parts), head.permission))
  }
  openRoute(app, parts, head, admit, async (call) => {
    const session = admitted.get(call.request)
    if (session === undefined) throw new Error(`${head.url} was reached without a session`)
    const { accountId, role, areaId } = session
    const actor: Actor = { accountId, role, areaId }
    const { store } = parts.registry
    return await handle({ ...call, session, actor, asActor: (work) => store.asActor(actor, work) })
  })
}

/** Declares a route that needs no session. */
export function publicRoute<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(
  app: FastifyInstance,
  parts: RouteParts,
  head: Omit<RouteHead<Params, Query, Body, Answer>, 'permission'>,
  handle: (call: Call<Given<Params>, Given<Query>, Given<Body>>) => Promise<Given<Answer>>,
): void {
  openRoute(app, parts, { ...head, permission: 'public' }, async () => undefined, handle)
}

function openRoute<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  app: FastifyInstance,
  parts: RouteParts,
  head: RouteHead<Params, Query, Body, Answer>,
  admit: (request: FastifyRequest) => Promise<void>,
  handle: (call: Call<Given<Params>, Given<Query>, Given<Body>>) => Promise<Given<Answer>>,
): void {
  app.route({
    method: head.method,
    url: head.url,
    config: {
      guard: head.permission,
      ...(head.mostAMinute ? { rateLimit: { max: head.mostAMinute, timeWindow: '1 minute' } } : {}),
    },
    ...(head.bodyLimit ? { bodyLimit: head.bodyLimit } : {}),
    schema: schemaOf(head),
    // Before the body is read: of strangers nothing is.
    onRequest: async (request) => {
      requireSameSite(
        { method: request.method, headers: request.headers },
        originOf(request.headers.host, parts.origin),
      )
      await admit(request)
    },
    handler: async (request, reply) => {
      const answer = await handle({
        params: given(head.params, request.params),
        query: given(head.query, request.query),
        body: given(head.body, request.body),
        request,
        reply,
      })
      if (head.answer === undefined) return reply
      return reply
        .status(head.status ?? 200)
        .header('cache-control', 'no-store')
        .send(answer)
    },
  })
}

function schemaOf({
  summary,
  params,
  query,
  body,
  answer,
  status = 200,
}: RouteHead<z.ZodType, z.ZodType, z.ZodType, z.ZodType>) {
  return {
    summary,
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(answer ? { response: { [status]: answer } } : {}),
  }
}

/** `undefined` where nothing is declared, whatever was sent. */
function given<Schema extends z.ZodType>(schema: Schema | undefined, value: unknown): z.output<Schema>
function given(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined
  const read = schema.safeParse(value ?? {})
  if (read.success) return read.data
  const [first] = read.error.issues
  // The value itself is not repeated: it may be a number that belongs in no log.
  throw problems.requestMalformed({ field: first?.path.join('.') ?? '', fault: first?.code ?? 'invalid' })
}

async function findCaller(
  request: FastifyRequest,
  { registry, access, origin }: RouteParts,
): Promise<Session | undefined> {
  const token = readToken(request, origin)
  return token === undefined ? undefined : await registry.store.asOwner(findSession(token, access.now()))
}

function requireStage(session: Session | undefined, guard: Exclude<Guard, 'public'>): Session {
  if (guard === 'half' && session !== undefined) return session
  const full = requireFull(session)
  if (guard !== 'half' && guard !== 'signed_in') requirePermission(full.role, guard)
  return full
}
