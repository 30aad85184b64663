import { expect, test } from 'vitest'
import { areaOf, explain } from './explain.ts'
import { parseModel } from './model.ts'
import { bareModel } from './reference-model.ts'
import { renderReasons } from './reasons.ts'

const area = (coefficients: readonly number[], means: readonly number[]) => ({
  coefficients,
  means,
  line: 13,
  households: 600,
})

const model = parseModel({
  format: 'mutakhir-ranking-model/1',
  spec: {
    name: 'contoh',
    id: 'survey_id',
    outcome: 'y',
    weights: { hh: 'w', person: 'p' },
    psu: 'psu',
    district: 'regency_code',
    features: 'all other columns',
  },
  features: [
    feature(
      'floor_earth',
      'housing',
      ['lantai tanah', 'earth floor'],
      ['lantai bukan tanah', 'no earth floor'],
    ),
    feature(
      'own_toilet',
      'housing',
      ['jamban sendiri', 'own toilet'],
      ['tanpa jamban sendiri', 'no toilet of its own'],
    ),
    feature('motorcycles', 'assets', ['jumlah sepeda motor', 'motorcycles']),
    feature('floor_area', 'housing', ['luas lantai', 'floor area'], undefined, {
      measure: { id: 'm²', en: 'm²' },
    }),
    feature('members', 'demography', ['jumlah anggota', 'members'], undefined, { transform: 'log' }),
  ],
  attention: 0,
  penalties: { ridge: 1, intercept: 100, slope: 1000 },
  sigma: 0.4,
  national: area([13, -0.1, 0.1, 0.1, 0, 0], [0.2, 0.8, 1, 50, 1]),
  provinces: { '97': area([13, -0.2, 0.1, 0.1, 0.001, 0], [0.2, 0.8, 1, 50, 1]) },
  districts: { '97.01': area([13, -0.25, 0.15, 0.1, 0.002, -0.5], [0.2, 0.8, 0.5, 50, Math.log(4)]) },
  trainedOn: { dataSha256: '', households: 600, psus: 60, folds: 10, foldSeed: 1 },
  ...bareModel,
})

test('contributions add up to the score, by fact and by group', () => {
  const values = [1, 0, 1, 36.5, Math.log(4)]
  const explanation = explain(model, { district: '97.01' }, values)
  expect(explanation.score).toBeCloseTo(13 - 0.25 + 0.1 + 0.002 * 36.5 - 0.5 * Math.log(4), 12)
  const facts = explanation.groups.flatMap((group) => group.facts)
  expect(facts.reduce((sum, fact) => sum + fact.contribution, explanation.mean)).toBeCloseTo(
    explanation.score,
    12,
  )
  expect(explanation.groups.map(({ group }) => group)).toEqual(['housing', 'assets', 'demography'])
  expect(explanation.groups[0]!.contribution).toBeCloseTo(-0.25 * 0.8 - 0.15 * 0.8 + 0.002 * -13.5, 12)
})

test('reasons are a plain sentence, the strongest first', () => {
  const reasons = renderReasons(explain(model, { district: '97.01' }, [1, 0, 2, 36.5, Math.log(2)]))
  expect(reasons.id).toBe(
    'Lantai tanah, tanpa jamban sendiri, dan luas lantai 36,5 m² menurunkan skor; jumlah anggota 2 dan jumlah sepeda motor 2 menaikkan skor.',
  )
  expect(reasons.en).toBe(
    'Earth floor, no toilet of its own, and floor area 36.5 m² lower the score; members 2 and motorcycles 2 raise the score.',
  )
})

test('a family like the average says so', () => {
  expect(renderReasons(explain(model, { district: '97.01' }, [0.2, 0.8, 0.5, 50, Math.log(4)])).id).toBe(
    'Keadaan keluarga ini sama dengan rata-rata kabupaten/kota.',
  )
})

test('an unknown answer counts as the national mean and is called unknown', () => {
  const explanation = explain(model, { district: '97.01' }, [1, 0, Number.NaN, 50, Math.log(4)])
  const fact = explanation.groups
    .flatMap(({ facts }) => facts)
    .find(({ feature }) => feature === 'motorcycles')
  expect(fact?.contribution).toBeCloseTo(0.1 * (1 - 0.5), 12)
  expect(fact?.text.id).toBe('jumlah sepeda motor tidak diketahui')
})

test('a district without sample takes the coefficients of its province, else of the nation', () => {
  expect(areaOf(model, { district: '97.99', province: '97' })).toBe(model.provinces['97'])
  expect(areaOf(model, { district: '98.01', province: '98' })).toBe(model.national)
})

function feature(
  name: string,
  group: string,
  [id, en]: readonly [string, string],
  absent?: readonly [string, string],
  more: object = {},
) {
  const texts = absent === undefined ? {} : { absent: { id: absent[0], en: absent[1] } }
  return {
    name,
    sql: name,
    group,
    label: { id, en },
    ...texts,
    ...more,
    mean: name === 'motorcycles' ? 1 : 0.5,
    scale: 1,
  }
}
