import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { describe, expect, test } from 'vitest'
import { evaluateLinks, linkFiles } from './index.ts'

const root = join(import.meta.dirname, '../../..')
const corpus = join(env['MUTAKHIR_CORPUS'] ?? join(root, '../shared/data'), 'linkage')
const absent = existsSync(corpus) ? '' : ` (skipped: no ${corpus}; set MUTAKHIR_CORPUS)`

async function evaluate(settingsFile: string, files: readonly string[], truth?: readonly string[]) {
  const out = await mkdtemp(join(tmpdir(), 'mutakhir-labelled-'))
  const settings: unknown = JSON.parse(readFileSync(join(root, 'examples/linkage', settingsFile), 'utf8'))
  const [left = '', right] = files.map((file) => join(corpus, file))
  const linked = await linkFiles({ left, right, settings, out })
  const evaluated = await evaluateLinks({
    clusters: join(out, 'clusters.parquet'),
    truth: truth?.map((file) => join(corpus, file)),
  })
  await rm(out, { recursive: true })
  if (linked.kind === 'refused' || evaluated.kind === 'refused') throw new Error('refused')
  return { ...evaluated, report: linked.report }
}

// Bars: what Splink's own examples reach on the same sets (FEBRL 3 .9957, FEBRL 4 .9995), rerun for the project's notes.
describe.skipIf(absent !== '')(`labelled sets${absent}`, () => {
  test('FEBRL 3: best F1 of at least .996, and the estimated errors are near the true ones', async () => {
    const { best, clusters, pairs, report } = await evaluate('febrl3.json', ['febrl3.csv'])
    expect(best.f1).toBeGreaterThanOrEqual(0.996)
    expect(clusters.f1).toBeGreaterThanOrEqual(0.996)
    expect(report.estimated.falseDiscovery).toBeCloseTo(1 - pairs.precision, 2)
    expect(report.estimated.missedByModel).toBeLessThan(1 - pairs.recall)
  })

  test('FEBRL 4: best F1 of at least .999', async () => {
    const { best, pairs, truePairs } = await evaluate('febrl4.json', ['febrl4a.csv', 'febrl4b.csv'])
    expect(truePairs).toBe(5000)
    expect(best.f1).toBeGreaterThanOrEqual(0.999)
    expect(pairs.f1).toBeGreaterThanOrEqual(0.999)
  })

  test('fake_1000: a column of clusters and a file of judged pairs agree on the precision', async () => {
    const byClusters = await evaluate('fake1000.json', ['fake_1000.csv'])
    const byPairs = await evaluate('fake1000.json', ['fake_1000.csv'], ['fake_1000_labels.csv'])
    expect(byClusters.clusters.f1).toBeGreaterThan(0.9)
    expect(byPairs.pairs.precision).toBeCloseTo(byClusters.pairs.precision, 2)
  })
})
