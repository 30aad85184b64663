import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildServer } from '../../src/server/index.ts'
import { sql } from '../../src/sql/index.ts'
import { eachStore, temporaryFolder } from '../support/stores.ts'
import { type Caller, type TestServer, openTestServer, signedIn } from '../support/test-server.ts'
import { type Places, fillTwoVillages, uploadOf } from '../support/two-villages.ts'

/** What no page of the console sends: each is refused in words, acknowledged never, and leaves nothing behind. */
eachStore((store) => {
  const stack = new AsyncDisposableStack()
  const lines: string[] = []
  let folder: string
  let server: TestServer
  let places: Places
  let manager: Caller

  beforeAll(async () => {
    folder = await temporaryFolder(stack)
    const stream = { write: (line: string) => void lines.push(line) }
    server = await openTestServer(store(), folder, { logger: Fastify({ logger: { stream } }).log })
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
    manager = await signedIn(server, 'data_manager', places.parent.areaId)
  })
  afterAll(() => stack.disposeAsync())

  const family = (index: number) => places.own.familyIds[index]!
  const correct = (index: number, change: object = {}) =>
    manager.call('POST', `/api/families/${family(index)}/changes`, {
      kind: 'correction',
      subject: { familyId: family(index) },
      facts: { floor: '3' },
      effectiveOn: '2026-03-01',
      observedOn: '2026-03-01',
      reason: 'pembetulan lantai',
      ...change,
    })
  const object = (change: object) =>
    manager.call('POST', '/api/proposals', {
      kind: 'objection',
      areaId: places.own.areaId,
      text: 'Sanggahan warga',
      ...change,
    })

  test('the same change again is acknowledged with what was recorded, and written once', async () => {
    const changeId = randomUUID()
    expect((await correct(1, { changeId })).statusCode).toBe(201)
    expect((await correct(1, { changeId })).json()).toEqual({ changeId })
    const { items } = (await manager.call('GET', `/api/families/${family(1)}/changes`)).json()
    expect(items.filter((item: { changeId: string }) => item.changeId === changeId)).toHaveLength(1)
  })

  test('the id of a change is no acknowledgement for another family, or another person', async () => {
    const changeId = randomUUID()
    await correct(1, { changeId })
    expect((await correct(2, { changeId })).json()).toMatchObject({ status: 409, code: 'changeIdTaken' })
    const { members } = (await manager.call('GET', `/api/families/${family(1)}`)).json()
    const ofPerson = (index: number, id: string) =>
      correct(1, { changeId: id, subject: { personId: members[index].personId }, facts: { disability: '2' } })
    const second = randomUUID()
    expect((await ofPerson(0, second)).statusCode).toBe(201)
    expect((await ofPerson(1, second)).statusCode).toBe(409)
  })

  test.each([
    ['a NUL in a search', '/api/search?q=a%00b'],
    ['an area beyond all numbers', '/api/areas/99999999999/map'],
    ['an area beyond all numbers, as a filter', '/api/search?areaId=99999999999'],
    ['an instant that no calendar has', '/api/families/FAMILY?knownAt=0000-01-01T00:00:00Z'],
    ['an identity number in the address', '/api/search?q=9701%200101%200180%201001'],
    ['a list searched for a NUL', '/api/lists/LIST/lines?q=%00'],
  ])('%s is refused, not failed on', async (_, url) => {
    const asked = url.replace('FAMILY', family(1)).replace('LIST', places.own.listId)
    expect((await manager.call('GET', asked)).statusCode).toBe(400)
  })

  test('a text with a NUL is refused wherever it is written', async () => {
    expect((await correct(1, { facts: { address: 'a\u0000b' } })).statusCode).toBe(400)
    expect((await correct(1, { observer: 'a\u0000b' })).statusCode).toBe(400)
    expect((await object({ text: 'sanggahan\u0000' })).statusCode).toBe(400)
  })

  test('nothing was observed on a day that has not come', async () => {
    const refused = await correct(1, { observedOn: '2099-01-01' })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().detail.id).toContain('belum tiba')
  })

  test('a proposal is of a village, of a day that has come, and under a rule that was valid', async () => {
    expect((await object({ areaId: places.parent.areaId })).json().code).toBe('villageNeeded')
    expect((await object({ raisedOn: '2099-01-01' })).json().code).toBe('raisedOutsideRules')
    expect((await object({ raisedOn: '2019-01-01' })).json().code).toBe('raisedOutsideRules')
    expect((await object({ areaId: 2_000_000_000 })).statusCode).toBe(404)
  })

  test('a proposal is not carried out by a change that is not there, and stays open', async () => {
    const { proposalId } = (await object({ familyId: family(1) })).json()
    const decide = (change: object) =>
      manager.call('POST', `/api/proposals/${proposalId}/decide`, {
        decision: 'accepted',
        reason: 'diterima forum',
        ...change,
      })
    expect((await decide({ changeId: randomUUID() })).statusCode).toBe(404)
    expect((await decide({})).statusCode).toBe(200)
  })

  test('whoever reads the ledger of a family is in the audit', async () => {
    await manager.call('GET', `/api/families/${family(2)}/changes`)
    const entries = await store().asOwner((db) =>
      db.run(sql`select from audit_entry where action = 'family.view' and account_id = ${manager.accountId}
        and subject = ${family(2)} and detail = 'ledger'`),
    )
    expect(entries).toBe(1)
  })

  test('an address that cannot be read is refused in words of ours, without repeating it', async () => {
    const answer = await server.app.inject({ url: '/api/%E0%A4%A' })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.body).not.toContain('%E0')
  })

  test('what was sent leaves no copy on disk, whatever becomes of it', async () => {
    for (const [name, content] of [
      ['rusak.xlsx', 'PK\u0003\u0004'],
      ['kolom.csv', 'a,b\n1,2'],
      ['nama\u0000.csv', 'a,b\n1,2'],
    ] as const) {
      expect((await manager.call('POST', '/api/imports', uploadOf(name, content))).statusCode).toBe(202)
    }
    await server.settle()
    expect(readdirSync(join(folder, 'inbox'))).toEqual([])
  })

  test('a file that a killed server had not read yet is gone when the next one starts', async () => {
    const inbox = join(folder, 'inbox')
    mkdirSync(inbox, { recursive: true })
    writeFileSync(join(inbox, `${randomUUID()}.upload`), 'nik')
    await (await buildServer(server.parts)).app.close()
    expect(readdirSync(inbox)).toEqual([])
  })

  test('an import that fails after its answer tells the log no value of a row', async () => {
    const batchId = randomUUID()
    await store().asOwner((db) =>
      db.run(sql`insert into import_batch (batch_id, area_id, profile, file_name, file_sha256, list_date)
        values (${batchId}, ${places.own.areaId}, 'siks-ng', 'ada.csv', '', '2026-01-01')`),
    )
    const access = { ...server.parts.access, newId: () => batchId }
    const other = await buildServer({ ...server.parts, access })
    const sender = await signedIn({ ...other, parts: server.parts }, 'data_manager', places.own.areaId)
    lines.length = 0
    await sender.call('POST', '/api/imports', uploadOf('lagi.csv', 'a,b\n1,2'))
    await other.settle()
    await other.app.close()
    expect(lines.join('')).toContain('a job failed')
    expect(lines.join('')).not.toContain('already exists')
  })
})
