import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import { accessContext } from '../access/index.ts'
import type { OpenRegistry } from '../cycle/index.ts'
import { buildServer } from './build-server.ts'

export type ServeRequest = {
  readonly registry: Omit<OpenRegistry, keyof AsyncDisposable>
  readonly host: string
  readonly port: number
  /** As the users see it, where a proxy stands in front: `https://mutakhir.example.go.id`. */
  readonly origin?: string | undefined
  readonly logger?: FastifyBaseLogger | undefined
  readonly dist?: string | undefined
}

/** A server that answers; disposed, it takes no more requests, finishes those it has, and the work on files. */
export type RunningServer = AsyncDisposable & { readonly origin: string }

/** Serves the console of an open registry, which stays the caller's to close. */
export async function serve({
  registry,
  host,
  port,
  origin,
  logger,
  dist,
}: ServeRequest): Promise<RunningServer> {
  const access = accessContext(registry.keys, { now: () => new Date(), randomBytes, newId: randomUUID })
  const { app } = await buildServer({ registry, access, origin, logger, dist })
  await app.listen({ host, port })
  const address = origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  return { origin: address, [Symbol.asyncDispose]: () => app.close() }
}
