import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { importAreas, nation } from '../store/index.ts'
import { eachStore, temporaryFolder } from '../../tests/support/stores.ts'
import { type TestServer, openTestServer, signedIn } from '../../tests/support/test-server.ts'
import { type AreaId, branded } from '../kernel/index.ts'

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  const lines: string[] = []
  let server: TestServer
  const nationId: AreaId = branded(1)

  beforeAll(async () => {
    const folder = await temporaryFolder(stack)
    const dist = join(folder, 'dist')
    mkdirSync(join(dist, 'assets'), { recursive: true })
    writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Mutakhir</title>')
    writeFileSync(join(dist, 'mark.svg'), '<svg/>')
    writeFileSync(join(dist, 'assets', 'index-Ab12.js'), 'void 0')
    const { log } = Fastify({
      logger: { level: 'trace', stream: { write: (line: string) => void lines.push(line) } },
    })
    server = await openTestServer(store(), folder, { dist, logger: log })
    stack.defer(() => server.app.close())
    await store().asOwner(importAreas([nation], 'test'))
  })
  afterAll(() => stack.disposeAsync())

  test.each(['/', '/keluarga/123', '/peta?ukuran=families'])(
    '%s is the one page, never kept',
    async (url) => {
      const answer = await server.app.inject({ url })
      expect([answer.statusCode, answer.headers['cache-control'], answer.body]).toEqual([
        200,
        'no-cache',
        expect.stringContaining('Mutakhir'),
      ])
    },
  )

  test('assets bear their hash in their name and are kept for a year', async () => {
    const answer = await server.app.inject({ url: '/assets/index-Ab12.js' })
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await server.app.inject({ url: '/assets/index-gone.js' })).statusCode).toBe(404)
    expect((await server.app.inject({ url: '/mark.svg' })).headers['cache-control']).toBe(
      'public, max-age=3600',
    )
  })

  test.each([
    '/..%2f..%2fetc/passwd',
    '/assets/..%2f..%2fkeys%2fmutakhir.keys.json',
    '/assets/../../keys/mutakhir.keys.json',
  ])('%s leads out of the folder to nothing', async (url) => {
    const { body } = await server.app.inject({ url })
    expect(body).not.toMatch(/root:|mutakhir-keys/)
  })

  test('the policy lets nothing in from elsewhere, and no inline script or style', async () => {
    const { headers } = await server.app.inject({ url: '/' })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/(?<!wasm-)unsafe|https:|\*/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })

  test('what does not exist is told as problem details in both languages, under the number of the request', async () => {
    const answer = await server.app.inject({ url: '/api/nothing' })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toMatchObject({
      type: 'urn:mutakhir:problem:notFound',
      status: 404,
      code: 'notFound',
      instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(Object.keys(answer.json().detail)).toEqual(['id', 'en'])
  })

  test('a field that cannot be read is named, its value is not repeated', async () => {
    const manager = await signedIn(server, 'data_manager', nationId)
    const answer = await manager.call('POST', '/api/search/number', { number: 970101010180001 })
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'requestMalformed',
      params: { field: 'number' },
    })
    expect(answer.body).not.toContain('970101')
  })

  test('a body that is no JSON, and one that is too large, are refused as what they are', async () => {
    const headers = { 'content-type': 'application/json', 'x-mutakhir': '1' }
    const post = (payload: string) =>
      server.app.inject({ method: 'POST', url: '/api/session', headers, payload })
    expect((await post('{"login":')).json().code).toBe('bodyUnreadable')
    expect((await post(`{"login":"${'x'.repeat(1_100_000)}"}`)).json().code).toBe('bodyTooLarge')
  })

  test('a bug is answered by the number of the request alone, and logged under it', async () => {
    const manager = await signedIn(server, 'data_manager', nationId)
    const { registry } = server.parts
    const broken = await openTestServer(
      { ...registry.store, asActor: async () => Promise.reject(new Error('row 9701010101800001 is broken')) },
      registry.folder,
      { logger: server.parts.logger },
    )
    stack.defer(() => broken.app.close())
    const answer = await broken.app.inject({ url: '/api/search?q=Siti', headers: { cookie: manager.cookie } })
    expect(answer.json()).toMatchObject({
      status: 500,
      code: 'unexpected',
      params: { request: answer.json().instance },
    })
    expect(answer.body).not.toMatch(/broken|9701/)
    const logged = lines.find((line) => line.includes('is broken'))
    expect(logged).toContain(answer.json().instance)
  })

  test('no log line holds a name or a number that was sent or found', async () => {
    const manager = await signedIn(server, 'data_manager', nationId)
    await manager.call('GET', '/api/search?q=Rahasia%20Sekali')
    await manager.call('POST', '/api/search/number', { number: '9701010101800001' })
    await server.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-mutakhir': '1' },
      payload: { login: 'dewi', password: 'rahasia besar' },
    })
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.filter((line) => /Rahasia|rahasia|97010101/.test(line))).toEqual([])
  })

  test('the API describes itself, each guarded route with its answers', async () => {
    const described = z.object({
      openapi: z.string(),
      paths: z.record(z.string(), z.record(z.string(), z.looseObject({ summary: z.string() }))),
    })
    const { paths } = described.parse((await server.app.inject({ url: '/api/openapi.json' })).json())
    const urls = new Set(
      server.routes
        .filter(({ url }) => url.startsWith('/api/'))
        .map(({ url }) => url.replace(/:(\w+)/g, '{$1}')),
    )
    expect(new Set(Object.keys(paths))).toEqual(urls)
  })
})
