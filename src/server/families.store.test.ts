import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from '../sql/index.ts'
import { eachStore, temporaryFolder } from '../../tests/support/stores.ts'
import { type Caller, type TestServer, openTestServer, signedIn } from '../../tests/support/test-server.ts'
import { type Places, fillTwoVillages } from '../../tests/support/two-villages.ts'

const reason = 'surat keterangan desa'
const day = '2026-03-01'

eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let places: Places
  let manager: Caller

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    places = await fillTwoVillages(server)
    manager = await signedIn(server, 'data_manager', places.parent.areaId)
  })
  afterAll(() => stack.disposeAsync())

  const family = (index: number) => places.sibling.familyIds[index]!
  const get = async (url: string) => (await manager.call('GET', url)).json()
  const change = (familyId: string, what: object) =>
    manager.call('POST', `/api/families/${familyId}/changes`, {
      effectiveOn: day,
      observedOn: day,
      reason,
      ...what,
    })
  const correct = (familyId: string, facts: object, more: object = {}) =>
    change(familyId, { kind: 'correction', subject: { familyId }, facts, ...more })
  const factOf = ({ facts }: { facts: { variable: string }[] }, name: string) =>
    facts.find(({ variable }) => variable === name)

  test('a family page has its members, its facts with their source, and its numbers masked', async () => {
    const page = await get(`/api/families/${family(0)}`)
    expect(page.head.name).toBe('Budi Melati')
    expect(
      page.members.map(({ name, relation }: { name: string; relation: string }) => [name, relation]),
    ).toContainEqual(['Budi Melati', '1'])
    expect(page.members[0]).toMatchObject({
      nikMasked: '9701••••••••2001',
      nikStatus: 'well_formed',
      status: 'alive',
    })
    expect(factOf(page, 'floor')).toMatchObject({
      value: '5',
      group: 'housing',
      source: 'desk',
      reason: 'pendaftaran',
    })
    expect(page.place.path.map(({ name }: { name: string }) => name)).toEqual([
      'Provinsi Contoh',
      'Kabupaten Contoh',
      'Kecamatan Dahlia',
      'Desa Dua',
    ])
    expect(page.score).toMatchObject({ decileRegency: 1, groups: [{ group: 'housing' }] })
    expect(page.programmes[0]).toMatchObject({
      programme: 'pkh',
      outcome: 'selected',
      reasons: [{ code: 'within_quota' }],
    })
  })

  test('opening a family is in the audit; looking for one by number as well, without the number', async () => {
    await get(`/api/families/${family(1)}`)
    const found = await manager.call('POST', '/api/search/number', { number: `'${places.sibling.nik}` })
    expect(found.json()).toMatchObject({ total: 1, items: [{ headName: 'Budi Melati' }] })
    const entries = await store().asOwner((db) =>
      db.many(
        z.object({ action: z.string(), subject: z.string(), all: z.string() }),
        sql`
      select action, subject, audit_entry::text as all from audit_entry where account_id = ${manager.accountId}`,
      ),
    )
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['family.view', 'family.search_number']),
    )
    expect(
      entries.find(({ action, subject }) => action === 'family.view' && subject === family(1)),
    ).toBeDefined()
    expect(entries.filter(({ all }) => all.includes(places.sibling.nik))).toEqual([])
  })

  test('a number is opened with a reason, which is in the audit; without one it is not', async () => {
    const { members } = await get(`/api/families/${family(0)}`)
    const url = `/api/families/${family(0)}/reveal`
    expect((await manager.call('POST', url, { subject: members[0].personId, reason: 'x' })).statusCode).toBe(
      400,
    )
    expect((await manager.call('POST', url, { subject: members[0].personId, reason })).json()).toEqual({
      number: places.sibling.nik,
    })
    expect((await manager.call('POST', url, { subject: randomUUID(), reason })).statusCode).toBe(404)
    const auditor = await signedIn(server, 'auditor', places.parent.areaId)
    const { items } = (await auditor.call('GET', '/api/audit?action=nik.reveal')).json()
    expect(items[0]).toMatchObject({ subject: members[0].personId, reason })
  })

  test('a change is previewed, recorded, and seen on its day; before it, and before it was known, the old value stands', async () => {
    const familyId = family(1)
    const what = {
      kind: 'correction',
      subject: { familyId },
      facts: { floor: '1', floor_area_m2: '44' },
      effectiveOn: day,
      observedOn: day,
      reason,
    }
    const preview = await manager.call('POST', `/api/families/${familyId}/changes/preview`, what)
    expect(preview.json().effects.map(({ what: variable }: { what: string }) => variable)).toEqual([
      'floor',
      'floor_area_m2',
    ])
    const before = new Date().toISOString()
    expect((await change(familyId, what)).statusCode).toBe(201)
    const now = await get(`/api/families/${familyId}`)
    expect(factOf(now, 'floor')).toMatchObject({ value: '1', superseded: [{ value: '5' }] })
    expect(factOf(now, 'floor_area_m2')).toMatchObject({ value: 44, unit: 'm2' })
    expect(factOf(await get(`/api/families/${familyId}?asOf=2026-02-01`), 'floor')).toMatchObject({
      value: '5',
      superseded: [],
    })
    expect(factOf(await get(`/api/families/${familyId}?knownAt=${before}`), 'floor')).toMatchObject({
      value: '5',
    })
    expect((await get(`/api/families/${familyId}?asOf=2020-01-01`)).code).toBe('familyNotKnownThen')
    const { items } = await get(`/api/families/${familyId}/changes`)
    expect(items.at(-1)).toMatchObject({
      kind: 'correction',
      reason,
      recordedBy: 'data_manager',
      summary: { en: expect.stringContaining('floor') },
    })
  })

  test('the same change asked for twice is recorded once, and its id is good for no other', async () => {
    const changeId = randomUUID()
    const ask = (facts: object, why = reason) => correct(family(2), facts, { changeId, reason: why })
    expect((await ask({ floor: '3' })).json()).toEqual({ changeId })
    expect((await ask({ floor: '3' })).json()).toEqual({ changeId })
    expect((await ask({ floor: '4' }, 'alasan yang lain')).json().code).toBe('changeIdTaken')
    const { items } = await get(`/api/families/${family(2)}/changes`)
    expect(items.filter((entry: { changeId: string }) => entry.changeId === changeId)).toHaveLength(1)
  })

  test.each([
    ['a value that the codebook does not have', { facts: { floor: '99' } }, 'value.unknown_code'],
    ['a variable that the questionnaire does not have', { facts: { colour: '1' } }, 'variable_unknown'],
    ['a number of 17 digits', { facts: {}, number: '97010101018010001' }, 'kk_malformed'],
    ['a change that says nothing', { facts: {} }, 'nothing_said'],
  ])('%s is told in the preview and refused when recorded', async (_, what, code) => {
    const asked = {
      kind: 'correction',
      subject: { familyId: family(2) },
      ...what,
      effectiveOn: day,
      observedOn: day,
      reason,
    }
    const preview = (await manager.call('POST', `/api/families/${family(2)}/changes/preview`, asked)).json()
    expect(preview.issues.map((issue: { code: string }) => issue.code)).toContain(code)
    const refused = await change(family(2), asked)
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'changeRefused'])
    expect(refused.json().detail.id).not.toContain('{')
  })

  test('the head dies: a new head is asked for, and with one the family goes on', async () => {
    const familyId = family(3)
    const { members } = await get(`/api/families/${familyId}`)
    const [head, wife] = members
    const death = { kind: 'death', personId: head.personId }
    expect((await change(familyId, death)).json().params.first).toMatch(/kepala/)
    expect((await change(familyId, { ...death, newHead: { personId: wife.personId } })).statusCode).toBe(201)
    const after = await get(`/api/families/${familyId}`)
    expect(after.head).toEqual({ personId: wife.personId, name: 'Sari Melati' })
    expect(
      after.members.find(({ personId }: { personId: string }) => personId === head.personId),
    ).toMatchObject({ status: 'dead' })
    const { items } = await get(`/api/families/${familyId}/changes`)
    expect(items.at(-1).summary.en).toBe('Budi Melati died. Sari Melati became the head.')
  })

  test('two rows that are one person are merged, and parted again; the number of the absorbed one stays readable', async () => {
    const familyId = family(4)
    const { members } = await get(`/api/families/${familyId}`)
    const [head, wife] = members
    const newHead = { personId: wife.personId }
    const merged = await manager.call('POST', `/api/persons/${wife.personId}/merge`, {
      absorbedId: head.personId,
      newHead,
      reason,
    })
    expect(merged.statusCode, merged.body).toBe(201)
    const after = await get(`/api/families/${familyId}`)
    expect(
      after.members.find(({ personId }: { personId: string }) => personId === wife.personId),
    ).toMatchObject({ nikMasked: '9701••••••••2005' })
    const unmerge = (more: object) =>
      manager.call('POST', `/api/persons/${wife.personId}/unmerge`, {
        mergeId: merged.json().changeId,
        reason,
        ...more,
      })
    const undone = await unmerge({})
    expect(undone.statusCode, undone.body).toBe(422)
    expect(undone.json().detail.en).toMatch(/two heads/)
    const parted = await unmerge({ relation: '8' })
    expect(parted.statusCode, parted.body).toBe(201)
    const again = await get(`/api/families/${familyId}`)
    expect(
      again.members.find(({ personId }: { personId: string }) => personId === head.personId),
    ).toMatchObject({ status: 'alive', relation: '8', nikMasked: '9701••••••••2005' })
    expect(
      again.members.find(({ personId }: { personId: string }) => personId === wife.personId),
    ).toMatchObject({ nikMasked: null })
  })

  test('a move into an area that the asker does not answer for is refused', async () => {
    const own = await signedIn(server, 'data_manager', places.sibling.areaId)
    const asked = {
      kind: 'family_move',
      villageId: places.own.areaId,
      effectiveOn: day,
      observedOn: day,
      reason,
    }
    const answer = await own.call('POST', `/api/families/${family(2)}/changes`, asked)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'outsideArea'])
  })

  test('a proposal is due in 14 days, is decided once, and lapses when nobody decides', async () => {
    const raise = async (raisedOn: string) =>
      (
        await manager.call('POST', '/api/proposals', {
          kind: 'objection',
          familyId: family(2),
          areaId: places.sibling.areaId,
          text: 'Bukan keluarga mampu',
          raisedOn,
        })
      ).json()
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const [fresh, old] = [await raise(today), await raise('2026-01-01')]
    expect(old.dueOn).toBe('2026-01-15')
    const decide = (proposalId: string) =>
      manager.call('POST', `/api/proposals/${proposalId}/decide`, { decision: 'accepted', reason })
    expect((await decide(fresh.proposalId)).json()).toMatchObject({
      state: 'accepted',
      decision: { reason, by: 'data_manager' },
    })
    expect((await decide(fresh.proposalId)).json().code).toBe('proposalDecided')
    expect((await decide(old.proposalId)).json().code).toBe('proposalDecided')
    const lapsed = await get('/api/proposals?state=lapsed')
    expect(lapsed.items.map(({ proposalId }: { proposalId: string }) => proposalId)).toContain(old.proposalId)
  })

  test('a name is found in the spelling of another day', async () => {
    await change(family(0), {
      kind: 'correction',
      subject: { personId: (await get(`/api/families/${family(0)}`)).head.personId },
      facts: { name: 'Boediman Melati' },
    })
    const found = await get('/api/search?q=Budi Melati')
    expect(found.items.find(({ familyId }: { familyId: string }) => familyId === family(0))).toMatchObject({
      headName: 'Boediman Melati',
      matchedName: 'Budi Melati',
    })
  })
})
