import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyKind } from '../../../tests/support/linkage-every-kind.ts'
import { trialColumns, trialPeople } from '../../demo/index.ts'
import { quoteText } from '../../sql/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import { type LinkageRequest, linkFiles } from '../linkage/index.ts'
import { openSpark } from './index.ts'

const spark = process.env['MUTAKHIR_SPARK'] ?? ''
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-engines-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

describe.concurrent('linkage on Spark equals linkage on DuckDB, byte for byte', () => {
  test('of 100,000 generated people with the settings for Indonesia', async () => {
    const left = await people('people.csv', 100_000)
    const duckDb = await link({ left }, '100,000 people on DuckDB')
    expect(duckDb).toHaveProperty(['pairs.parquet'])
    expect(await link({ left, spark }, '100,000 people on Spark')).toEqual(duckDb)
  })

  test('of two files with every kind of comparison and every part of a rule', async () => {
    const left = await written('left.csv', everyKind.left)
    const right = await written('right.csv', everyKind.right)
    const request = { left, right, settings: everyKind.settings }
    expect(await link({ ...request, spark }, 'every kind on Spark')).toEqual(
      await link(request, 'every kind on DuckDB'),
    )
  })

  test('of new and changed records in Parquet files, with fuzzy levels, blocks over the cap and households', async () => {
    const earlier = join(folder, 'earlier')
    await linkFiles({ left: await people('some.csv', 1_500), settings: fuzzy, out: earlier })
    await using db = await openDuckDb()
    const csv = quoteText(await people('all.csv', 2_000))
    const rows = `select * from read_csv(${csv}, header = true, all_varchar = true)`
    const whole = join(folder, 'all.parquet')
    await db.writeParquet(rows, whole)
    const parts = join(folder, 'parts.parquet')
    await mkdir(parts)
    await db.writeParquet(`${rows} limit 700`, join(parts, 'part-0.parquet'))
    await db.writeParquet(`${rows} offset 700`, join(parts, 'part-1.parquet'))
    const duckDb = await link({ left: whole, settings: fuzzy, previous: earlier }, 'whole')
    expect(duckDb).toHaveProperty(['households.parquet'])
    expect(await link({ left: parts, settings: fuzzy, previous: earlier, spark }, 'parts')).toEqual(duckDb)
  })
})

describe('the dialects agree', () => {
  test('on how texts are read and how alike they are', async () => {
    await using duckDb = await openDuckDb()
    await using onSpark = await openSpark(spark)
    const texts = oddTexts()
    const read = []
    for (const db of [duckDb, onSpark]) {
      await db.fillTable('odd', { a: 'string', b: 'string' }, [[texts, texts.toReversed()]])
      const { plainText, trimmed, hash, levenshtein, jaroWinkler, sortedWords, joinedWords } = db.dialect
      const plain = (text: string) => `nullif(${plainText(text)}, '')`
      const columns = [
        plainText('a'),
        trimmed('a'),
        `cast(${hash('a')} as string)`,
        `cast(${levenshtein('a', 'b')} as string)`,
        joinedWords(sortedWords('a')),
        `cast(cast(floor(greatest(${jaroWinkler(plain('a'), plain('b'))}, 0.8) * 1000000000000000) as bigint) as string)`,
      ]
      const named = columns.map((sql, index) => `${sql} as c${index}`)
      const rows = await db.readColumns(`select ${named.join(', ')} from odd order by a, b`)
      read.push(columns.map((_, index) => rows.texts(`c${index}`)))
    }
    expect(read[1]).toEqual(read[0])
  })
})

describe('what goes wrong with Spark is told', () => {
  test('a file that the cluster cannot read is an issue with its name', async () => {
    const left = join(folder, 'nowhere.parquet')
    const linked = await linkFiles({ left, settings: fuzzy, out: join(folder, 'none'), spark })
    expect(linked).toMatchObject({
      kind: 'refused',
      issues: [{ code: 'file_unreadable', where: { file: left } }],
    })
    if (linked.kind === 'refused') expect(linked.issues[0]?.message.en).toContain('PATH_NOT_FOUND')
  })

  test('a wrong token is refused as such', async () => {
    await expect(openSpark(spark.replace(/token=.*/, 'token=wrong'))).rejects.toMatchObject({
      code: 'notAllowed',
    })
  })

  test('a refused statement stands in the error, and nothing of a session is left behind', async () => {
    const before = await databases()
    {
      await using db = await openSpark(spark)
      await db.makeTable('numbers', 'select 1 as n')
      await db.makeTable('numbers', 'select n + 1 as n from numbers')
      expect((await db.readColumns('select n from numbers')).numbers('n')[0]).toBe(2)
      await expect(db.readColumns('select nothing_there from numbers')).rejects.toThrow('nothing_there')
    }
    expect(await databases()).toBe(before)
  })
})

/** Compared by columns of every kind; names are cut up, so that exchanged ones are found. */
const fuzzy = {
  id: 'person_id',
  comparisons: [
    { column: 'name', as: 'text', edits: [1, 3], similar: [0.95, 0.88], swapped_with: 'mother_name' },
    { column: 'mother_name', as: 'words', frequency: true },
    { column: 'birth_date', as: 'date' },
    { column: 'nik', as: 'digits', frequency: true },
    { column: 'sex', as: 'exact' },
  ],
  blocking: [
    'sex',
    'nik',
    'birth_date',
    'first(name, 3), last(mother_name, 2)',
    'word(name, 1), year(birth_date)',
  ],
  max_block: 300,
  household: 'family_id',
  one_per_cluster: 'nik',
  random_pairs: 20_000,
}

/** Hashes of all Parquet files, the model, and the report without times. */
async function link(request: Omit<LinkageRequest, 'out'>, name: string) {
  const out = join(folder, name)
  const start = performance.now()
  const linked = await linkFiles({ ...request, out })
  if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))
  process.stderr.write(`${name}: ${Math.round(performance.now() - start) / 1000} s\n`)
  const hashes: Record<string, string> = {}
  for (const file of await readdir(out, { recursive: true })) {
    if (!file.endsWith('.parquet')) continue
    const bytes = await readFile(join(out, file))
    hashes[file] = createHash('sha256').update(bytes).digest('hex')
  }
  const { seconds: _, ...report } = linked.report
  return { ...hashes, model: linked.model, report }
}

async function people(name: string, rows: number): Promise<string> {
  return await written(
    name,
    [trialColumns, ...trialPeople({ rows, seed: 7 })].map((row) => row.join(',')),
  )
}

async function written(name: string, lines: readonly string[]): Promise<string> {
  await writeFile(join(folder, name), `${lines.join('\n')}\n`)
  return join(folder, name)
}

/** Every Latin letter, spaces of all scripts, and names that differ a little. */
function oddTexts(): readonly string[] {
  const letters = Array.from({ length: 0x1f00 - 0x20 }, (_, index) =>
    String.fromCodePoint(index + 0x20),
  ).filter(
    (letter) => /[\p{Script=Latin}\p{Zs}\p{P}\p{N}]/u.test(letter) && letter === letter.normalize('NFC'),
  )
  const names = trialPeople({ rows: 400, seed: 3 })
  return [
    ...letters.map((letter) => ` ${letter}a${letter}`),
    ...Array.from(names, (row) => `${row[3]}`),
    'e\u0301cole',
    'İstanbul',
    '李小龍',
    'DWAYNE',
    'GSGAS',
    'GSSGAS',
  ]
}

async function databases(): Promise<number> {
  await using db = await openSpark(spark)
  return (await db.readColumns('show databases')).rowCount
}
