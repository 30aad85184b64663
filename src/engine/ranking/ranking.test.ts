import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyToParquet, openDuckDb } from '../duckdb/index.ts'
import { parsePovertyMap, parseRankingRules, renderReasons } from '../../ranking/index.ts'
import {
  applyQuotas,
  evaluateModels,
  explainFamilies,
  scoreCorrections,
  compareDistributions,
  scoreSnapshot,
  trainModel,
} from './index.ts'

const spec = {
  name: 'regency',
  id: 'family_id',
  outcome: 'expenditure_per_head',
  log: true,
  weights: { hh: 'weight', person: 'weight * member_count' },
  psu: 'psu',
  strata: 'stratum',
  province: 'province_code',
  district: 'regency_code',
  folds: { count: 4, seed: 2 },
  members: {
    children: 'count(*) filter (age < 15)',
    head_schooling: `max(schooling) filter (relation = '1')`,
  },
  features: [
    {
      name: 'log_size',
      sql: 'ln(member_count)',
      group: 'demography',
      label: { id: 'ukuran keluarga', en: 'family size' },
    },
    { name: 'children', sql: 'children', group: 'demography', label: { id: 'jumlah anak', en: 'children' } },
    {
      name: 'schooling',
      sql: 'head_schooling',
      group: 'education',
      label: { id: 'lama sekolah', en: 'schooling' },
    },
    {
      name: 'floor_earth',
      sql: `floor = '8'`,
      group: 'housing',
      label: { id: 'lantai tanah', en: 'earth floor' },
      absent: { id: 'lantai bukan tanah', en: 'no earth floor' },
    },
  ],
}

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

test('equal families are ordered by a hash of their id, not by their place in the file', async () => {
  await using data = await generatedData({
    families: `1 as size, '8' as floor`,
    schooling: '6',
    regency: '1',
    count: 200,
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
  expect(Math.abs(numbers('likeness')[0]!)).toBeLessThan(0.2)
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
  const { rows } = await scoreSnapshot({
    snapshotDir: data.snapshot,
    model: { ...model, districts },
    outFile,
  })
  expect(rows).toBe(3000)
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

test('training twice gives the same document, and the truth is recovered', async () => {
  await using data = await generatedData()
  const [first, second] = [await train(data.survey), await train(data.survey)]
  expect(second.document).toBe(first.document)
  const [, logSize = 0, , schooling = 0, floorEarth = 0] = first.model.national.coefficients
  expect(Math.abs(logSize + 0.5)).toBeLessThan(0.1)
  expect(schooling).toBeCloseTo(0.04, 2)
  expect(Math.abs(floorEarth + 0.3)).toBeLessThan(0.1)
  expect(Object.keys(first.report.seconds)).toEqual(['read', 'hash', 'grams', 'fit'])
})

test('an evaluation names each model with errors, standard errors and paired differences', async () => {
  await using data = await generatedData()
  const evaluated = await evaluateModels({ data: data.survey, spec, replicates: 20 })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  const names = ['ols', 'stepwise', 'lasso', 'ridge', 'official', 'official+residual', 'boosting']
  expect(evaluated.models.map(({ name }) => name)).toEqual(names)
  const official = evaluated.models[4]!
  expect(Object.keys(official.paired)).toEqual(names.filter((name) => name !== 'official'))
  expect(official.r2).toBeGreaterThan(0.4)
  expect(official.se.err40).toBeGreaterThan(0)
  expect(official.brier[40]).toBeLessThan(0.24)
  expect(evaluated.residualKept).toBe(false)
})

test.each([
  ['a feature', { features: [{ ...spec.features[0]!, sql: 'ln(membercount)' }] }, 'features.log_size'],
  ['a role', { psu: 'psuu' }, 'psu'],
  ['an aggregate', { members: { children: 'count(*) filter (agee < 15)' } }, 'members.children'],
  ['the spec', { weigths: {} }, 'weigths'],
  ['a join', { joins: [{ file: 'strataa.csv', on: 'family_id' }] }, 'joins.0'],
])('a typo in %s refuses the training and names the place', async (_, change, place) => {
  await using data = await generatedData()
  const refused = await trainModel({ data: data.survey, spec: { ...spec, ...change }, codeVersion: '0' })
  if (refused.kind !== 'refused') throw new Error('was trained')
  expect(refused.issues.map(({ where }) => where.column)).toEqual([place])
})

test('a misspelt column is named with the one that was probably meant', async () => {
  await using data = await generatedData()
  const refused = await trainModel({
    data: data.survey,
    spec: { ...spec, strata: 'stratumm' },
    codeVersion: '0',
  })
  if (refused.kind !== 'refused') throw new Error('was trained')
  expect(refused.issues[0]!.message.id).toMatch(/\(stratum\?\)\.$/)
})

test('a column of text becomes an answer a feature, and rare answers are put together with a report', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mutakhir-answers-'))
  await using db = await openDuckDb()
  const data = join(folder, 'survey.parquet')
  const wall = `case when range % 100 = 7 then 'bambu' when range % 250 = 3 then 'kaca' when range % 3 = 0 then 'kayu' else 'tembok' end`
  await copyToParquet(
    db,
    `select range // 10 as psu, 1 as w, 1 + range % 5 as p, ${wall} as wall, hash(range) % 100 as x,
      hash(range) % 100 / 50.0 + range % 3 as y from range(1000) order by range`,
    data,
  )
  const evaluated = await evaluateModels({
    data,
    spec: { outcome: 'y', weights: { hh: 'w', person: 'p' }, psu: 'psu' },
    models: ['ols'],
    replicates: 10,
  })
  await rm(folder, { recursive: true })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  expect(evaluated.issues.map(({ code, params }) => `${code} ${params['answers']}`)).toEqual([
    'feature_rare_answers_merged bambu (10), kaca (4)',
  ])
  expect(evaluated.models[0]!.r2).toBeGreaterThan(0.8)
})

test('a missing weight refuses the training and names the row', async () => {
  await using data = await generatedData({ surveyWeight: `case when number = 7 then null else 100 end` })
  const refused = await trainModel({ data: data.survey, spec, codeVersion: '0' })
  if (refused.kind !== 'refused') throw new Error('was trained')
  expect(refused.issues.map(({ code, where }) => ({ code, ...where }))).toEqual([
    { code: 'survey_row', column: 'weights.hh', row: 8 },
    { code: 'survey_row', column: 'weights.person', row: 8 },
  ])
})

test('aggregates over members need a table of persons', async () => {
  await using data = await generatedData()
  const alone = join(data.survey, 'family/province=97/part-0.parquet')
  const refused = await trainModel({ data: alone, spec, codeVersion: '0' })
  if (refused.kind !== 'refused') throw new Error('was trained')
  expect(refused.issues.map(({ where, message }) => `${where.column}: ${message.en}`)).toEqual([
    'members: Spec: "members" cannot be computed from the data (the data have no table of persons).',
  ])
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

async function train(data: string) {
  const trained = await trainModel({ data, spec, codeVersion: '0' })
  if (trained.kind === 'refused') throw new Error(JSON.stringify(trained.issues))
  return trained
}

/**
 * A snapshot of three regencies and a survey laid out like one, whose families obey
 * ln(expenditure) = 14 - 0.5 ln(size) + 0.04 schooling - 0.3 (earth floor) + regency + error.
 */
async function generatedData({
  families = `cast(1 + hash(number * 3) % 7 as integer) as size, cast(1 + hash(number * 5) % 8 as varchar) as floor`,
  schooling = 'cast(hash(number * 7) % 16 as integer)',
  regency = '1 + range % 3',
  count = 3000,
  household = 'null',
  surveyWeight = '100',
}: {
  families?: string
  schooling?: string
  regency?: string
  count?: number
  household?: string
  surveyWeight?: string
} = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'mutakhir-ranking-'))
  await using db = await openDuckDb()
  await db.run(`create table base as
    select *, cast(size as integer) as member_count,
      (cast(hash(number * 11) % 1000 + hash(number * 13) % 1000 + hash(number * 17) % 1000 as integer) - 1500) / 500.0 as noise,
      ${schooling} as schooling
    from (select range as number, 'f' || lpad(range::varchar, 6, '0') as family_id, '97' as province_code,
      '97.0' || (${regency}) as regency_code, ${families} from range(${count}))`)
  const person = `select family_id || '-' || member as person_id, family_id, regency_code,
      case when member = 1 then '1' else '3' end as relation,
      case when member = 1 then 40 else cast(2 + 4 * member as integer) end as age, schooling
    from base, range(1, 8) as members(member) where member <= member_count order by 1`
  const family = `select family_id, province_code, regency_code, member_count, floor, cast(${household} as varchar) as household_id from base order by family_id`
  const survey = `select number, family_id, province_code, regency_code, member_count, floor,
      'psu' || number // 15 as psu, 'stratum' || (number // 15) % 2 as stratum, ${surveyWeight} as weight,
      exp(14 - 0.5 * ln(member_count) + 0.04 * schooling - case when floor = '8' then 0.3 else 0 end
        + number % 3 * 0.1 + 0.4 * noise) as expenditure_per_head
    from base where number < 1500 order by family_id`
  const paths = { survey: join(folder, 'survey'), snapshot: join(folder, 'snapshot') }
  for (const [path, familyQuery] of [
    [paths.snapshot, family],
    [paths.survey, survey],
  ] as const) {
    await writeTable(db, path, 'family', familyQuery)
    await writeTable(db, path, 'person', person)
  }
  return { folder, ...paths, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

async function writeTable(
  db: Awaited<ReturnType<typeof openDuckDb>>,
  path: string,
  name: string,
  query: string,
) {
  await mkdir(join(path, name, 'province=97'), { recursive: true })
  await copyToParquet(db, query, join(path, name, 'province=97', 'part-0.parquet'))
}

test('a model in force is judged beside the others, with whom a new one would select instead', async () => {
  await using data = await generatedData()
  const { model } = await train(data.survey)
  const evaluated = await evaluateModels({
    data: data.survey,
    spec,
    models: ['official'],
    replicates: 10,
    inForce: model,
  })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  const [official, inForce] = evaluated.models
  expect(inForce!.name).toBe('in force')
  expect(evaluated.inForceHasSeenData).toBe(true)
  expect(official!.replacing!.churn[40]).toBeLessThan(0.2)
  expect(evaluated.equivalence.map(({ theta }) => theta)).toEqual([1, 0.75, 0.5])
  expect(evaluated.inference.coefficients.map(({ name }) => name)).toContain('floor_earth')
})

test('a registry that reports otherwise than the survey is found out, district by district', async () => {
  await using data = await generatedData()
  const same = await compareDistributions({ survey: data.survey, registry: data.snapshot, spec })
  if (same.kind === 'refused') throw new Error(JSON.stringify(same.issues))
  expect(same.differences).toEqual([])
  await using other = await generatedData({
    families: `cast(1 + hash(number * 3) % 7 as integer) as size, '8' as floor`,
    regency: '1 + range % 4',
  })
  const compared = await compareDistributions({ survey: data.survey, registry: other.snapshot, spec })
  if (compared.kind === 'refused') throw new Error(JSON.stringify(compared.issues))
  expect([...new Set(compared.differences.map(({ feature }) => feature))]).toEqual(['floor_earth'])
  expect(compared.differences.map(({ district }) => district).toSorted()).toEqual(['97.01', '97.02', '97.03'])
  expect(compared.issues.map(({ code, params }) => `${code} ${params['district']}`)).toEqual([
    'district_without_sample 97.04',
  ])
})
