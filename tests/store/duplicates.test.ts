import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '../../src/kernel/index.ts'
import { sql } from '../../src/sql/index.ts'
import { eachStore, temporaryFolder } from '../support/stores.ts'
import { plantPair } from '../support/planted-pair.ts'
import { type Caller, type TestServer, openTestServer, signedIn } from '../support/test-server.ts'
import { type Places, fillTwoVillages } from '../support/two-villages.ts'

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let places: Places
  let one: Caller
  let two: Caller
  let three: Caller

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
    one = await signedIn(server, 'data_manager', places.sibling.areaId, 'Penilai satu')
    two = await signedIn(server, 'district', places.sibling.areaId, 'Penilai dua')
    three = await signedIn(server, 'supervisor', places.sibling.areaId, 'Penilai tiga')
  })
  afterAll(() => stack.disposeAsync())

  test('a reviewer sees no answer of another before giving one, not even in the database', async () => {
    const { pairId } = await planted(0)
    await judge(one, pairId, 'same', 'alasan rahasia')
    expect(await read(two, pairId)).toMatchObject({ state: 'todo', mine: null, judgements: [] })
    expect((await two.call('GET', '/api/duplicates?size=200')).body).not.toContain('rahasia')
    expect(await read(one, pairId)).toMatchObject({ state: 'answered', mine: 'same' })
    const seen = await store().asActor(actorOf(two), (db) =>
      db.run(sql`select * from pair_judgement where pair_id = ${pairId}`),
    )
    expect(seen).toBe(0)
    await judge(two, pairId, 'same', 'tanggal lahir sama')
    const settled = await read(two, pairId)
    expect(settled.state).toBe('same')
    expect(settled.judgements.map(({ by }: { by: string }) => by)).toEqual(['Penilai satu', 'Penilai dua'])
  })

  test('nobody judges a pair twice, nor one that is settled; a third settles what two disagree on', async () => {
    const { pairId } = await planted(1)
    await judge(one, pairId, 'same')
    expect(await judge(one, pairId, 'different')).toMatchObject({ status: 409, code: 'pairJudgedOnce' })
    await judge(two, pairId, 'different')
    expect(await read(three, pairId)).toMatchObject({ state: 'disagreed', mine: null })
    await judge(three, pairId, 'different')
    expect(await read(one, pairId)).toMatchObject({ state: 'different' })
    const four = await signedIn(server, 'data_manager', places.sibling.areaId, 'Penilai empat')
    expect(await judge(four, pairId, 'same')).toMatchObject({ status: 409, code: 'pairSettled' })
  })

  test('a pair is merged once its reviewers found it to be one person, previewed first and undone after', async () => {
    const { pairId, kept, absorbed } = await planted(2)
    const merge = () =>
      one.call('POST', `/api/persons/${kept}/merge`, { absorbedId: absorbed, reason: 'satu orang' })
    expect((await merge()).json()).toMatchObject({ status: 409, code: 'mergeUnreviewed' })
    await judge(one, pairId, 'same')
    expect((await merge()).json()).toMatchObject({ code: 'mergeUnreviewed' })
    await judge(two, pairId, 'same')
    await correct(absorbed, { birth_date: '1982-02-20' })
    const preview = (
      await one.call('POST', `/api/persons/${kept}/merge/preview`, { absorbedId: absorbed })
    ).json()
    expect(preview.issues).toEqual([])
    expect(preview.facts).toMatchObject([{ after: { id: '1982-02-20' } }])
    const { changeId } = (await merge()).json()
    expect(await read(one, pairId)).toMatchObject({ state: 'merged' })
    const listed = (await one.call('GET', `/api/merges?personId=${kept}`)).json()
    expect(listed.items).toMatchObject([{ mergeId: changeId, undoneAt: null, reason: 'satu orang' }])
    await one.call('POST', `/api/persons/${kept}/unmerge`, { mergeId: changeId, reason: 'ternyata dua' })
    expect(await read(one, pairId)).toMatchObject({ state: 'undone' })
    expect((await one.call('GET', `/api/merges?personId=${kept}`)).json().items[0].undoneAt).not.toBeNull()
  })

  test('two persons with a confirmed NIK each are never merged, whoever asks', async () => {
    const { pairId, kept, absorbed } = await planted(3, 1)
    await confirmNiks([kept, absorbed])
    await judge(one, pairId, 'same')
    const body = { absorbedId: absorbed, reason: 'satu orang' }
    const preview = (
      await one.call('POST', `/api/persons/${kept}/merge/preview`, { absorbedId: absorbed })
    ).json()
    expect(preview.issues).toMatchObject([{ code: 'merge_two_niks' }])
    expect((await one.call('POST', `/api/persons/${kept}/merge`, body)).json()).toMatchObject({
      code: 'mergeTwoNiks',
    })
    await expect(
      store().asOwner((db) =>
        db.run(sql`insert into person_merge (kept_id, absorbed_id, change_id)
          select ${kept}, ${absorbed}, change_id from change limit 1`),
      ),
    ).rejects.toThrow('a NIK of its own')
  })

  test('every look and every answer is in the audit, and another village sees nothing of it', async () => {
    const { pairId } = await planted(4)
    await read(one, pairId)
    await judge(one, pairId, 'unsure', 'perlu kunjungan')
    const noted = await store().asOwner((db) =>
      db.run(
        sql`select from audit_entry where subject = ${pairId} and action in ('duplicate.view', 'duplicate.judge')`,
      ),
    )
    expect(noted).toBe(2)
    const stranger = await signedIn(server, 'data_manager', places.own.areaId, 'Orang lain')
    expect((await stranger.call('GET', `/api/duplicates/${pairId}`)).statusCode).toBe(404)
    expect((await judge(stranger, pairId, 'same')).status).toBe(404)
  })

  test('agreement of the first two answers is told with its kappa', async () => {
    const { agreement } = (await one.call('GET', '/api/duplicates/summary')).json()
    expect(agreement).toMatchObject({ pairs: 3 })
    expect(agreement.share).toBeCloseTo(2 / 3)
    expect(agreement.kappa).toBeLessThan(agreement.share)
  })

  /** Two members of a family of the second village, put up for review. */
  async function planted(family: number, reviewers: 1 | 2 = 2) {
    const familyId = places.sibling.familyIds[family] ?? ''
    const { members } = (await one.call('GET', `/api/families/${familyId}`)).json()
    const [kept, absorbed]: PersonId[] = members
      .filter(
        ({ relation, status }: { relation: string; status: string }) =>
          relation !== '1' && status === 'alive',
      )
      .map(({ personId }: { personId: PersonId }) => personId)
    if (!kept || !absorbed) {
      const head: PersonId = members[0].personId
      const other: PersonId = members[1].personId
      return await plant(head, other, reviewers)
    }
    return await plant(kept, absorbed, reviewers)
  }

  async function plant(kept: PersonId, absorbed: PersonId, reviewers: 1 | 2) {
    const pairId = await plantPair(server, {
      areaId: places.sibling.areaId,
      persons: [kept, absorbed],
      reviewers,
    })
    return { pairId, kept, absorbed }
  }

  async function correct(personId: PersonId, facts: Readonly<Record<string, string>>): Promise<void> {
    const familyId = places.sibling.familyIds[2] ?? ''
    const recorded = await one.call('POST', `/api/families/${familyId}/changes`, {
      kind: 'correction',
      subject: { personId },
      facts,
      effectiveOn: '2026-02-10',
      observedOn: '2026-02-10',
      reason: 'dari akta',
    })
    expect(recorded.statusCode).toBe(201)
  }

  async function judge(who: Caller, pairId: string, verdict: string, reason = 'sudah dilihat') {
    const answer = await who.call('POST', `/api/duplicates/${pairId}/judgements`, { verdict, reason })
    return { status: answer.statusCode, code: answer.json().code }
  }

  async function read(who: Caller, pairId: string) {
    return (await who.call('GET', `/api/duplicates/${pairId}`)).json()
  }

  function actorOf({ accountId, role }: Caller) {
    return { accountId: accountId as never, role, areaId: places.sibling.areaId }
  }

  async function confirmNiks(persons: readonly PersonId[]): Promise<void> {
    await store().asOwner(async (db) => {
      for (const personId of persons) {
        const changeId = randomUUID()
        await db.run(sql`insert into change (change_id, kind, village_id, person_id, effective_on, observed_on, source, reason)
          values (${changeId}, 'correction', ${places.sibling.areaId}, ${personId}, '2026-02-01', '2026-02-01', 'desk', 'uji')`)
        await db.run(sql`insert into person_fact (person_id, change_id, observed_on, nik_index, nik_status)
          values (${personId}, ${changeId}, '2026-02-01', ${Buffer.from(personId)}, 'well_formed')`)
        await db.run(sql`insert into validation (person_id, variables, rule, outcome, detail, checked_on)
          values (${personId}, array['nik'], 'civil_register', 'passed', 'all_agree', '2026-02-02')`)
      }
    })
  }
})
