import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Permission, type Role, mayDo, roles } from '../../src/access/index.ts'
import type { DeclaredRoute } from '../../src/server/index.ts'
import { type Caller, type TestServer, openTestServer, signedIn } from '../support/test-server.ts'
import { eachStore, temporaryFolder } from '../support/stores.ts'
import { type Place, type Places, fillTwoVillages } from '../support/two-villages.ts'

/**
 * Each role, signed in to one village, calls each route of the API for its own village, for the one beside it and for
 * the sub-district above. Made from the table of routes: a new route is in it, or the test says what it lacks.
 */
eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let places: Places
  const callers = new Map<Role, Caller>()

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
    for (const role of roles)
      callers.set(role, await signedIn(server, role, places.own.areaId, `Peran Kenanga ${role}`))
  })
  afterAll(() => stack.disposeAsync())

  // What is printed takes a browser: it is guarded as the same as a page is, by the same line.
  const routes = () => server.routes.filter((route) => isGuarded(route) && !route.url.endsWith('.pdf'))
  const ask = (role: Role, route: DeclaredRoute, place: Place) =>
    callers
      .get(role)!
      .call(route.method, `${urlOf(route.url, place)}?size=200`, bodies[keyOf(route)]?.(place))

  test('every route says who may call it, and those that take a body have a sample here', () => {
    const asking = Object.entries(described.parse(server.describe()).paths).flatMap(([url, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) =>
        hasBody(operation) ? [`${method.toUpperCase()} ${url.replace(/\{(\w+)\}/g, ':$1')}`] : [],
      ),
    )
    const open = server.routes.filter((route) => !isGuarded(route)).map(keyOf)
    expect(asking.filter((key) => !(key in bodies) && !open.includes(key))).toEqual([])
    expect(open.toSorted()).toEqual(openRoutes)
  })

  describe.each(roles)('a %s of one village', (role) => {
    test('is refused, with 403, what the role does not permit', async () => {
      for (const route of routes().filter(({ guard }) => !mayDo(role, permissionOf(guard)))) {
        for (const place of Object.values(places)) {
          const { statusCode, body } = await ask(role, route, place)
          expect([statusCode, told(route, place)]).toEqual([403, told(route, place)])
          if (route.method !== 'HEAD') expect(JSON.parse(body).code).toBe('notPermitted')
        }
      }
    })

    test('reaches nothing of the village beside it, nor what belongs to the office above', async () => {
      for (const route of permitted(role).filter(({ url }) => url.includes('/:'))) {
        for (const place of [places.sibling, places.parent]) {
          const { statusCode, body } = await ask(role, route, place)
          expectNoStranger(body, told(route, place))
          if (!(place === places.parent && toldDownwards.has(keyOf(route))))
            expect([403, 404], told(route, place)).toContain(statusCode)
        }
      }
    })

    test('finds, counts and lists nothing but what is of its own village', async () => {
      for (const route of permitted(role).filter(({ url }) => !url.includes('/:'))) {
        for (const place of Object.values(places)) {
          const { statusCode, body } = await ask(role, route, place)
          expectNoStranger(body, told(route, place))
          expect(statusCode, `${told(route, place)} ${body}`).not.toBe(500)
          const answer = body === '' ? {} : JSON.parse(body)
          if ('total' in answer) expect(answer.items, told(route, place)).toHaveLength(answer.total)
          if (place !== places.own && bodies[keyOf(route)] && statusCode < 300)
            expect(answer.total, told(route, place)).toBe(0)
        }
      }
    })

    test('may do in its own village what the role permits', async () => {
      for (const route of permitted(role)) {
        const { statusCode, body } = await ask(role, route, places.own)
        expect([403, 500], `${told(route, places.own)} ${body}`).not.toContain(statusCode)
        if (statusCode < 300) answered.add(keyOf(route))
      }
    })

    const permitted = (of: Role) => routes().filter(({ guard }) => mayDo(of, permissionOf(guard)))
  })

  test('each route was answered at least once, so that the samples are good', () => {
    expect(
      routes()
        .map(keyOf)
        .filter((key) => !answered.has(key) && !needsFile.has(key)),
    ).toEqual([])
  })

  test('who answers for the sub-district sees both villages, and as many as both together', async () => {
    const above = await signedIn(server, 'data_manager', places.parent.areaId, 'Peran Dahlia')
    const [own, sibling] = await Promise.all(
      [places.own, places.sibling].map(({ areaId }) => signedIn(server, 'data_manager', areaId)),
    )
    for (const url of [
      '/api/search?size=200',
      '/api/search?q=Budi&size=200',
      '/api/search?decile=1&size=200',
      '/api/proposals?size=200',
    ]) {
      const totals = await Promise.all(
        [above, own!, sibling!].map(async (caller) => (await caller.call('GET', url)).json().total),
      )
      expect([url, totals[0]]).toEqual([url, totals[1] + totals[2]])
    }
    const families = async (caller: Caller) =>
      (await caller.call('GET', '/api/cycle'))
        .json()
        .steps.find(({ step }: { step: string }) => step === 'registry').count
    expect([await families(above), await families(own!), await families(sibling!)]).toEqual([8, 3, 5])
  })

  test('a list of the office above is told to each village with its own families alone, totals included', async () => {
    const own = await signedIn(server, 'data_manager', places.own.areaId)
    const list = `/api/lists/${places.parent.listId}`
    expect((await own.call('GET', list)).json().counts).toEqual({ selected: 3 })
    expect((await own.call('GET', `${list}/lines?size=200`)).json()).toMatchObject({ total: 3 })
    expect((await own.call('GET', `${list}/difference?size=200`)).json()).toMatchObject({ total: 3 })
    expect((await own.call('POST', `${list}/verify`)).json()).toMatchObject({ ok: true })
    expect((await own.call('GET', `${list}/file.csv`)).statusCode).toBe(404)
  })

  test('the map of the sub-district has a number for the own village only', async () => {
    const own = await signedIn(server, 'data_manager', places.own.areaId)
    for (const measure of ['families', 'coverage', 'poorest', 'currency', 'matched']) {
      const { features } = (
        await own.call('GET', `/api/areas/${places.parent.areaId}/map?measure=${measure}`)
      ).json().features
      const beside = features.find(({ id }: { id: number }) => id === places.sibling.areaId).properties
      expect([measure, beside.n, beside.suppressed]).toEqual([measure, 0, false])
    }
  })

  test('nobody gets in without a session, or from a page of another site', async () => {
    for (const route of routes()) {
      const { statusCode } = await server.app.inject({
        method: route.method as 'GET',
        url: urlOf(route.url, places.own),
        headers: { 'x-mutakhir': '1' },
      })
      expect([keyOf(route), statusCode]).toEqual([keyOf(route), 401])
    }
    for (const route of routes().filter(({ method }) => !['GET', 'HEAD'].includes(method))) {
      const { statusCode } = await server.app.inject({
        method: route.method as 'POST',
        url: urlOf(route.url, places.own),
      })
      expect([keyOf(route), statusCode]).toEqual([keyOf(route), 403])
    }
  })

  function expectNoStranger(body: string, what: string): void {
    const { sibling, parent } = places
    const strangers = [
      sibling.mark,
      ...sibling.familyIds,
      ...sibling.personIds,
      sibling.batchId,
      sibling.accountId,
      sibling.nik,
      parent.batchId,
      parent.accountId,
    ]
    expect(
      strangers.filter((text) => body.includes(text)),
      what,
    ).toEqual([])
  }
})

const answered = new Set<string>()

const described = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })

/** What concerns no area: signing in and out, what anybody may read. */
const openRoutes = [
  'DELETE /api/session',
  'GET /api/areas',
  'GET /api/openapi.json',
  'GET /api/public/aggregates',
  'GET /api/session',
  'HEAD /api/areas',
  'HEAD /api/openapi.json',
  'HEAD /api/public/aggregates',
  'HEAD /api/session',
  'POST /api/session',
  'POST /api/session/password',
  'POST /api/session/second-factor',
  'POST /api/session/totp',
  'POST /api/session/totp/confirm',
]

/** What an office decides for an area is told to those within it: the head of a list, and of its lines their own. */
const toldDownwards = new Set(
  [
    '/api/lists/:listId',
    '/api/lists/:listId/lines',
    '/api/lists/:listId/difference',
    '/api/lists/:listId/manifest.json',
    '/api/areas/:areaId/map',
    ...[
      '',
      '/model.json',
      '/evaluation.json',
      '/manifest.json',
      '/model.pmml',
      '/card.html',
      '/error-map',
    ].map((file) => `/api/models/:modelId${file}`),
    '/api/forms/:formVersionId',
    '/api/forms/:formVersionId/files/:file',
    '/api/forms/:formVersionId/comparison/:olderId',
  ]
    .flatMap((url) => [`GET ${url}`, `HEAD ${url}`])
    .concat(
      'POST /api/lists/:listId/verify',
      'POST /api/models/:modelId/verify',
      'POST /api/forms/:formVersionId/answers',
      'POST /api/forms/:formVersionId/prepared/:prepared',
    ),
)

/** What takes a file, or minutes: the samples are refused as malformed. */
const needsFile = new Set([
  'POST /api/duplicates/runs',
  'POST /api/letters',
  'POST /api/imports',
  'POST /api/decisions/adopt',
  'POST /api/surveys',
  'POST /api/models',
  'POST /api/models/:modelId/runs',
  'POST /api/forms',
  'POST /api/forms/:formVersionId/answers',
  'POST /api/forms/:formVersionId/media',
  ...['media/:medium', 'prepared/:prepared'].flatMap((url) => [
    `GET /api/forms/:formVersionId/${url}`,
    `HEAD /api/forms/:formVersionId/${url}`,
  ]),
  'POST /api/pilots',
])

const reason = 'pemeriksaan matriks'
const correction = {
  kind: 'correction',
  facts: { floor: '3' },
  effectiveOn: '2026-03-01',
  observedOn: '2026-03-01',
  reason,
}

/** The codes of the places of `fillTwoVillages`, by their marks. */
const codes: Readonly<Record<string, string>> = {
  Kenanga: '97.01.01.2001',
  Melati: '97.01.01.2002',
  Dahlia: '97.01.01',
}

const decision = (mark: string) => ({
  programme: 'pkh',
  period: '2026-T3',
  decisionDate: '2026-07-01',
  runId: '00000000-0000-4000-8000-000000000000',
  quota: [{ areaCode: codes[mark] ?? '', quota: 3 }],
})

const bodies: Readonly<Record<string, (place: Place) => object>> = {
  'POST /api/search/number': ({ nik }) => ({ number: nik }),
  'POST /api/families/:familyId/reveal': () => ({ subject: 'kk', reason }),
  'POST /api/families/:familyId/changes/preview': ({ familyIds: [familyId = randomUUID()] }) => ({
    ...correction,
    subject: { familyId },
  }),
  'POST /api/families/:familyId/changes': ({ familyIds: [familyId = randomUUID()] }) => ({
    ...correction,
    subject: { familyId },
  }),
  'POST /api/persons/:personId/merge': ({ personIds: [, absorbedId = randomUUID()] }) => ({
    absorbedId,
    reason,
  }),
  'POST /api/persons/:personId/merge/preview': ({ personIds: [, absorbedId = randomUUID()] }) => ({
    absorbedId,
  }),
  'POST /api/duplicates/runs': () => ({ reviewers: 3 }),
  'POST /api/letters': () => ({ areaId: 0.5 }),
  'POST /api/duplicates/:pairId/judgements': () => ({ verdict: 'same', reason }),
  'POST /api/persons/:personId/unmerge': ({ mergeId }) => ({ mergeId, reason }),
  'POST /api/imports/:batchId/rows/:row/resolve': () => ({ decision: 'hold', reason }),
  'POST /api/forms/:formVersionId/publish': () => ({ reason }),
  'POST /api/forms/:formVersionId/withdraw': () => ({ reason }),
  'POST /api/pilots/:pilotId/decisions': () => ({ item: 'luas', verdict: 'keep', reason }),
  'POST /api/pilots/:pilotId/notes': () => ({
    item: 'luas',
    round: 1,
    problem: 'recall',
    probe: 'Bagaimana?',
    quote: 'Lupa',
  }),
  'POST /api/imports/:batchId/promote': () => ({ reason }),
  'POST /api/decisions/preview': ({ mark }) => decision(mark),
  'POST /api/decisions/publish': ({ mark }) => ({
    ...decision(mark),
    programme: 'sembako',
    csvSha256: '0'.repeat(64),
    reason,
  }),
  'POST /api/proposals': ({ areaId, familyIds: [familyId = randomUUID()] }) => ({
    kind: 'objection',
    areaId,
    familyId,
    text: 'Sanggahan Kenanga',
  }),
  'POST /api/proposals/:proposalId/decide': () => ({ decision: 'refused', reason }),
  'POST /api/accounts': ({ areaId }) => ({
    login: `akun.${randomUUID().slice(0, 8)}`,
    displayName: 'Akun Kenanga',
    role: 'enumerator',
    areaId,
    password: 'empat kata tidak berhubungan',
  }),
  'POST /api/models': () => ({ survey: 'matriks.csv', spec: '{}' }),
  'POST /api/models/:modelId/steps': () => ({ state: 'approved', reason }),
  'PATCH /api/accounts/:accountId': () => ({ unlock: true }),
}

function urlOf(url: string, place: Place): string {
  const { familyIds, personIds, areaId, listId, proposalId, accountId, jobId, modelId, conflictRow } = place
  const batchId = url.endsWith('/discard') ? place.spareBatchId : place.batchId
  const known: Readonly<Record<string, string | number | undefined>> = {
    familyId: familyIds[0] ?? randomUUID(),
    personId: personIds[0] ?? randomUUID(),
    areaId,
    batchId,
    listId,
    proposalId,
    accountId,
    jobId,
    modelId,
    formVersionId: place.formVersionId,
    olderId: place.formVersionId,
    pilotId: place.pilotId,
    pairId: place.pairId,
    file: 'form.xml',
    medium: 'rumah.png',
    // of a form that holds nothing for facilitators: refused before a browser starts
    prepared: 'manual-facilitator.pdf',
    format: 'html',
    row: conflictRow,
  }
  const filled = url.replace(/:(\w+)/g, (_, name: string) => {
    const value = known[name]
    if (value === undefined) throw new Error(`the matrix has no sample for :${name} of ${url}`)
    return String(value)
  })
  return filled
}

function isGuarded({ guard }: DeclaredRoute): boolean {
  return !['public', 'half', 'signed_in'].includes(guard)
}

function permissionOf(guard: DeclaredRoute['guard']): Permission {
  if (guard === 'public' || guard === 'half' || guard === 'signed_in')
    throw new Error(`${guard} is no permission`)
  return guard
}

function keyOf({ method, url }: DeclaredRoute): string {
  return `${method} ${url}`
}

function told(route: DeclaredRoute, { mark }: Place): string {
  return `${keyOf(route)} of ${mark}`
}

function hasBody(operation: unknown): boolean {
  return typeof operation === 'object' && operation !== null && 'requestBody' in operation
}
