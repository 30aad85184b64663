import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { demoKeys, openVault, seededBytes } from '../../src/access/index.ts'
import {
  type FaultClass,
  buildImportTrial,
  demoListDate,
  loadRegency,
  visibleInFile,
} from '../../src/demo/index.ts'
import { type AreaId, type BatchId, batchIdSchema } from '../../src/kernel/index.ts'
import { openDuckDb } from '../../src/engine/index.ts'
import { familyCodebook } from '../../src/questionnaire/index.ts'
import { excelCsv, renderCsv, writeXlsx } from '../../src/sheets/index.ts'
import { type Sql, sql } from '../../src/sql/index.ts'
import { type Db, type Store, findAreaByCode, prepareColumns } from '../../src/store/index.ts'
import { eachStore, temporaryFolder } from '../support/stores.ts'
import { previewBatch, promoteBatch, stageFile } from '../../src/cycle/index.ts'

const codebook = familyCodebook
const vault = openVault(demoKeys(7), seededBytes(7))
const { regency, oldList } = buildImportTrial(7, 4000)
const table = [oldList.headings, ...oldList.rows]

/** Which note tells the reader of each planted fault. */
const toldAs: Readonly<Partial<Record<FaultClass, readonly string[]>>> = {
  nik_scientific: ['nik_malformed', 'nik_mended'],
  nik_rounded: ['nik_malformed'],
  nik_fifteen_digits: ['nik_malformed'],
  nik_seventeen_digits: ['nik_malformed'],
  nik_last_four_zeros: ['nik_malformed'],
  nik_is_kk: ['nik_malformed'],
  nik_impossible_date: ['nik_malformed'],
  nik_repeated_digit: ['nik_malformed', 'nik_none'],
  nik_letters: ['nik_malformed'],
  nik_blank: ['nik_none'],
  nik_apostrophe: ['nik_mended'],
  nik_spaced: ['nik_mended'],
  kk_scientific: ['kk_malformed', 'kk_mended'],
  kk_fifteen_digits: ['kk_malformed'],
  kk_last_four_zeros: ['kk_malformed'],
  kk_impossible_date: ['kk_malformed'],
  kk_repeated_digit: ['kk_malformed', 'kk_none'],
  kk_blank: ['kk_none'],
  name_mojibake: ['name_encoding'],
  name_empty: ['name_missing'],
  date_impossible: ['date_impossible'],
  date_future: ['date_future'],
  date_blank: ['date_missing'],
  two_heads: ['two_heads'],
  no_head: ['no_head'],
  person_in_two_families: ['person_in_two_families', 'row_repeated'],
  area_retired: ['area_retired'],
  area_unknown: ['area_unknown'],
  decimal_comma: ['decimal_comma', 'not_a_number'],
  code_unknown: ['code_unknown'],
}

/** A row that waits for another reason first does not come to the checks of its family. */
const earlierReasons = [
  'person_in_two_families',
  'row_repeated',
  'name_missing',
  'area_unknown',
  'no_head',
  'two_heads',
]

eachStore((store) => {
  const first = batchIdSchema.parse('11111111-1111-4111-8111-111111111111')
  const again = batchIdSchema.parse('11111111-1111-4111-8111-111111111112')

  test('every fault that the file shows is told at its row', async () => {
    await store().asOwner(prepareColumns(codebook))
    await store().asOwner(loadRegency(regency))
    await stage(store(), first, renderCsv(table, excelCsv))
    await store().asOwner(previewBatch(first, codebook))
    const told = await store().asOwner(readTold(first))
    const missed = oldList.faults.filter(({ row, class: fault }) => {
      const codes = visibleInFile.includes(fault) ? toldAs[fault] : undefined
      return codes && ![...codes, ...earlierReasons].some((code) => told.get(row)?.has(code))
    })
    expect(missed).toEqual([])
    expect(new Set(oldList.faults.map(({ class: fault }) => fault)).size).toBeGreaterThan(30)
  })

  test('nothing is lost: the rows are those promoted and those held, each with a reason', async () => {
    const summary = await store().asOwner(promoteBatch(first, { codebook, vault, reason: 'uji' }))
    expect(summary.rows).toBe(4000)
    expect(summary.promoted + summary.held).toBe(4000)
    expect(
      await count(
        store(),
        sql`import_row where batch_id = ${first} and not promoted and cardinality(held_by) = 0`,
      ),
    ).toBe(0)
  })

  test('no NIK stands in the database in clear', async () => {
    const niks = new Set(oldList.rows.flatMap((row) => row.filter((cell) => /^9701\d{12}$/.test(cell))))
    const dump = await store().asOwner(
      dumpTables([
        'import_row',
        'import_issue',
        'person_fact',
        'family_fact',
        'external_reference',
        'change',
        'audit_entry',
      ]),
    )
    expect(niks.size).toBeGreaterThan(1000)
    expect((dump.match(/9701\d{12}/g) ?? []).filter((digits) => niks.has(digits))).toEqual([])
  })

  test('the same list again changes nothing and inserts nobody twice', async () => {
    const before = await count(store(), sql`person`)
    await stage(store(), again, renderCsv(table, excelCsv))
    const preview = await store().asOwner(previewBatch(again, codebook))
    expect(preview.outcomes['insert'] ?? 0).toBe(0)
    expect(preview.outcomes['change'] ?? 0).toBe(0)
    await store().asOwner(promoteBatch(again, { codebook, vault, reason: 'uji' }))
    expect(await count(store(), sql`person`)).toBe(before)
  })

  test('a row that fits two persons waits, with both as candidates, until somebody decides', async () => {
    const batch = batchIdSchema.parse('11111111-1111-4111-8111-111111111113')
    await stage(
      store(),
      batch,
      renderCsv([oldList.headings, await rowWithSharedNik(store(), first)], excelCsv),
    )
    const preview = await store().asOwner(previewBatch(batch, codebook))
    expect(preview.outcomes).toEqual({ conflict: 1 })
    expect(await count(store(), sql`import_candidate where batch_id = ${batch}`)).toBeGreaterThan(1)
    await store().asOwner((db) =>
      db.run(sql`update import_row set decision = 'new' where batch_id = ${batch}`),
    )
    const decided = await store().asOwner(previewBatch(batch, codebook))
    expect(decided.outcomes['conflict'] ?? 0).toBe(0)
  })

  test('a Parquet file says the same as the CSV of its rows', async () => {
    const batchId = batchIdSchema.parse(crypto.randomUUID())
    const staged = await store().asOwner(stageBytes(batchId, 'daftar.parquet', await parquetOf(table)))
    expect(staged).toMatchObject({ readable: true, rows: 4000 })
    const differing = await count(
      store(),
      sql`import_row a full join import_row b on b.batch_id = ${first} and b.row_number = a.row_number
       where a.batch_id = ${batchId} and (a.name is distinct from b.name or a.floor is distinct from b.floor or a.nik_index is distinct from b.nik_index)`,
    )
    expect(differing).toBe(0)
  })

  test.each([
    [
      'a truncated workbook',
      'daftar.xlsx',
      () => writeXlsx([{ name: 'ART', headings: ['nik'], rows: [['1']] }]).slice(0, 300),
    ],
    ['a file with other columns', 'daftar.csv', () => new TextEncoder().encode('nama;umur\nSiti;3\n')],
    ['an empty file', 'daftar.csv', () => new Uint8Array()],
    [
      'a column that stands twice',
      'daftar.csv',
      () => new TextEncoder().encode(`${[...oldList.headings, 'nik'].join(';')}\n`),
    ],
  ])('%s is refused with a message, and nothing is staged', async (_, name, bytes) => {
    const batchId = batchIdSchema.parse(crypto.randomUUID())
    const staged = await store().asOwner(stageBytes(batchId, name, bytes()))
    expect(staged.readable).toBe(false)
    expect(staged.issues.some(({ severity }) => severity === 'error')).toBe(true)
    expect(await count(store(), sql`import_row where batch_id = ${batchId}`)).toBe(0)
  })
})

async function parquetOf(rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  await using stack = new AsyncDisposableStack()
  const folder = await temporaryFolder(stack)
  const [csv, parquet] = [join(folder, 'rows.csv'), join(folder, 'rows.parquet')]
  await writeFile(csv, renderCsv(rows))
  await using duck = await openDuckDb()
  await duck.run(
    `copy (from read_csv('${csv}', header = true, all_varchar = true)) to '${parquet}' (format parquet)`,
  )
  return await readFile(parquet)
}

const stageBytes = (batchId: BatchId, name: string, bytes: Uint8Array) => async (db: Db) => {
  const request = {
    batchId,
    file: { name, bytes },
    profile: 'siks-ng',
    listDate: demoListDate,
    areaId: await getRegency(db),
  } as const
  return await stageFile(request, { codebook, vault })(db)
}

async function stage(store: Store, batchId: BatchId, csv: string): Promise<void> {
  await store.asOwner(stageBytes(batchId, 'daftar.csv', new TextEncoder().encode(csv)))
}

async function getRegency(db: Db): Promise<AreaId> {
  const areaId = await findAreaByCode('97.01')(db)
  if (areaId === undefined) throw new Error('the regency is not loaded')
  return areaId
}

const readTold =
  (batchId: string) =>
  async (db: Db): Promise<ReadonlyMap<number, ReadonlySet<string>>> => {
    const row = z.object({ row: z.number(), codes: z.array(z.string()) })
    const rows = await db.many(
      row,
      sql`
    select row_number as row, array_agg(code) as codes from import_issue where batch_id = ${batchId} and row_number is not null group by 1`,
    )
    return new Map(rows.map(({ row: number, codes }) => [number, new Set(codes)]))
  }

const dumpTables =
  (names: readonly string[]) =>
  async (db: Db): Promise<string> => {
    const texts: string[] = []
    for (const name of names)
      for await (const chunk of db.copyOut(`copy ${name} to stdout csv`)) texts.push(chunk.toString())
    return texts.join('')
  }

async function count(store: Store, from: Sql): Promise<number> {
  return (
    await store.asOwner((db) => db.get(z.object({ count: z.number() }), sql`select count(*) from ${from}`))
  ).count
}

/** A row whose NIK two people of the registry have, without the list's own number. */
async function rowWithSharedNik(store: Store, batchId: string): Promise<readonly string[]> {
  const { row } = await store.asOwner((db) =>
    db.get(
      z.object({ row: z.number() }),
      sql`
    select min(row_number) as row from import_row where batch_id = ${batchId} and promoted and nik_status = 'duplicate'`,
    ),
  )
  const cells = oldList.rows[row - 2] ?? []
  return cells.map((cell, column) => (oldList.headings[column] === 'idartbdt' ? '' : cell))
}
