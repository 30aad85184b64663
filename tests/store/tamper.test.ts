import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AreaId } from '../../src/kernel/index.ts'
import { type Sql, sql } from '../../src/sql/index.ts'
import { temporaryFolder, eachStore } from '../support/stores.ts'
import { type TestServer, openTestServer, signedIn } from '../support/test-server.ts'
import { fillTwoVillages } from '../support/two-villages.ts'

/** Somebody with the database in hand turns its triggers off and rewrites the audit: the auditor's button tells. */
eachStore((store) => {
  const stack = new AsyncDisposableStack()
  let server: TestServer
  let areaId: AreaId

  beforeAll(async () => {
    server = await openTestServer(store(), await temporaryFolder(stack))
    stack.defer(() => server.app.close())
    const places = await fillTwoVillages(server)
    areaId = places.parent.areaId
    const auditor = await signedIn(server, 'auditor', areaId)
    for (const familyId of [...places.own.familyIds, ...places.sibling.familyIds])
      await auditor.call('GET', `/api/families/${familyId}`)
    await server.parts.registry.audit.checkpoint()
    await store().asOwner((db) => db.run(sql`create table kept as select * from audit_entry`))
    await store().asOwner((db) => db.run(sql`create table kept_head as select * from audit_head`))
  })
  afterAll(() => stack.disposeAsync())
  afterEach(() =>
    attack(
      sql`delete from audit_entry`,
      sql`insert into audit_entry select * from kept`,
      sql`update audit_head set seq = kept_head.seq, hash = kept_head.hash from kept_head`,
    ),
  )

  const attack = (...statements: readonly Sql[]) =>
    store().asOwner(async (db) => {
      await db.run(sql`alter table audit_entry disable trigger user`)
      for (const statement of statements) await db.run(statement)
      await db.run(sql`alter table audit_entry enable trigger user`)
    })
  const verify = async () =>
    (await (await signedIn(server, 'auditor', areaId)).call('POST', '/api/audit/verify')).json()

  test.each<[string, readonly Sql[], { seq: number; what: string }]>([
    [
      'an entry edited',
      [sql`update audit_entry set subject = 'x' where seq = 4`],
      { seq: 4, what: 'edited' },
    ],
    ['an entry deleted', [sql`delete from audit_entry where seq = 4`], { seq: 4, what: 'missing' }],
    ['two entries in the other order', swapped(4, 5), { seq: 4, what: 'edited' }],
    ['an entry inserted', [...shifted(5), inserted(5)], { seq: 5, what: 'edited' }],
    [
      'the end cut off',
      [sql`delete from audit_entry where seq > 6`, recomputed],
      { seq: 7, what: 'truncated' },
    ],
    [
      'an older state restored',
      [sql`delete from audit_entry where seq > 5`, recomputed],
      { seq: 6, what: 'truncated' },
    ],
    [
      'an entry edited and every hash made to fit',
      [sql`update audit_entry set subject = 'x' where seq = 4`, recomputed],
      { seq: 1, what: 'rewritten' },
    ],
  ])('%s is told with the first bad entry', async (_, statements, firstBad) => {
    await attack(...statements)
    expect(await verify()).toMatchObject({
      ok: false,
      firstBad: { ...firstBad, text: { id: expect.any(String), en: expect.any(String) } },
    })
  })

  test('the untouched chain is whole', async () => {
    expect(await verify()).toMatchObject({ ok: true, firstBad: null })
  })
})

function swapped(one: number, other: number): readonly Sql[] {
  return [
    sql`update audit_entry set seq = 100000 where seq = ${one}`,
    sql`update audit_entry set seq = ${one} where seq = ${other}`,
    sql`update audit_entry set seq = ${other} where seq = 100000`,
  ]
}

function shifted(from: number): readonly Sql[] {
  return [
    sql`update audit_entry set seq = seq + 100000 where seq >= ${from}`,
    sql`update audit_entry set seq = seq - 99999 where seq >= 100000`,
  ]
}

function inserted(at: number): Sql {
  return sql`insert into audit_entry (seq, at, role, action, subject, previous, hash)
    select ${at}, at, 'auditor', 'family.view', 'planted', hash, hash from audit_entry where seq = ${at - 1}`
}

/** Every hash as it should be for what is there now, and the head too. */
const recomputed = sql`do $$
  declare
    entry audit_entry;
    head bytea := sha256('mutakhir');
  begin
    for entry in select * from audit_entry order by seq loop
      entry.previous := head;
      head := audit_hash(entry);
      update audit_entry set previous = entry.previous, hash = head where seq = entry.seq;
    end loop;
    update audit_head set hash = head, seq = (select max(seq) from audit_entry);
  end $$`
