import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyToParquet, openDuckDb } from '../duckdb/index.ts'
import { generatedData, spec, train } from './generated-data.ts'
import { evaluateModels, explainFamilies, scoreSnapshot, trainModel } from './index.ts'

test('training twice gives the same document, and the truth is recovered', async () => {
  await using data = await generatedData()
  const [first, second] = [await train(data.survey), await train(data.survey)]
  expect(second.document).toBe(first.document)
  const [, logSize = 0, , schooling = 0, floorEarth = 0] = first.model.national.coefficients
  expect(Math.abs(logSize + 0.5)).toBeLessThan(0.1)
  expect(schooling).toBeCloseTo(0.04, 2)
  expect(Math.abs(floorEarth + 0.3)).toBeLessThan(0.1)
  expect(Object.keys(first.report.seconds)).toEqual(['read', 'hash', 'grams', 'fit', 'trees'])
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

test('a column of text becomes an answer a feature, and rare answers are put together, or with the most frequent, with a report', async () => {
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
    'feature_rare undefined',
  ])
  expect(evaluated.models[0]!.r2).toBeGreaterThan(0.8)
})

test('a missing weight refuses the training and names the household', async () => {
  await using data = await generatedData({ surveyWeight: `case when number = 7 then null else 100 end` })
  const refused = await trainModel({ data: data.survey, spec, codeVersion: '0' })
  if (refused.kind !== 'refused') throw new Error('was trained')
  expect(refused.issues.map(({ code, where, params }) => [code, where.column, params['first']])).toEqual([
    ['survey_row', 'weights.hh', 'f000007'],
    ['survey_row', 'weights.person', 'f000007'],
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

test('trees that win go into the model, its scores and its reasons, which agree to the digit', async () => {
  await using data = await generatedData({
    more: '0.15 * abs(schooling - 7.5)',
  })
  const { model, report } = await train(data.survey)
  expect(report.trees.kept).toBe(true)
  expect(report.trees.compared!.err40.difference).toBeLessThan(-2 * report.trees.compared!.err40.se)
  const evaluated = await evaluateModels({
    data: data.survey,
    spec,
    models: ['official', 'official+residual'],
    sensitivity: false,
  })
  if (evaluated.kind === 'refused') throw new Error(JSON.stringify(evaluated.issues))
  const [, both] = evaluated.models
  const { err20, err40 } = both!.paired['official']!
  expect(report.trees.compared).toEqual({ err20, err40 })
  expect(model.validation.errors.find(({ quota }) => quota === 0.4)!.value).toBeCloseTo(both!.err[40], 12)

  const outFile = join(data.folder, 'scores.parquet')
  await scoreSnapshot({ snapshotDir: data.snapshot, model, outFile, details: true })
  await using db = await openDuckDb()
  const scores = await db.readColumns(`select * from read_parquet('${outFile}') order by family_id limit 60`)
  const familyIds = scores.texts('family_id').map(String)
  const explained = await explainFamilies({ snapshotDir: data.snapshot, model, familyIds })
  familyIds.forEach((id, row) => {
    const { score, mean, groups } = explained.get(id)!
    expect(scores.numbers('score')[row]).toBeCloseTo(score, 7)
    expect(groups.reduce((sum, { contribution }) => sum + contribution, mean)).toBeCloseTo(score, 12)
    for (const { group, contribution } of groups)
      expect(scores.numbers(`contribution_${group}`)[row]).toBeCloseTo(contribution, 7)
  })
})

test('a spec may do without trees', async () => {
  await using data = await generatedData()
  const trained = await trainModel({ data: data.survey, spec: { ...spec, trees: 'never' }, codeVersion: '0' })
  if (trained.kind === 'refused') throw new Error(JSON.stringify(trained.issues))
  expect(trained.report.trees).toEqual({ kept: false, count: 0, compared: null })
  expect(Object.keys(trained.report.seconds)).toEqual(['read', 'hash', 'grams', 'fit'])
})
