import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openRegistry } from '../../src/cycle/index.ts'
import { type FamilyId, seededRandom } from '../../src/kernel/index.ts'
import { openTestServer, sessionOf } from '../support/test-server.ts'
import { temporaryFolder } from '../support/stores.ts'
import { fillTwoVillages } from '../support/two-villages.ts'

const rounds = 50
const port = 20_000 + Math.floor(Math.random() * 20_000)
const address = `http://127.0.0.1:${port}`

/** Every tenth time the database server is killed as well. */
const killsDatabase = (round: number) => round % 10 === 9

test(`after ${rounds} kills in the middle of writing every acknowledged change is there, none twice, and the audit chain is whole`, async () => {
  await using stack = new AsyncDisposableStack()
  const folder = await temporaryFolder(stack)
  const registry = await prepare(folder)
  const random = seededRandom(50)
  const acknowledged = new Map<string, FamilyId>()
  const unanswered = new Map<string, FamilyId>()

  for (let round = 0; round < rounds; round++) {
    const server = await start(folder)
    if (round % 5 === 0) await expectWhole(registry, acknowledged)
    const acknowledgedBefore = acknowledged.size
    const stop = new AbortController()
    const writers = registry.familyIds.map((familyId) =>
      writeOn(familyId, registry.manager, stop.signal, acknowledged, unanswered),
    )
    await growsBeyond(acknowledgedBefore, acknowledged)
    await wait(random() * 250)
    await kill(server, killsDatabase(round) ? folder : undefined)
    stop.abort()
    await Promise.all(writers)
  }

  const last = await start(folder)
  stack.defer(() => kill(last, folder))
  await expectWhole(registry, acknowledged)
  for (const [changeId, familyId] of unanswered)
    expect((await write(familyId, changeId, registry.manager)).status).toBe(201)
  await expectWhole(registry, new Map([...acknowledged, ...unanswered]))
  expect(acknowledged.size).toBeGreaterThanOrEqual(rounds)
}, 900_000)

type Prepared = {
  readonly familyIds: readonly FamilyId[]
  readonly manager: string
  readonly auditor: string
}

async function prepare(folder: string): Promise<Prepared> {
  await using registry = await openRegistry({ folder })
  const server = await openTestServer(registry.store, folder, { registry })
  const { own, sibling, parent } = await fillTwoVillages(server)
  const manager = await sessionOf(server, 'data_manager', parent.areaId)
  const auditor = await sessionOf(server, 'auditor', parent.areaId)
  await server.app.close()
  return {
    familyIds: [own.familyIds[1]!, own.familyIds[2]!, sibling.familyIds[1]!, sibling.familyIds[2]!],
    manager,
    auditor,
  }
}

async function start(folder: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, '../support/served-registry.ts')
  const server = fork(script, [folder, String(port)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [said] = await Promise.race([once(server, 'message'), once(server, 'exit')])
  expect(said).toBe('answers')
  return server
}

/** A kill before anything was acknowledged would prove nothing, and on a busy machine most would come so early. */
async function growsBeyond(size: number, acknowledged: ReadonlyMap<string, FamilyId>): Promise<void> {
  while (acknowledged.size <= size) await wait(5)
}

/** With `folder` the database server goes with it. */
async function kill(server: ChildProcess, folder: string | undefined): Promise<void> {
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  if (folder !== undefined)
    process.kill(
      Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    )
  await gone
}

/** Corrections of one family, one after the other, until the server is gone. */
async function writeOn(
  familyId: FamilyId,
  session: string,
  stopped: AbortSignal,
  acknowledged: Map<string, FamilyId>,
  unanswered: Map<string, FamilyId>,
): Promise<void> {
  while (!stopped.aborted) {
    const changeId = randomUUID()
    unanswered.set(changeId, familyId)
    try {
      const answer = await write(familyId, changeId, session)
      const { changeId: recorded } = await answer.json()
      if (answer.status !== 201 || recorded !== changeId) continue
      acknowledged.set(changeId, familyId)
      unanswered.delete(changeId)
    } catch {
      return
    }
  }
}

async function write(familyId: FamilyId, changeId: string, session: string): Promise<Response> {
  const facts = { floor_area_m2: 10 + (changeId.charCodeAt(0) % 80) }
  const body = {
    kind: 'correction',
    changeId,
    subject: { familyId },
    facts,
    effectiveOn: '2026-03-01',
    observedOn: '2026-03-01',
    reason: 'uji ketahanan',
  }
  return await request('POST', `/api/families/${familyId}/changes`, session, body)
}

async function request(method: string, path: string, session: string, body: object = {}): Promise<Response> {
  const headers = { cookie: `mutakhir=${session}`, 'x-mutakhir': '1', 'content-type': 'application/json' }
  return await fetch(`${address}${path}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
}

async function expectWhole(
  { familyIds, manager, auditor }: Prepared,
  acknowledged: ReadonlyMap<string, FamilyId>,
): Promise<void> {
  const present: string[] = []
  for (const familyId of familyIds) {
    const { items } = await (await request('GET', `/api/families/${familyId}/changes`, manager)).json()
    present.push(...items.map(({ changeId }: { changeId: string }) => changeId))
  }
  const known = new Set(present)
  expect(known.size).toBe(present.length)
  expect([...acknowledged.keys()].filter((changeId) => !known.has(changeId))).toEqual([])
  expect(await (await request('POST', '/api/audit/verify', auditor)).json()).toMatchObject({
    ok: true,
    firstBad: null,
  })
}
