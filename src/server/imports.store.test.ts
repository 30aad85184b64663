import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from '../sql/index.ts'
import { accountIdSchema } from '../kernel/index.ts'
import { createJob } from '../store/index.ts'
import { eachStore, temporaryFolder } from '../../tests/support/stores.ts'
import { type Caller, type TestServer, openTestServer, signedIn } from '../../tests/support/test-server.ts'
import { type Places, fillTwoVillages, uploadOf } from '../../tests/support/two-villages.ts'
import { buildServer } from './index.ts'

const reason = 'berita acara musdes'
const heading = 'kdprop,kdkab,kdkec,kddesa,idbdt,idartbdt,nokk,nik,nama,hubungan,jenis_kelamin,tgl_lahir'

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let places: Places
  let manager: Caller
  let folder = ''

  beforeAll(async () => {
    folder = await temporaryFolder(stack)
    server = await openTestServer(store(), folder)
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
    manager = await signedIn(server, 'data_manager', places.own.areaId)
  })
  afterAll(() => stack.disposeAsync())

  const get = async (url: string) => (await manager.call('GET', url)).json()
  const upload = async (name: string, content: string): Promise<string> => {
    const answer = await manager.call('POST', '/api/imports?listDate=2026-02-01', uploadOf(name, content))
    expect(answer.statusCode, answer.body).toBe(202)
    await server.settle()
    return `/api/imports/${answer.json().batchId}`
  }
  const rows = (...lines: string[]) => [heading, ...lines].join('\n')
  const family = (key: string, name: string, village = '2001') =>
    `97,01,01,${village},${key},art-${key},,,${name},1,2,1990-05-05`

  test('a file is read, a conflict decided by a person, and what is not held promoted with its reason', async () => {
    const known = `97,01,01,2001,x1,y1,,${places.own.nik},Budi Kenanga,1,1,1955-05-05`
    const url = await upload(
      'daftar.csv',
      rows(known, family('k1', 'Wati Baru'), family('k2', 'Orang Luar', '2002')),
    )
    expect(await get(url)).toMatchObject({
      state: 'checked',
      rows: 3,
      counts: { insert: 1, conflict: 1, held: 1 },
      fileName: 'daftar.csv',
      by: 'data_manager',
    })
    const [conflict] = (await get(`${url}/rows?outcome=conflict`)).items
    expect(conflict).toMatchObject({
      row: 2,
      name: 'Budi Kenanga',
      resolution: null,
      issues: expect.arrayContaining([expect.objectContaining({ code: 'candidate_differs' })]),
    })
    expect(conflict.candidates).toHaveLength(1)
    expect(conflict.candidates[0].agreements).toContainEqual({ field: 'birth_date', agrees: false })

    const resolve = (decision: object) =>
      manager.call('POST', `${url}/rows/2/resolve`, { reason, ...decision })
    expect((await resolve({ decision: 'same', personId: randomUUID() })).json().code).toBe(
      'personNotCandidate',
    )
    const decided = await resolve({ decision: 'same', personId: conflict.candidates[0].personId })
    expect(decided.json()).toMatchObject({ outcome: 'change', resolution: { decision: 'same', reason } })
    expect(decided.json().changes.map(({ variable }: { variable: string }) => variable)).toContain(
      'birth_date',
    )
    expect(
      (await manager.call('POST', `${url}/rows/3/resolve`, { decision: 'new', reason })).json().code,
    ).toBe('rowNotWaiting')

    expect((await manager.call('POST', `${url}/promote`, { reason })).json()).toMatchObject({
      state: 'promoting',
    })
    await server.settle()
    expect(await get(url)).toMatchObject({ state: 'promoted', rows: 3 })
    expect((await get('/api/search?q=Wati Baru')).total).toBe(1)
    expect((await manager.call('POST', `${url}/promote`, { reason })).json().code).toBe('batchNotChecked')
  })

  test('a file that is not a list keeps nothing, and says why', async () => {
    const url = await upload('salah.csv', 'a,b\n1,2\n')
    const batch = await get(url)
    expect(batch).toMatchObject({ state: 'failed', rows: 0 })
    expect(batch.issues.map(({ severity }: { severity: string }) => severity)).toContain('error')
    expect((await manager.call('GET', `${url}/issues.csv`)).body).toContain('kddesa')
  })

  test('a broken workbook fails as one, and its bytes are gone from the disk', async () => {
    const url = await upload('rusak.xlsx', 'PK\u0003\u0004 broken')
    expect(await get(url)).toMatchObject({ state: 'failed', rows: 0 })
    expect(existsSync(join(folder, 'inbox')) ? readdirSync(join(folder, 'inbox')) : []).toEqual([])
  })

  test('the file of issues runs no formula', async () => {
    const url = await upload('rumus.csv', rows('97,01,01,9999,=1+1,@x,,,=cmd,1,2,1990-05-05'))
    const { body } = await manager.call('GET', `${url}/issues.csv`)
    expect(
      body
        .split('\r\n')
        .flatMap((line) => line.split(';'))
        .filter((cell) => /^[=@+]/.test(cell)),
    ).toEqual([])
  })

  test('a request without a file is refused, and so is a discard of what was promoted', async () => {
    expect((await manager.call('POST', '/api/imports', {})).json().code).toBe('fileMissing')
    const url = await upload('buang.csv', rows(family('b1', 'Tidak Jadi')))
    expect((await manager.call('POST', `${url}/discard`)).json()).toMatchObject({ state: 'discarded' })
    expect((await manager.call('POST', `${url}/promote`, { reason })).json().code).toBe('batchNotChecked')
    expect((await get('/api/search?q=Tidak Jadi')).total).toBe(0)
  })

  test('work that a killed server left is noted as cut off at the next start', async () => {
    const url = await upload('terputus.csv', rows(family('t1', 'Terputus')))
    const batchId = url.split('/').at(-1)
    await store().asOwner((db) =>
      db.run(sql`update job set kind = 'import.promote', state = 'running' where subject = ${batchId}`),
    )
    expect(await get(url)).toMatchObject({ state: 'promoting' })
    const next = await buildServer(server.parts)
    stack.defer(() => next.app.close())
    const batch = await get(url)
    expect(batch).toMatchObject({ state: 'checked', counts: { insert: 1 } })
    expect(batch.issues[0]).toMatchObject({ code: 'work_failed', severity: 'error' })
  })

  test('a job tells how far it is to those who may see its kind, and to nobody outside its area', async () => {
    const answer = await manager.call(
      'POST',
      '/api/imports?listDate=2026-02-01',
      uploadOf('kerja.csv', rows(family('w1', 'Kerja'))),
    )
    const url = `/api/jobs/${answer.json().jobId}`
    await server.settle()
    expect(await get(url)).toMatchObject({ kind: 'import.read', state: 'done', progress: 1, failure: null })
    const supervisor = await signedIn(server, 'supervisor', places.own.areaId)
    const beside = await signedIn(server, 'data_manager', places.sibling.areaId)
    expect((await supervisor.call('GET', url)).statusCode).toBe(404)
    expect((await beside.call('GET', url)).statusCode).toBe(404)
  })

  test('a file that waited when the server stopped is read after the next start', async () => {
    const { app } = await buildServer(server.parts)
    await app.close()
    const batchId = randomUUID()
    mkdirSync(join(folder, 'inbox'), { recursive: true })
    mkdirSync(join(folder, 'inbox', 'rest'), { recursive: true })
    writeFileSync(join(folder, 'inbox', `${batchId}.upload`), rows(family('q1', 'Menunggu')))
    const request = { fileName: 'antre.csv', fileSha256: '', profile: 'siks-ng', listDate: '2026-02-01' }
    const createdBy = accountIdSchema.parse(manager.accountId)
    const { areaId } = places.own
    await store().asOwner(async (db) => {
      const job = { jobId: randomUUID(), kind: 'import.read', subject: batchId, areaId, request, createdBy }
      expect(await createJob({ ...job, role: 'data_manager' })(db)).toBe(true)
      expect(await createJob({ ...job, jobId: randomUUID(), role: 'data_manager' })(db)).toBe(false)
    })
    const next = await buildServer(server.parts)
    stack.defer(() => next.app.close())
    await next.settle()
    expect(await get(`/api/imports/${batchId}`)).toMatchObject({ state: 'checked', rows: 1 })
    expect(readdirSync(join(folder, 'inbox'))).toEqual([])
  })

  test('uploads and promotions are in the audit with the hash of the file', async () => {
    const entries = await store().asOwner((db) =>
      db.many(
        z.object({ action: z.string(), detail: z.string() }),
        sql`
      select action, detail from audit_entry where account_id = ${manager.accountId} and action like 'import.%' order by seq`,
      ),
    )
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['import.upload', 'import.resolve', 'import.promote', 'import.discard']),
    )
    expect(entries[0]?.detail).toMatch(/^sha256=[0-9a-f]{64}$/)
  })
})
