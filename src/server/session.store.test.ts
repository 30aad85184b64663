import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../access/index.ts'
import { type AreaId, branded } from '../kernel/index.ts'
import { importAreas, nation } from '../store/index.ts'
import { eachStore, temporaryFolder } from '../../tests/support/stores.ts'
import { type TestServer, openTestServer, origin, signedIn } from '../../tests/support/test-server.ts'
import { buildServer } from './index.ts'

const password = 'empat kata tidak berhubungan'
const console = { 'x-mutakhir': '1', origin }

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  const nationId: AreaId = branded(1)

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    const { access } = server.parts
    await store().asOwner(importAreas([nation], 'test'))
    for (const login of ['dewi', 'joko', 'rina'] as const) {
      const role = login === 'rina' ? 'administrator' : 'data_manager'
      await store().asOwner(
        createAccount(
          access,
          { login, displayName: login, role, areaId: nationId, language: 'id', password },
          'system',
        ),
      )
    }
  })
  afterAll(() => stack.disposeAsync())

  const signIn = (login: string, given = password, headers: Record<string, string> = console) =>
    server.app.inject({ method: 'POST', url: '/api/session', headers, payload: { login, password: given } })
  const cookieOf = (answer: { cookies: { name: string; value: string }[] }) =>
    answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

  test('signing in gives a cookie that no script can read and no other site can send', async () => {
    const answer = await signIn('dewi')
    expect(answer.json()).toMatchObject({
      account: { login: 'dewi', secondFactor: 'none' },
      secondFactorNeeded: false,
      synthetic: true,
    })
    expect(answer.cookies).toMatchObject([
      { name: 'mutakhir', httpOnly: true, sameSite: 'Strict', path: '/' },
    ])
    const me = await server.app.inject({ url: '/api/session', headers: { cookie: cookieOf(answer) } })
    expect(me.json().permissions).toContain('change.record')
  })

  test('over https the cookie is bound to the host, and sent over https alone', async () => {
    const secure = 'https://mutakhir.example.go.id'
    const { app } = await buildServer({ ...server.parts, origin: secure })
    stack.defer(() => app.close())
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'x-mutakhir': '1', origin: secure },
      payload: { login: 'dewi', password },
    })
    expect(answer.cookies).toMatchObject([{ name: '__Host-mutakhir', secure: true, path: '/' }])
    expect(answer.headers['strict-transport-security']).toMatch(/max-age/)
  })

  test.each([
    ['the header of the console is missing', { origin }],
    ['it comes from another origin', { ...console, origin: 'https://evil.example' }],
    ['the browser says that it crosses sites', { ...console, 'sec-fetch-site': 'cross-site' }],
    ['it comes from a sister site', { ...console, 'sec-fetch-site': 'same-site' }],
  ])('a sign-in is refused when %s', async (_, headers) => {
    const answer = await signIn('dewi', password, headers)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'crossSite'])
    expect(answer.cookies).toEqual([])
  })

  test('after signing out the cookie opens nothing', async () => {
    const cookie = cookieOf(await signIn('dewi'))
    expect(
      (await server.app.inject({ method: 'DELETE', url: '/api/session', headers: { ...console, cookie } }))
        .statusCode,
    ).toBe(204)
    const later = await server.app.inject({ url: '/api/session', headers: { cookie } })
    expect([later.statusCode, later.json().code]).toEqual([401, 'sessionEnded'])
  })

  test('failed attempts end in a wait, told in both languages with the minutes', async () => {
    const codes = []
    for (let attempt = 0; attempt < 6; attempt++)
      codes.push((await signIn('joko', 'salah semua ini')).json().code)
    expect(codes).toEqual([
      'signInRefused',
      'signInRefused',
      'signInRefused',
      'signInRefused',
      'signInRefused',
      'tryLater',
    ])
    const locked = (await signIn('joko')).json()
    expect(locked).toMatchObject({ status: 429, params: { minutes: 1 } })
    expect(locked.detail.id).toMatch(/1 menit/)
    expect(locked.detail.en).toMatch(/1 minutes/)
  })

  test('an administrator who has no authenticator yet may enrol one, and nothing else', async () => {
    const cookie = cookieOf(await signIn('rina'))
    const get = (url: string) => server.app.inject({ url, headers: { cookie } })
    expect((await get('/api/session')).json()).toMatchObject({
      account: { secondFactor: 'required' },
      permissions: [],
    })
    expect((await get('/api/accounts')).json().code).toBe('enrolmentNeeded')
    const enrolment = await server.app.inject({
      method: 'POST',
      url: '/api/session/totp',
      headers: { ...console, cookie },
      payload: {},
    })
    expect(enrolment.json().otpauthUrl).toMatch(/^otpauth:\/\/totp\/Mutakhir:rina/)
    const wrong = await server.app.inject({
      method: 'POST',
      url: '/api/session/totp/confirm',
      headers: { ...console, cookie },
      payload: { code: 'abcdef' },
    })
    expect(wrong.json().code).toBe('codeRefused')
  })

  test('many sign-ins from one address are slowed down', async () => {
    const statuses = new Set<number>()
    for (let attempt = 0; attempt < 32; attempt++) {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/session',
        headers: console,
        payload: {},
        remoteAddress: '10.0.0.9',
      })
      statuses.add(answer.statusCode)
      if (answer.statusCode === 429) expect(answer.json().code).toBe('tooManyRequests')
    }
    expect([...statuses]).toEqual([400, 429])
  })

  test('a password is changed by its owner, and every other session of hers ends', async () => {
    const [one, other] = [cookieOf(await signIn('dewi')), cookieOf(await signIn('dewi'))]
    const change = await server.app.inject({
      method: 'POST',
      url: '/api/session/password',
      headers: { ...console, cookie: one },
      payload: { current: password, next: 'kata lain yang panjang sekali' },
    })
    expect(change.statusCode).toBe(204)
    expect((await server.app.inject({ url: '/api/session', headers: { cookie: other } })).statusCode).toBe(
      401,
    )
    expect(
      (await server.app.inject({ url: '/api/session', headers: { cookie: cookieOf(change) } })).statusCode,
    ).toBe(200)
  })

  test('who may not call is told so before what was sent is looked at', async () => {
    const enumerator = await signedIn(server, 'enumerator', nationId)
    const answer = await enumerator.call('POST', '/api/accounts', { nonsense: true })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'notPermitted'])
  })
})
