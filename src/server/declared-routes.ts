import type { FastifyInstance } from 'fastify'
import type { Guard } from './route.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    guard?: Guard
  }
}

/** A line of the table of routes, as it was declared. */
export type DeclaredRoute = { readonly method: string; readonly url: string; readonly guard: Guard }

/**
 * Collects the routes as they are declared.
 * @throws Error, so that the server does not start, at one that does not say who may call it.
 */
export function collectRoutes(app: FastifyInstance): readonly DeclaredRoute[] {
  const routes: DeclaredRoute[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    const guard = config?.guard
    if (guard === undefined) throw new Error(`the route ${url} does not declare who may call it`)
    for (const each of [method].flat()) routes.push({ method: each, url, guard })
  })
  return routes
}
