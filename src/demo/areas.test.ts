import { getDistricts, getProvinces } from 'idn-area-data'
import { expect, test } from 'vitest'
import { isInside, signedArea } from './boundaries.ts'
import { type AreaFeature, buildRegency, mapRegency, mapSls } from './index.ts'

const sizes = [200, 2_000, 20_000]

test.each(sizes)('villages and sub-districts tile the outline of a regency of %i families', (families) => {
  const { features } = mapRegency(buildRegency(7, families))
  const [outline] = areasOf(features, 'regency')
  for (const level of ['district', 'village'] as const) {
    const total = areasOf(features, level).reduce((sum, area) => sum + area, 0)
    expect(total / outline! - 1).toBeCloseTo(0, 9)
  }
})

test('a point lies in at most one village, and in one exactly when it lies in the regency', () => {
  const { features } = mapRegency(buildRegency(7, 2_000))
  const [regency] = features
  const villages = features.filter(({ properties }) => properties.level === 'village')
  const box = boxOf(regency!)
  for (let step = 0; step < 4_000; step++) {
    const point = [
      box.west + ((step * 0.618034) % 1) * box.width,
      box.south + ((step * 0.754878) % 1) * box.height,
    ] as const
    const hits = villages.filter((village) => covers(village, point)).length
    expect(hits).toBe(covers(regency!, point) ? 1 : 0)
  }
})

test('each SLS lies in its village', () => {
  const regency = buildRegency(7, 2_000)
  const { features } = mapRegency(regency)
  const outside = mapSls(regency).filter(({ properties: { code }, geometry }) => {
    const village = features.find(({ properties }) => properties.code === code.slice(0, 13))
    return !covers(village!, geometry.coordinates)
  })
  // The middle of a crescent lies outside it; most neighbourhoods are not crescents.
  expect(outside.length).toBeLessThan(regency.sls.length * 0.1)
})

test('there are 8 to 12 sub-districts, at least 6 villages, and the families add up', () => {
  for (const families of sizes) {
    const { districtCodes, villages, sls } = buildRegency(11, families)
    expect(districtCodes.length).toBeGreaterThanOrEqual(8)
    expect(districtCodes.length).toBeLessThanOrEqual(12)
    expect(villages.length).toBeGreaterThanOrEqual(6)
    expect(sls.reduce((sum, one) => sum + one.families, 0)).toBe(families)
  }
})

test('a code of either system names one area on any day', () => {
  const { areas, splitDate } = buildRegency(7, 20_000)
  for (const date of ['2022-09-30', splitDate, '2026-03-31']) {
    const inForce = areas.flatMap(({ codes }) =>
      codes.filter(
        ({ validFrom, validTo }) => validFrom <= date && (validTo === undefined || date <= validTo),
      ),
    )
    const names = inForce.map(({ system, code }) => `${system} ${code}`)
    expect(new Set(names).size).toBe(names.length)
  }
})

test('villages of the sub-districts that were split off bore a code of their parent before', () => {
  const { villages, districtCodes } = buildRegency(7, 20_000)
  const moved = villages.filter(({ formerCode }) => formerCode !== undefined)
  expect(new Set(moved.map(({ code }) => code.slice(0, 8)))).toEqual(new Set(districtCodes.slice(-2)))
  expect(new Set(moved.map(({ formerCode }) => formerCode?.slice(0, 8))).size).toBe(1)
})

test('no Kemendagri code of the demo was ever issued', async () => {
  const provinces = await getProvinces()
  const districts = await getDistricts()
  const issued = new Set([...provinces, ...districts].map(({ code }) => code))
  const codes = buildRegency(7, 20_000).areas.flatMap((area) => area.codes.map(({ code }) => code))
  expect(codes.filter((code) => issued.has(code))).toEqual([])
  expect(issued.has('97')).toBe(false)
})

function areasOf(features: readonly AreaFeature[], level: string): readonly number[] {
  return features
    .filter(({ properties }) => properties.level === level)
    .map(({ geometry }) => geometry.coordinates.flat().reduce((sum, ring) => sum + signedArea(ring), 0))
}

function covers({ geometry }: AreaFeature, point: readonly [number, number]): boolean {
  return geometry.coordinates.some(
    ([outer, ...holes]) => isInside(point, outer!) && !holes.some((hole) => isInside(point, hole)),
  )
}

function boxOf({ geometry }: AreaFeature) {
  const points = geometry.coordinates.flat(2)
  const east = points.map(([longitude]) => longitude)
  const north = points.map(([, latitude]) => latitude)
  const west = Math.min(...east)
  const south = Math.min(...north)
  return { west, south, width: Math.max(...east) - west, height: Math.max(...north) - south }
}
