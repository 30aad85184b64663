import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync, statSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { problems } from './problems.ts'

/** The built console. Its assets bear their hash in their name and never change; every other address is the one page. */
export async function serveConsole(app: FastifyInstance, dist: string): Promise<void> {
  await app.register(fastifyStatic, { root: dist, serve: false })
  app.get('/*', { config: { guard: 'public' }, schema: { hide: true } }, (request, reply) => {
    const path = decodeURIComponent(request.url.split('?')[0] ?? '/')
    if (path.startsWith('/api/')) throw problems.notFound()
    const file = normalize(path)
    if (file.startsWith('/assets/')) return reply.sendFile(file.slice(1), { maxAge: '365d', immutable: true })
    if (isFile(join(dist, file))) return reply.sendFile(file.slice(1), { maxAge: '1h' })
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false })
  })
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
