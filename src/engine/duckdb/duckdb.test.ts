import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pipelineOf } from '../../sql/index.ts'
import { copyToParquet, duckDbDialect, openDuckDb, readTables, runPipeline } from './index.ts'

test('numbers arrive as doubles with NaN for NULL, the rest as text with null', async () => {
  await using db = await openDuckDb()
  const columns = await db.readColumns(`
    select * from (values
      (1, 2.50::decimal(9,2), true, 9007199254740991::bigint, 'a', date '2026-03-01'),
      (null, null, null, null, null, null)) t(i, d, b, l, s, day)`)
  expect(columns.rowCount).toBe(2)
  expect(columns.names).toEqual(['i', 'd', 'b', 'l', 's', 'day'])
  expect([...columns.numbers('i')]).toEqual([1, Number.NaN])
  expect([...columns.numbers('d')]).toEqual([2.5, Number.NaN])
  expect([...columns.numbers('b')]).toEqual([1, Number.NaN])
  expect(columns.numbers('l')[0]).toBe(9007199254740991)
  expect(columns.texts('s')).toEqual(['a', null])
  expect(columns.texts('day')).toEqual(['2026-03-01', null])
  expect(() => columns.numbers('s')).toThrow('no column of numbers named s')
})

test('a result of many chunks arrives whole and in order', async () => {
  await using db = await openDuckDb()
  const { rowCount, numbers } = await db.readColumns('select range as i from range(100000)')
  expect(rowCount).toBe(100_000)
  expect(numbers('i').every((value, index) => value === index)).toBe(true)
})

test('a refused statement is named in the error', async () => {
  await using db = await openDuckDb()
  await expect(db.run('select nothing_there')).rejects.toThrow('select nothing_there')
  await expect(db.readColumns('select * from nowhere')).rejects.toThrow('nowhere')
})

test('a pipeline keeps its last step, or the steps asked for, as tables', async () => {
  await using db = await openDuckDb()
  await db.run('create table source as select range as i from range(10)')
  const pipeline = pipelineOf(
    [
      { name: 'even', uses: ['source'], sql: 'select i from source where i % 2 = 0' },
      { name: 'total', uses: ['even'], sql: 'select sum(i) as total from even' },
    ],
    ['source'],
  )
  await runPipeline(db, pipeline)
  expect((await db.readColumns('select total from total')).numbers('total')[0]).toBe(20)
  await expect(db.readColumns('select * from even')).rejects.toThrow('even does not exist')
  const kept: string[] = []
  await runPipeline(db, pipeline, { debug: true, onTable: (name) => kept.push(name) })
  expect(kept).toEqual(['even', 'total'])
  expect((await db.readColumns('select i from even')).rowCount).toBe(5)
})

test('the same ordered rows give the same Parquet bytes with one, two and five threads', async () => {
  await using folder = await temporaryFolder()
  const hashes = []
  for (const threads of [1, 2, 5, 2]) {
    await using db = await openDuckDb({ threads })
    await db.run(
      `create table t as select md5(range::varchar) as id, range % 997 / 7.0 as x, 'v' || range % 50 as s from range(300000)`,
    )
    const file = join(folder.path, `${threads}.parquet`)
    await copyToParquet(
      db,
      'select id, x, s, row_number() over (order by x, id) as place from t order by id',
      file,
    )
    hashes.push(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    )
  }
  expect(new Set(hashes).size).toBe(1)
})

test('a CSV file is read as family, a snapshot directory as family and person', async () => {
  await using folder = await temporaryFolder()
  const csv = join(folder.path, 'survey.csv')
  await writeFile(csv, 'id,floor\n1,8\n2,07A\n')
  await using db = await openDuckDb()
  expect(await readTables(db, csv)).toEqual(['family'])
  expect((await db.readColumns('select floor from family order by id')).texts('floor')).toEqual(['8', '07A'])
  for (const name of ['family', 'person']) {
    await mkdir(join(folder.path, 'snapshot', name, 'province=97'), { recursive: true })
    await copyToParquet(
      db,
      `select '${name}' as of_table`,
      join(folder.path, 'snapshot', name, 'province=97', 'part-0.parquet'),
    )
  }
  expect(await readTables(db, join(folder.path, 'snapshot'))).toEqual(['family', 'person'])
  expect((await db.readColumns('select * from person')).texts('of_table')).toEqual(['person'])
})

test('a directory that is no snapshot is refused by name', async () => {
  await using folder = await temporaryFolder()
  await using db = await openDuckDb()
  await expect(readTables(db, folder.path)).rejects.toThrow('it is not a snapshot')
})

test('the hash is the first 60 bits of MD5', async () => {
  await using db = await openDuckDb()
  const expected = BigInt(`0x${createHash('md5').update('keluarga').digest('hex').slice(0, 15)}`)
  const { texts } = await db.readColumns(`select cast(${duckDbDialect.hash(`'keluarga'`)} as varchar) as h`)
  expect(texts('h')[0]).toBe(String(expected))
})

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'mutakhir-duckdb-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}
