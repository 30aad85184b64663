import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trialColumns, trialPeople } from '../../demo/index.ts'
import { indonesiaSettings } from '../../linkage/index.ts'
import { quoteText } from '../../sql/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import { drawSample, evaluateLinks, judgeSample, linkFiles, recalibrate, writeLinkReport } from './index.ts'
import type { LinkageRequest } from './request.ts'

const settings = { ...indonesiaSettings, truth: { column: 'true_person' }, random_pairs: 50_000 }
const rows = [...trialPeople({ rows: 4_000, seed: 3 })]
let folder = ''
let whole = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-link-'))
  await writeCsv('all.csv', rows)
  whole = await run('whole', 'all.csv')
}, 60_000)
afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function writeCsv(name: string, lines: readonly (readonly string[])[]): Promise<void> {
  await writeFile(join(folder, name), [trialColumns, ...lines].map((line) => `${line.join(',')}\n`).join(''))
}

async function run(name: string, left: string, more: Partial<LinkageRequest> = {}): Promise<string> {
  const out = join(folder, name)
  const linked = await linkFiles({ left: join(folder, left), settings, out, ...more })
  if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))
  return out
}

async function bytesOf(out: string, file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(out, file)))
    .digest('hex')
}

/** The rows of a result in the order of their values. */
async function rowsOf(out: string, file: string, columns: string): Promise<string> {
  await using db = await openDuckDb()
  const { texts } = await db.readColumns(
    `select concat_ws('|', ${columns}) as line from read_parquet(${quoteText(join(out, file))}) order by line`,
  )
  return texts('line').join('\n')
}

const pairColumns = 'left_id, right_id, weight, rules, pattern, tier'
const clusterColumns = 'record_id, cluster_id, records'

describe('linkage of generated people', () => {
  test('finds the duplicates: F1 of at least .98 with a precision of at least .995', async () => {
    const evaluated = await evaluateLinks({ clusters: join(whole, 'clusters.parquet') })
    if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
    expect(evaluated.pairs.f1).toBeGreaterThan(0.98)
    expect(evaluated.pairs.precision).toBeGreaterThan(0.995)
    expect(evaluated.best.f1).toBeGreaterThanOrEqual(evaluated.pairs.f1)
  })

  test('chunks give the bytes of the whole', async () => {
    const chunked = await run('chunked', 'all.csv', { chunkPairs: 1_000 })
    expect(await bytesOf(chunked, 'pairs.parquet')).toBe(await bytesOf(whole, 'pairs.parquet'))
    expect(await bytesOf(chunked, 'clusters.parquet')).toBe(await bytesOf(whole, 'clusters.parquet'))
  })

  test('the number of threads changes no byte', async () => {
    const one = await run('one-thread', 'all.csv', { duckdb: { threads: 1 } })
    for (const file of ['pairs.parquet', 'clusters.parquet', 'model/model.json'])
      expect(await bytesOf(one, file)).toBe(await bytesOf(whole, file))
  })

  test('the order of rows changes no link and no cluster', async () => {
    await writeCsv('turned.csv', rows.toReversed())
    const turned = await run('turned', 'turned.csv')
    expect(await rowsOf(turned, 'pairs.parquet', pairColumns)).toBe(
      await rowsOf(whole, 'pairs.parquet', pairColumns),
    )
    expect(await rowsOf(turned, 'clusters.parquet', clusterColumns)).toBe(
      await rowsOf(whole, 'clusters.parquet', clusterColumns),
    )
  })

  test('new and changed records against all equal a full run with the same model', async () => {
    const changed = rows
      .slice(0, 3_000)
      .map((row, index) => (index % 500 === 0 ? row.with(3, 'Nama Lain') : row))
    await writeCsv('earlier.csv', changed)
    const earlier = await run('earlier', 'earlier.csv')
    const added = await run('added', 'all.csv', { previous: earlier })
    const full = await run('full', 'all.csv', { model: earlier })
    expect(await bytesOf(added, 'pairs.parquet')).toBe(await bytesOf(full, 'pairs.parquet'))
    expect(await bytesOf(added, 'clusters.parquet')).toBe(await bytesOf(full, 'clusters.parquet'))
  })

  test('a killed run goes on with the chunks that it has not done', async () => {
    const out = join(folder, 'killed')
    let chunks = 0
    const onProgress = ({ done }: { readonly done?: number }) => {
      if (done === undefined) return
      chunks++
      if (chunks === 2) throw new Error('killed')
    }
    await expect(run('killed', 'all.csv', { chunkPairs: 1_000, onProgress })).rejects.toThrow('killed')
    const phases: (number | undefined)[] = []
    await run('killed', 'all.csv', { chunkPairs: 1_000, onProgress: ({ done }) => void phases.push(done) })
    expect(await bytesOf(out, 'pairs.parquet')).toBe(await bytesOf(whole, 'pairs.parquet'))
  })

  test('a judged sample tells precision and recall with intervals that hold the true ones', async () => {
    const clusters = join(whole, 'clusters.parquet')
    const sample = join(folder, 'sample.csv')
    expect(await drawSample({ clusters, size: 200, outFile: sample })).toMatchObject({ kind: 'drawn' })
    const [head = '', ...lines] = (await readFile(sample, 'utf8')).trim().split('\r\n')
    expect(head.startsWith('left_id,right_id,match,nik_l,nik_r')).toBe(true)
    const personOf = new Map(rows.map((row) => [row[0], row[8]]))
    const judged = lines.map((line) => {
      const [left = '', right = ''] = line.split(',')
      return `${left},${right},${personOf.get(left) === personOf.get(right) ? 1 : 0}`
    })
    await writeFile(sample, ['left_id,right_id,match', ...judged].join('\n'))
    const told = await judgeSample({ clusters, sample, threshold: 0.95 })
    const evaluated = await evaluateLinks({ clusters })
    if (told.kind === 'refused' || evaluated.kind === 'refused') throw new Error('refused')
    expect(told.precision.low).toBeLessThanOrEqual(evaluated.pairs.precision)
    expect(told.precision.high).toBeGreaterThanOrEqual(evaluated.pairs.precision)
    expect(told.judged).toBe(lines.length)
    expect(told.tiers.map(({ tier }) => tier)).toEqual(['sure', 'review', 'below'])
    expect(told.tiers[0]!.same!.low).toBeGreaterThan(told.tiers[2]!.same!.high)
  })

  test('a model that learnt from judged pairs weighs every pair by the same shift more', async () => {
    const [clusters, sample] = [join(whole, 'clusters.parquet'), join(folder, 'sample.csv')]
    const out = join(folder, 'learnt')
    const learnt = await recalibrate({ clusters, sample, out })
    if (learnt.kind === 'refused') throw new Error(JSON.stringify(learnt.issues))
    expect(learnt.shift).not.toBe(0)
    const again = await run('again', 'all.csv', { model: out })
    await using db = await openDuckDb()
    const pairs = (folder: string) => `read_parquet(${quoteText(join(folder, 'pairs.parquet'))})`
    const { numbers } = await db.readColumns(`
      select count(*) as n, count(distinct a.weight - w.weight) as shifts, min(a.weight - w.weight) as shift
      from ${pairs(again)} a join ${pairs(whole)} w using (left_id, right_id)`)
    expect(numbers('n')[0]).toBeGreaterThan(500)
    expect([numbers('shifts')[0], numbers('shift')[0]]).toEqual([1, learnt.shift])
  })

  test('a sample that nobody has judged teaches nothing, and says so', async () => {
    const [clusters, sample] = [join(whole, 'clusters.parquet'), join(folder, 'empty.csv')]
    await writeFile(sample, 'left_id,right_id,match\n')
    const refused = await recalibrate({ clusters, sample, out: join(folder, 'none') })
    expect(refused).toMatchObject({ kind: 'refused', issues: [{ code: 'nothing_judged' }] })
  })

  test.each(['id', 'en'] as const)(
    'the report in %s has its charts, and pairs told piece by piece',
    async (language) => {
      const outFile = join(folder, `report-${language}.html`)
      const clusters = join(whole, 'clusters.parquet')
      const evaluation = await evaluateLinks({ clusters })
      if (evaluation.kind === 'refused') throw new Error('refused')
      expect(await writeLinkReport({ clusters, evaluation, language, outFile })).toEqual({ kind: 'written' })
      const html = await readFile(outFile, 'utf8')
      // Threshold, histogram, six columns, five pairs.
      expect(html.match(/<svg class="chart/g)?.length).toBe(13)
      expect(html).toContain({ id: 'Pasangan di sekitar ambang', en: 'Pairs near the threshold' }[language])
    },
  )
})
