import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderReasons } from '../../ranking/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import { generatedData, train } from './generated-data.ts'
import { explainFamilies, scoreCorrections, scoreSnapshot } from './index.ts'

test('a model trained on the survey scores the snapshot, and each score is explained to the digit', async () => {
  await using data = await generatedData()
  const trained = await train(data.survey)
  const outFile = join(data.folder, 'scores.parquet')
  const scored = await scoreSnapshot({
    snapshotDir: data.snapshot,
    model: trained.model,
    outFile,
    details: true,
  })
  expect(scored.rows).toBe(3000)
  expect(scored.decileCounts).toEqual(Array.from({ length: 10 }, () => 300))
  await using db = await openDuckDb()
  const scores = await db.readColumns(`select * from read_parquet('${outFile}')`)
  const ids = scores.texts('family_id').slice(0, 40).map(String)
  const explanations = await explainFamilies({
    snapshotDir: data.snapshot,
    model: trained.model,
    familyIds: ids,
  })
  ids.forEach((id, row) => {
    const explanation = explanations.get(id)!
    expect(scores.numbers('score')[row]).toBeCloseTo(explanation.score, 7)
    for (const { group, contribution } of explanation.groups) {
      expect(scores.numbers(`contribution_${group}`)[row]).toBeCloseTo(contribution, 7)
    }
    expect(renderReasons(explanation).id).toMatch(/skor\.$|rata-rata/)
  })
})

test('scores, ranks, deciles, margins and probabilities agree with one another', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const outFile = join(data.folder, 'scores.parquet')
  await scoreSnapshot({ snapshotDir: data.snapshot, model, outFile, details: true })
  await using db = await openDuckDb()
  await db.run(`create view scores as select * from read_parquet('${outFile}')`)
  const broken = await db.readColumns(`select
    count(*) filter (where score < score_before) as ranks,
    count(*) filter (where decile_regency != ceil(10 * rank_regency / regency_size)) as deciles,
    count(*) filter (where decile_national < 10 and margin_national < 0) as margins,
    count(*) filter (where (margin_national is null) != (decile_national = 10)) as open_ended,
    corr(score, probability) as falling, sum(member_count * probability) / sum(member_count) as share
    from (select *, lag(score) over (order by rank_national) as score_before, count(*) over (partition by regency_code) as regency_size
      from scores join read_parquet('${data.snapshot}/family/*/*.parquet') using (family_id, regency_code))`)
  for (const name of ['ranks', 'deciles', 'margins', 'open_ended'])
    expect([name, broken.numbers(name)[0]]).toEqual([name, 0])
  expect(broken.numbers('falling')[0]).toBeLessThan(-0.9)
  expect(broken.numbers('share')[0]).toBeCloseTo(0.4, 1)
})

test('a family without a district is scored as the nation is, and scores are the same with and without details', async () => {
  await using data = await generatedData({ regency: `case when range % 10 > 0 then 1 + range % 3 end` })
  const { model } = await train((await generatedData()).survey)
  const files = [true, false].map((details) => ({
    details,
    outFile: join(data.folder, `${details}.parquet`),
  }))
  for (const each of files) {
    const scored = await scoreSnapshot({ snapshotDir: data.snapshot, model, ...each })
    expect(scored.rows).toBe(3000)
    expect(scored.issues.map(({ params }) => params['district'])).toEqual([''])
  }
  await using db = await openDuckDb()
  const [detailed, plain] = files.map(({ outFile }) => `read_parquet('${outFile}')`)
  const { numbers } =
    await db.readColumns(`select count(*) as families, count(*) filter (where regency_code = '') as placeless,
    count(*) filter (where d.score = p.score and d.rank_national = p.rank_national) as equal
    from ${detailed} d join ${plain} p using (family_id, regency_code)`)
  expect(['families', 'placeless', 'equal'].map((name) => numbers(name)[0])).toEqual([3000, 300, 3000])
})

test('the score file has the same bytes with one and with three threads', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const scoreWith = (threads: number) =>
    scoreSnapshot({
      snapshotDir: data.snapshot,
      model,
      outFile: join(data.folder, `${threads}.parquet`),
      duckdb: { threads },
    })
  expect((await scoreWith(3)).sha256).toBe((await scoreWith(1)).sha256)
})

test.each([
  ['a hash of their id, not by their place in the file', {}, 0],
  ['their id where that is a UUID', { id: 'cast(md5(range::varchar) as uuid)' }, 1],
] as const)('equal families are ordered by %s', async (_, ids, expected) => {
  await using data = await generatedData({
    families: `1 as size, '8' as floor`,
    schooling: '6',
    regency: '1',
    count: 200,
    ...ids,
  })
  const { model } = await train((await generatedData()).survey)
  const outFile = join(data.folder, 'scores.parquet')
  const { decileCounts } = await scoreSnapshot({ snapshotDir: data.snapshot, model, outFile })
  expect(decileCounts).toEqual(Array.from({ length: 10 }, () => 20))
  await using db = await openDuckDb()
  const { numbers } = await db.readColumns(`
    select count(distinct score) as scores, corr(rank_national, place) as likeness
    from (select *, row_number() over (order by family_id) as place from read_parquet('${outFile}'))`)
  expect(numbers('scores')[0]).toBe(1)
  expect(Math.abs(numbers('likeness')[0]! - expected)).toBeLessThan(0.2)
})

test('deciles of persons hold a tenth of the persons', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const outFile = join(data.folder, 'scores.parquet')
  await scoreSnapshot({ snapshotDir: data.snapshot, model, outFile, decileOf: 'persons' })
  await using db = await openDuckDb()
  const { numbers } = await db.readColumns(`
    select sum(member_count) / sum(sum(member_count)) over () as share
    from read_parquet('${outFile}') join read_parquet('${data.snapshot}/family/*/*.parquet') using (family_id)
    group by decile_national`)
  for (const share of numbers('share')) expect(Math.abs(share - 0.1)).toBeLessThan(0.003)
})

test('a district that was not surveyed is scored with the coefficients of its province', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const { '97.03': _left, ...districts } = model.districts
  const outFile = join(data.folder, 'scores.parquet')
  const { rows, issues } = await scoreSnapshot({
    snapshotDir: data.snapshot,
    model: { ...model, districts },
    outFile,
  })
  expect(rows).toBe(3000)
  expect(issues.map(({ code, params }) => [code, params['district']])).toEqual([
    ['district_without_sample', '97.03'],
  ])
  await using db = await openDuckDb()
  const { texts, numbers } = await db.readColumns(
    `select family_id, score from read_parquet('${outFile}') where regency_code = '97.03' order by family_id limit 1`,
  )
  const id = String(texts('family_id')[0])
  const snapshotDir = data.snapshot
  const explained = await explainFamilies({ snapshotDir, model: { ...model, districts }, familyIds: [id] })
  expect(numbers('score')[0]).toBeCloseTo(explained.get(id)!.score, 7)
  expect(explained.get(id)!.mean).not.toBe(model.districts['97.03']!.coefficients[0])
})

test('families that share a household have one score, of the dwelling and the members of all', async () => {
  await using data = await generatedData({ household: `'h' || number // 2` })
  const { model } = await train(data.survey)
  const outFile = join(data.folder, 'scores.parquet')
  const household = { ...model, spec: { ...model.spec, unit: 'household' as const } }
  await scoreSnapshot({ snapshotDir: data.snapshot, model: household, outFile })
  await using db = await openDuckDb()
  await db.run(`create view scores as select * from read_parquet('${outFile}')`)
  await db.run(`create view family as select * from read_parquet('${data.snapshot}/family/*/*.parquet')`)
  const { numbers } = await db.readColumns(`select count(*) as households, max(scores) as scores from (
    select household_id, count(distinct score) as scores from scores join family using (family_id) group by 1)`)
  expect([numbers('households')[0], numbers('scores')[0]]).toEqual([1500, 1])
  const explained = await explainFamilies({
    snapshotDir: data.snapshot,
    model: household,
    familyIds: ['f000004'],
  })
  const scored = await db.readColumns(`select score from scores where family_id in ('f000004', 'f000005')`)
  for (const score of scored.numbers('score')) expect(score).toBeCloseTo(explained.get('f000004')!.score, 7)
})

test('a corrected answer moves the score as the model says, through every feature that rests on it', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const familyId = 'f000007'
  const snapshotDir = data.snapshot
  const own = (await explainFamilies({ snapshotDir, model, familyIds: [familyId] })).get(familyId)!
  const earth = own.groups.flatMap(({ facts }) => facts).find(({ feature }) => feature === 'floor_earth')!
  const coefficient = model.districts['97.02']!.coefficients[4]!
  const [toEarth = 0, toCeramic = 0] = await scoreCorrections({
    snapshotDir,
    model,
    familyId,
    corrections: [
      { variable: 'floor', value: '8' },
      { variable: 'floor', value: '1' },
    ],
  })
  expect(toEarth - toCeramic).toBeCloseTo(coefficient, 10)
  expect(earth.value === 1 ? toEarth : toCeramic).toBeCloseTo(own.score, 10)
  expect(
    await scoreCorrections({
      snapshotDir,
      model,
      familyId: 'nobody',
      corrections: [{ variable: 'floor', value: '1' }],
    }),
  ).toEqual([])
})
