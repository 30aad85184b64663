import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePovertyMap, parseRankingRules } from '../../ranking/index.ts'
import { copyToParquet, openDuckDb } from '../duckdb/index.ts'
import { generatedData, train } from './generated-data.ts'
import { applyQuotas, scoreSnapshot } from './index.ts'

test('quotas are filled to the family, and a standing changes for new facts or a probable change only', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const [scoresFile, first, second] = ['scores', 'first', 'second'].map((name) =>
    join(data.folder, `${name}.parquet`),
  )
  await scoreSnapshot({ snapshotDir: data.snapshot, model, outFile: scoresFile! })
  const rates = { '97.01': 0.1, '97.02': 0.2, '97': 0.3 }
  const request = { scoresFile: scoresFile!, model, map: { ...povertyMap, rates }, rules }
  const allotted = await applyQuotas({ ...request, outFile: first! })
  if (allotted.kind === 'refused') throw new Error('was refused')
  expect(allotted.selected).toBe(1200)
  expect(allotted.quotas).toEqual({ '97.01': 200, '97.02': 400, '97.03': 600 })
  expect(allotted.borderline).toBeGreaterThan(0)

  // A better model moves every score a little: without hysteresis many would change places at the cut.
  const moved = join(data.folder, 'moved.parquet')
  await using db = await openDuckDb()
  await db.run(
    `create table moved as select * replace (score + (cast(hash(family_id) % 100 as integer) - 50) / 1000.0 as score) from read_parquet('${scoresFile}')`,
  )
  await copyToParquet(
    db,
    `select * replace (row_number() over (partition by regency_code order by score, family_id) as rank_regency) from moved order by family_id`,
    moved,
  )
  const free = await applyQuotas({ ...request, scoresFile: moved, previousFile: first!, outFile: second! })
  const kept = await applyQuotas({
    ...request,
    scoresFile: moved,
    previousFile: first!,
    previousScoresFile: moved,
    outFile: second!,
  })
  if (free.kind === 'refused' || kept.kind === 'refused') throw new Error('was refused')
  expect(free.basis['facts']).toBeGreaterThan(2900)
  expect(free.dropped).toBeGreaterThan(20)
  expect(kept.dropped).toBe(0)
  expect(kept.selected).toBe(1200)
})

const povertyMap = parsePovertyMap({
  format: 'mutakhir-poverty-map/1',
  name: { id: 'peta', en: 'map' },
  source: 'rekaan',
  surveyedOn: '2025-03-31',
  rates: {},
})
const rules = parseRankingRules({
  validFrom: '2026-01-01',
  source: 'rekaan',
  share: 0.4,
  borderline: { from: 0.4, to: 0.6 },
  hysteresis: 0.7,
})
