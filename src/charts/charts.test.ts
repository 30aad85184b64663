import { plot } from '@observablehq/plot'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { type Chart, areaMap, calibrationChart, errorChart, lorenzChart, quotaChart } from './index.ts'

const { document } = new JSDOM('').window

test('calibration has a point a bin, an interval each and the diagonal', () => {
  const svg = draw(
    calibrationChart(
      [
        { said: 0.1, found: 0.12, se: 0.02 },
        { said: 0.5, found: 0.48, se: 0.03 },
      ],
      'id',
    ),
  )
  expect(svg.querySelectorAll('circle')).toHaveLength(2)
  expect(svg.getAttribute('aria-description')).toBe(
    'Kalibrasi: peluang 10%, kenyataan 12%; peluang 50%, kenyataan 48%.',
  )
  expect(svg.textContent).toContain('bagian yang miskin')
})

test('an interval does not leave the shares', () => {
  const svg = draw(
    errorChart([{ name: 'lansia tunggal', value: 0.98, se: 0.05 }], {
      language: 'id',
      label: 'terlewat',
      overall: 0.3,
    }),
  )
  const right = Number(
    svg.querySelector('[aria-label="rule"] line[stroke-opacity], g[stroke-opacity] line')?.getAttribute('x2'),
  )
  expect(right).toBeLessThanOrEqual(560)
  expect(svg.textContent).toContain('lansia tunggal')
})

test('two curves are told apart by word as well as by colour', () => {
  const points = Array.from({ length: 21 }, (_, index) => ({
    persons: index / 20,
    byWelfare: (index / 20) ** 2,
    byScore: (index / 20) ** 1.5,
  }))
  const svg = draw(lorenzChart(points, 'en'))
  expect(svg.textContent).toContain('by spending')
  expect(svg.textContent).toContain('by score')
})

test('the same figures give the same drawing', () => {
  const figures = [10, 20, 30, 40].map((quota) => ({
    quota: quota / 100,
    value: 0.5 - quota / 200,
    se: 0.01,
  }))
  expect(draw(quotaChart(figures, 'en')).outerHTML).toBe(draw(quotaChart(figures, 'en')).outerHTML)
})

test('an area without a figure is drawn without a shade', () => {
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
  const feature = (name: string, value: number | null, x: number) => ({
    type: 'Feature' as const,
    geometry: square(x),
    properties: { name, value },
  })
  const svg = draw(
    areaMap(
      {
        type: 'FeatureCollection',
        features: [feature('A', 0.1, 0), feature('B', 0.4, 1), feature('C', null, 2)],
      },
      { language: 'id', label: 'terlewat' },
    ),
  )
  const fills = [...svg.querySelectorAll('[aria-label="geo"] path')].map((path) => path.getAttribute('fill'))
  expect(new Set(fills).size).toBe(3)
  expect(fills[2]).toContain('--data-none')
})

function draw(chart: Chart): Element {
  return plot({ ...chart, document })
}
