import { expect, test } from 'vitest'
import { readBoundaries } from './read-boundaries.ts'

const square = [
  [
    [108, -11],
    [109, -11],
    [109, -10],
    [108, -10],
    [108, -11],
  ],
]

test('polygons of GeoJSON come with their codes, written as text or as number', () => {
  const document = {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: { kode: '97.01' }, geometry: { type: 'Polygon', coordinates: square } },
      {
        type: 'Feature',
        properties: { kode: 9702 },
        geometry: { type: 'MultiPolygon', coordinates: [square] },
      },
    ],
  }
  expect(readBoundaries(document, 'kode').shapes.map(({ code }) => code)).toEqual(['97.01', '9702'])
})

test('the arcs of TopoJSON are joined to the same polygon', () => {
  const document = {
    type: 'Topology',
    arcs: [
      [
        [108, -11],
        [109, -11],
        [109, -10],
        [108, -10],
        [108, -11],
      ],
    ],
    objects: {
      desa: {
        type: 'GeometryCollection',
        geometries: [{ type: 'Polygon', arcs: [[0]], properties: { kode: '97.01' } }],
      },
    },
  }
  expect(readBoundaries(document, 'kode').shapes).toEqual([
    { code: '97.01', geometry: { type: 'Polygon', coordinates: square } },
  ])
})

test('features without a code or a polygon are told by their number, and the others kept', () => {
  const document = {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: null, geometry: { type: 'Polygon', coordinates: square } },
      {
        type: 'Feature',
        properties: { kode: '97.01' },
        geometry: { type: 'Point', coordinates: [108, -11] },
      },
      { type: 'Feature', properties: { kode: '97.02' }, geometry: { type: 'Polygon', coordinates: square } },
    ],
  }
  const { shapes, issues } = readBoundaries(document, 'kode')
  expect(shapes).toHaveLength(1)
  expect(issues.map(({ code, params }) => [code, params['row']])).toEqual([
    ['boundary_without_code', 1],
    ['boundary_without_polygon', 2],
  ])
})

test.each([
  [null],
  [{}],
  [{ type: 'Topology', objects: { desa: { type: 'Polygon', arcs: [[7]] } } }],
  ['peta'],
])('%j is refused, never thrown', (document) => {
  expect(readBoundaries(document, 'kode').issues.map(({ code }) => code)).toEqual(['boundaries_unreadable'])
})
