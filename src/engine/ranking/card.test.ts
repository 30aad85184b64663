import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { type Model, parseModel, renderPmml } from '../../ranking/index.ts'
import { type AreaFile, cardCharts, renderCard } from './index.ts'

const area = (slope: number) => ({ coefficients: [13, slope], means: [0.3], line: 12.9, households: 600 })
const feature = {
  name: 'floor_earth',
  sql: `floor = '8'`,
  group: 'housing',
  label: { id: 'lantai "tanah" & bambu', en: 'earth <floor>' },
}
const group = (by: string, name: string, exclusion: number | null) => ({
  by,
  group: name,
  households: 80,
  share: 0.1,
  poor: 0.2,
  selected: 0.05,
  exclusion,
  exclusionSe: 0.04,
  inclusion: 0.1,
})

const model: Model = parseModel({
  format: 'mutakhir-ranking-model/1',
  spec: {
    name: 'Susenas <uji>',
    id: 'id',
    outcome: 'y',
    weights: { hh: 'w', person: 'p' },
    psu: 'psu',
    district: 'd',
    features: [feature],
  },
  features: [{ ...feature, mean: 0.3, scale: 0.4 }],
  attention: 1,
  penalties: { ridge: 1, intercept: 100, slope: 1000 },
  sigma: 0.4,
  calibration: { from: -1, step: 1, probabilities: [0.16, 0.5, 0.84] },
  national: area(-0.2),
  provinces: { '97': area(-0.25) },
  districts: { '97.01': area(-0.3) },
  trainedOn: { dataSha256: 'a'.repeat(64), households: 11_280, psus: 564, folds: 10, foldSeed: 1 },
  covariance: [0.01, 0, 0.0025],
  validation: {
    quota: 0.4,
    r2: 0.512,
    spearman: 0.7,
    errors: [0.1, 0.2, 0.3, 0.4].map((quota) => ({ quota, value: 0.6 - quota / 2, se: 0.01 })),
    calibration: [{ said: 0.3, found: 0.32, se: 0.02 }],
    lorenz: [
      { persons: 0, byWelfare: 0, byScore: 0 },
      { persons: 0.8, byWelfare: 0.5, byScore: 0.6 },
    ],
    groups: [
      group('household_size', '1-2', 0.83),
      group('district', '97.01', 0.4),
      group('district', '97.02', null),
    ],
  },
  codeVersion: '0',
  codeSha256: 'b'.repeat(64),
})
const square = (x: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, 0],
      [x, 1],
      [x + 1, 1],
      [x + 1, 0],
      [x, 0],
    ],
  ],
})
const areas: AreaFile = {
  type: 'FeatureCollection',
  features: ['97.01', '97.02'].map((code, index) => ({
    type: 'Feature',
    geometry: square(index),
    properties: { code, name: `Kabupaten ${index + 1}` },
  })),
}
const request = { model, modelSha256: 'c'.repeat(64), evaluation: undefined, language: 'id' } as const

test('a card says what the model is, how wrong it is and for whom, with a chart of each', () => {
  const html = renderCard({ ...request, areas })
  const { document } = new JSDOM(html).window
  expect(document.querySelector('h1')!.textContent).toBe('Susenas <uji>')
  expect(html).toContain('c'.repeat(64))
  expect(html).toContain('11.280')
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
  expect(rows.some((row) => row.includes('1–2 orang') && row.includes('83,0% ± 7,8%'))).toBe(true)
  expect(document.querySelectorAll('svg[role=img]').length).toBeGreaterThanOrEqual(5)
  expect(html).toContain('lantai &quot;tanah&quot; &amp; bambu')
})

test('the same model gives the same card', () => {
  expect(renderCard({ ...request, areas })).toBe(renderCard({ ...request, areas }))
})

test('models compared stand with paired differences; without an evaluation the card does without', () => {
  const err = { 10: 0.6, 20: 0.45, 30: 0.38, 40: 0.3 }
  const se = { err10: 0.02, err20: 0.013, err30: 0.01, err40: 0.008 }
  const difference = { difference: 0.013, se: 0.0055 }
  const paired = { official: { err10: difference, err20: difference, err30: difference, err40: difference } }
  const models = [
    { name: 'official', r2: 0.6, spearman: 0.7, auc: err, err, se, paired: {} },
    { name: 'ols', r2: 0.58, spearman: 0.7, auc: err, err, se, paired },
  ]
  const html = renderCard({ ...request, evaluation: { households: 600, psus: 60, models }, language: 'en' })
  expect(html).toContain('+1.3% ± 1.1%')
  expect(renderCard(request)).not.toContain('Validasi silang bersarang')
})

test('the map of errors is a file of its own, beside the other charts', () => {
  expect(Object.keys(cardCharts(request)).toSorted()).toEqual([
    'calibration.svg',
    'groups.svg',
    'lorenz.svg',
    'quota.svg',
  ])
  const { 'map.svg': map = '' } = cardCharts({ ...request, areas })
  expect(map).toContain('Kabupaten 1: 40%')
})

test('PMML selects the regression of the district, of the province, of the nation, in this order', () => {
  const { document } = new JSDOM(renderPmml(model), { contentType: 'text/xml' }).window
  const tests = [...document.querySelectorAll('Segment > :first-child')].map(
    (test) => test.getAttribute('value') ?? test.localName,
  )
  expect(tests).toEqual(['97.01', '97', 'True'])
  const slopes = [...document.querySelectorAll('NumericPredictor')].map((each) =>
    each.getAttribute('coefficient'),
  )
  expect(slopes).toEqual(['-0.3', '-0.25', '-0.2'])
  expect(
    document.querySelector('MiningField[name=floor_earth]')!.getAttribute('missingValueReplacement'),
  ).toBe('0.3')
})

test('PMML adds the trees to the regression that applies, and the card says that they are kept', () => {
  const trees = [{ feature: 0, cut: 0.5, mean: 0.01, below: 0.03, above: -0.04 }, 0.002]
  const difference = { difference: -0.02, se: 0.004 }
  const staged = { ...model, trees, stages: { err20: difference, err40: difference } }
  const { document } = new JSDOM(renderPmml(staged), { contentType: 'text/xml' }).window
  const methods = [...document.querySelectorAll('Segmentation')].map((each) =>
    each.getAttribute('multipleModelMethod'),
  )
  expect(methods).toEqual(['sum', 'selectFirst'])
  const nodes = [...document.querySelectorAll('TreeModel Node Node')].map((node) => [
    node.firstElementChild!.getAttribute('operator'),
    node.firstElementChild!.getAttribute('value'),
    node.getAttribute('score'),
  ])
  expect(nodes).toEqual([
    ['lessOrEqual', '0.5', '0.03'],
    ['greaterThan', '0.5', '-0.04'],
  ])
  expect(document.querySelectorAll('TreeModel')).toHaveLength(2)
  expect(renderCard({ ...request, model: staged, language: 'en' })).toContain('followed by 2 small trees')
  expect(renderCard({ ...request, language: 'en' })).toContain('were tried and not kept')
})
