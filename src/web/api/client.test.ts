import { afterEach, expect, test, vi } from 'vitest'
import { get, queryString, whenSessionEnds } from './client.ts'
import { RequestRefused, problemOf } from './problem.ts'

afterEach(() => vi.unstubAllGlobals())

function serverAnswers(status: number, body: string) {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })))
}

async function problemFrom(path: string) {
  try {
    await get(path)
  } catch (error) {
    return error instanceof RequestRefused ? problemOf(error) : undefined
  }
  return undefined
}

test('what is empty stays out of the address', () => {
  expect(queryString({ q: 'Siti Aminah', areaId: '', decile: undefined, page: 2 })).toBe(
    '?q=Siti+Aminah&page=2',
  )
  expect(queryString({ q: '' })).toBe('')
})

test('problem details keep their code, both texts and their parameters', async () => {
  const detail = { id: 'Coba lagi dalam 5 menit.', en: 'Try again in 5 minutes.' }
  serverAnswers(429, JSON.stringify({ code: 'tryLater', detail, params: { minutes: 5 } }))
  expect(await problemFrom('/api/session')).toEqual({
    code: 'tryLater',
    status: 429,
    detail,
    params: { minutes: 5 },
  })
})

test("a proxy's page is told as an unexpected answer with its status", async () => {
  serverAnswers(502, '<h1>Bad gateway</h1>')
  expect(await problemFrom('/api/cycle')).toMatchObject({ code: 'unexpected', status: 502 })
})

test('no answer at all is told as an unreachable server', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')))
  expect(await problemFrom('/api/cycle')).toMatchObject({ code: 'unreachable' })
})

test('an ended session is announced, a refused sign-in is not', async () => {
  let ended = 0
  whenSessionEnds(() => (ended += 1))
  serverAnswers(401, '{}')
  await problemFrom('/api/session')
  expect(ended).toBe(0)
  await problemFrom('/api/cycle')
  expect(ended).toBe(1)
})
