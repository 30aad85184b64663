import { demoRegencyCode } from './area-codes.ts'
import type { Regency } from './areas.ts'
import { type MultiPolygon, type Position, areaBoundaries, positionOf } from './boundaries.ts'
import { itemAt } from './draw.ts'
import { unowned } from './growth.ts'
import { centreOf } from './tessellation.ts'

export type AreaFeature = {
  readonly type: 'Feature'
  readonly properties: { readonly code: string; readonly level: 'regency' | 'district' | 'village' }
  readonly geometry: MultiPolygon
}

export type SlsFeature = {
  readonly type: 'Feature'
  readonly properties: { readonly code: string; readonly level: 'sls' }
  readonly geometry: { readonly type: 'Point'; readonly coordinates: Position }
}

/** A GeoJSON collection (RFC 7946), longitude and latitude in degrees. */
export type AreaMap = { readonly type: 'FeatureCollection'; readonly features: readonly AreaFeature[] }

/** Outlines under today's codes. Villages share their borders exactly and tile their sub-district and the regency. */
export function mapRegency(regency: Regency): AreaMap {
  const { land, villageOfCell } = regency.territory
  const villageOf = (cell: number) => itemAt(villageOfCell, cell)
  const districtOf = (cell: number) =>
    villageOf(cell) === unowned ? unowned : itemAt(regency.villages, villageOf(cell)).district
  const wholeOf = (cell: number) => (villageOf(cell) === unowned ? unowned : 0)
  const draw = (
    level: AreaFeature['properties']['level'],
    codes: readonly string[],
    ownerOf: (cell: number) => number,
  ) =>
    areaBoundaries(land, ownerOf, codes.length).map((geometry, index) => ({
      type: 'Feature' as const,
      properties: { code: itemAt(codes, index), level },
      geometry,
    }))
  const villageCodes = regency.villages.map(({ code }) => code)
  return {
    type: 'FeatureCollection',
    features: [
      ...draw('regency', [demoRegencyCode], wholeOf),
      ...draw('district', regency.districtCodes, districtOf),
      ...draw('village', villageCodes, villageOf),
    ],
  }
}

/** A point for each SLS: the middle of its cells. */
export function mapSls({ sls, territory }: Regency): readonly SlsFeature[] {
  return sls.map(({ code, cells }) => {
    const centres = cells.map((cell) => centreOf(territory.land.centres, cell))
    const mean = (axis: 'x' | 'y') => centres.reduce((sum, centre) => sum + centre[axis], 0) / centres.length
    const coordinates = positionOf(mean('x'), mean('y'))
    return { type: 'Feature', properties: { code, level: 'sls' }, geometry: { type: 'Point', coordinates } }
  })
}
