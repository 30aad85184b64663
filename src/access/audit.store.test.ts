import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accountIdSchema, areaIdSchema } from '../kernel/index.ts'
import { type Sql, sql } from '../sql/index.ts'
import type { Actor } from '../store/index.ts'
import { eachStore, temporaryFolder } from '../../tests/support/stores.ts'
import {
  type AuditLedger,
  demoKeys,
  emptyTrail,
  exportAudit,
  factPlace,
  openAuditLedger,
  openVault,
  publicKeys,
  readTrail,
  revealNumber,
  sealNumber,
  seededBytes,
  verifyAudit,
  verifyAuditExport,
} from './index.ts'
import { anchorFileIn } from './checkpoint-file.ts'

const keys = demoKeys(7)
const publicOnes = publicKeys(keys, 'checkpoints')
const vault = openVault(keys, seededBytes(7))

/** As the administrator of the database: triggers off, and nothing of the attack leaves a trace in the audit. */
const asAttacker =
  (...statements: readonly Sql[]) =>
  async (db: { run: (query: Sql) => Promise<number> }) => {
    await db.run(sql`alter table audit_entry disable trigger user`)
    for (const statement of statements) await db.run(statement)
    await db.run(sql`alter table audit_entry enable trigger user`)
  }

const removed = (seq: number) => sql`delete from audit_entry where seq = ${seq}`
const renumbered = (from: number, by: number) => [
  sql`update audit_entry set seq = seq + 1000000 where seq >= ${from}`,
  sql`update audit_entry set seq = seq - 1000000 + ${by}::bigint where seq >= 1000000`,
]
const inserted = sql`
  insert into audit_entry (seq, at, role, action, subject, previous, hash)
  select 6, at, 'auditor', 'audit.view', 'planted', hash, hash from audit_entry where seq = 5`

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

eachStore((store) => {
  let stack: AsyncDisposableStack
  let folder = ''
  let ledger: AuditLedger

  const write = async (count: number) => {
    for (let n = 0; n < count; n++)
      await store().asOwner(async (db) => db.audit({ action: 'family.view', subject: `keluarga ${n}` }))
  }
  const verify = () => store().asOwner(verifyAudit([readTrail(folder)], publicOnes))

  /** Twelve entries with checkpoints at 3 and 8 and the anchor at 12. */
  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    folder = await temporaryFolder(stack)
    const now = () => new Date('2026-11-25T01:00:00Z')
    ledger = openAuditLedger(store(), { folder, copies: [], key: keys.signing.checkpoints[0], now })
    await write(3)
    await ledger.checkpoint()
    await write(5)
    await ledger.checkpoint()
    await write(4)
    await ledger.attest()
  })
  afterEach(async () => {
    await store().asOwner(
      asAttacker(sql`delete from audit_entry`, sql`update audit_head set seq = 0, hash = sha256('mutakhir')`),
    )
    await stack.disposeAsync()
  })

  test('the untouched chain verifies, every hash computed here as the database computed it', async () => {
    await store().asOwner(async (db) =>
      db.audit({ action: 'family.view', subject: 'ꦱꦶꦠꦶ «Aminah»', reason: 'dua\nbaris\tdan tab', detail: '…' }),
    )
    expect(await verify()).toEqual({
      ok: true,
      entries: 13,
      checkedTo: 13,
      checkpoints: 3,
      firstBad: undefined,
    })
  })

  test.each<[string, readonly Sql[], { kind: string; seq: number }]>([
    ['edit', [sql`update audit_entry set subject = 'x' where seq = 5`], { kind: 'edited', seq: 5 }],
    [
      'edit, all hashes recomputed',
      [sql`update audit_entry set subject = 'x' where seq = 5`, recomputed],
      { kind: 'rewritten', seq: 4 },
    ],
    ['delete', [removed(5)], { kind: 'missing', seq: 5 }],
    ['delete of the first', [removed(1)], { kind: 'missing', seq: 1 }],
    ['delete, renumbered', [removed(5), ...renumbered(6, -1)], { kind: 'edited', seq: 5 }],
    ['delete, all recomputed', [removed(5), ...renumbered(6, -1), recomputed], { kind: 'rewritten', seq: 4 }],
    [
      'reorder',
      [
        sql`update audit_entry set seq = 100 where seq = 5`,
        sql`update audit_entry set seq = 5 where seq = 6`,
        sql`update audit_entry set seq = 6 where seq = 100`,
      ],
      { kind: 'edited', seq: 5 },
    ],
    [
      'reorder, all recomputed',
      [
        sql`update audit_entry set seq = 100 where seq = 5`,
        sql`update audit_entry set seq = 5 where seq = 6`,
        sql`update audit_entry set seq = 6 where seq = 100`,
        recomputed,
      ],
      { kind: 'rewritten', seq: 4 },
    ],
    ['insert', [...renumbered(6, 1), inserted], { kind: 'edited', seq: 6 }],
    [
      'insert with a sound hash',
      [
        ...renumbered(6, 1),
        inserted,
        sql`update audit_entry set hash = audit_hash(audit_entry) where seq in (6, 7)`,
      ],
      { kind: 'unlinked', seq: 7 },
    ],
    ['insert, all recomputed', [...renumbered(6, 1), inserted, recomputed], { kind: 'rewritten', seq: 4 }],
    ['truncate', [sql`delete from audit_entry where seq > 10`], { kind: 'truncated', seq: 11 }],
    [
      'truncate, head and hashes recomputed',
      [sql`delete from audit_entry where seq > 10`, recomputed],
      { kind: 'truncated', seq: 11 },
    ],
    [
      'truncate of the last entry alone',
      [sql`delete from audit_entry where seq = 12`, recomputed],
      { kind: 'truncated', seq: 12 },
    ],
    [
      'truncate of everything',
      [sql`delete from audit_entry`, sql`update audit_head set seq = 0, hash = sha256('mutakhir')`],
      { kind: 'truncated', seq: 1 },
    ],
  ])('%s is detected', async (_, statements, expected) => {
    await store().asOwner(asAttacker(...statements))
    expect(await verify()).toMatchObject({ ok: false, checkedTo: expected.seq - 1, firstBad: expected })
  })

  test('restore of an older state is detected, also after new entries have grown over the gap', async () => {
    await store().asOwner(asAttacker(sql`delete from audit_entry where seq > 10`, recomputed))
    expect((await verify()).firstBad).toMatchObject({ kind: 'truncated', seq: 11 })
    await write(5)
    expect((await verify()).firstBad).toMatchObject({ kind: 'rewritten', seq: 9 })
  })

  test('after a restore the ledger refuses to attest, and keeps its evidence', async () => {
    const evidence = readFileSync(anchorFileIn(folder), 'utf8')
    await store().asOwner(asAttacker(sql`delete from audit_entry where seq > 10`, recomputed))
    await write(5)
    await expect(ledger.attest()).rejects.toMatchObject({ code: 'auditTampered' })
    await expect(ledger.checkpoint()).rejects.toMatchObject({ code: 'auditTampered' })
    expect(readFileSync(anchorFileIn(folder), 'utf8')).toBe(evidence)
  })

  test('without anything outside the database a truncation would pass: that is why there are checkpoints', async () => {
    await store().asOwner(asAttacker(sql`delete from audit_entry where seq > 10`, recomputed))
    expect(await store().asOwner(verifyAudit([emptyTrail], publicOnes))).toMatchObject({
      ok: true,
      checkedTo: 10,
    })
  })

  test('entries of many writers at once form one chain, and an anchor attests the last', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        await write(1)
        await ledger.attest()
      }),
    )
    expect(readTrail(folder).anchor?.seq).toBe(52)
    expect(await verify()).toMatchObject({ ok: true, entries: 52 })
  })

  test('the exported chain verifies outside the database, and not when a line is changed or lost', async () => {
    const lines = await store().asOwner((db) => allOf(exportAudit(readTrail(folder), db)))
    expect(await verifyAuditExport(lines, publicOnes)).toEqual(await verify())
    const fifth = lines.findIndex((line) => line.includes('"seq":5,'))
    const changed = lines.with(fifth, lines[fifth]!.replace('family.view', 'family.edit'))
    expect((await verifyAuditExport(changed, publicOnes)).firstBad).toMatchObject({ kind: 'edited', seq: 5 })
    expect((await verifyAuditExport(lines.toSpliced(fifth, 1), publicOnes)).firstBad).toMatchObject({
      kind: 'missing',
      seq: 5,
    })
    expect((await verifyAuditExport(lines.slice(0, -1), publicOnes)).firstBad).toMatchObject({
      kind: 'truncated',
      seq: 12,
    })
    expect(
      (await verifyAuditExport(lines.with(fifth, '{"kind":"entry"'), publicOnes)).firstBad,
    ).toMatchObject({ kind: 'unreadable', seq: 5 })
  })

  test('a revealed number leaves its reason in the audit, in the same transaction', async () => {
    const actor = await anActor()
    const place = factPlace({ column: 'nik', rowId: crypto.randomUUID() })
    const sealed = sealNumber(vault, place, '9701994112900012')
    const reveal = {
      kind: 'nik',
      number: { place, sealed },
      subject: place.row,
      reason: 'Warga menanyakan datanya',
    } as const
    const failing = store().asActor(actor, async (db) => {
      revealNumber(vault, reveal)(db)
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await store().asActor(actor, async (db) => revealNumber(vault, reveal)(db))).toBe(
      '9701994112900012',
    )
    await expect(
      store().asActor(actor, async (db) => revealNumber(vault, { ...reveal, reason: ' ? ' })(db)),
    ).rejects.toMatchObject({ code: 'reasonNeeded' })
    const lines = await store().asOwner((db) => allOf(exportAudit(emptyTrail, db)))
    const entries = lines.map((line) => JSON.parse(line).body).filter(({ action }) => action === 'nik.reveal')
    expect(entries).toEqual([
      expect.objectContaining({ accountId: actor.accountId, subject: place.row, reason: reveal.reason }),
    ])
  })

  test('nobody writes an entry in the name of another account or role', async () => {
    const actor = await anActor()
    const entry = (accountId: string | null, role: string) =>
      store().asActor(actor, (db) =>
        db.run(
          sql`insert into audit_entry (account_id, role, action, subject) values (${accountId}, ${role}, 'family.view', 'x')`,
        ),
      )
    await expect(entry(crypto.randomUUID(), 'district')).rejects.toThrow(/row-level security/)
    await expect(entry(null, 'district')).rejects.toThrow(/row-level security/)
    await expect(entry(actor.accountId, 'auditor')).rejects.toThrow(/row-level security/)
    await expect(entry(actor.accountId, 'district')).resolves.toBe(1)
  })
})

async function anActor(): Promise<Actor> {
  return {
    accountId: accountIdSchema.parse(crypto.randomUUID()),
    role: 'district',
    areaId: areaIdSchema.parse(1),
  }
}

async function allOf<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
