import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { collectRoutes } from './declared-routes.ts'

test('a route that does not say who may call it cannot be declared, by whomever it is', () => {
  const app = Fastify()
  const routes = collectRoutes(app)
  app.get('/open', { config: { guard: 'public' } }, async () => '')
  expect(() => app.get('/forgotten', async () => '')).toThrow('/forgotten does not declare who may call it')
  expect(routes.map(({ method, url, guard }) => [method, url, guard])).toEqual([
    ['GET', '/open', 'public'],
    ['HEAD', '/open', 'public'],
  ])
})
