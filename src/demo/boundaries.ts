import { itemAt } from './draw.ts'
import type { Tessellation } from './tessellation.ts'

/** Longitude, latitude in degrees. */
export type Position = readonly [number, number]
export type Ring = readonly Position[]

/** A GeoJSON geometry (RFC 7946: closed rings, outer ring counter-clockwise, holes clockwise). */
export type MultiPolygon = {
  readonly type: 'MultiPolygon'
  readonly coordinates: readonly (readonly Ring[])[]
}

/** The sea south of Java, where there is no land. */
const origin = { longitude: 108.2, latitude: -11 }
const kilometresPerDegree = 111.195

/** Degrees with seven decimals (about a centimetre) for a point in kilometres east and north of the regency's middle. */
export function positionOf(x: number, y: number): Position {
  const longitude = origin.longitude + x / (kilometresPerDegree * Math.cos((origin.latitude * Math.PI) / 180))
  return [Number(longitude.toFixed(7)), Number((origin.latitude + y / kilometresPerDegree).toFixed(7))]
}

/** The outline of each area, by owner number; `ownerOf` is negative for a cell outside. */
export function areaBoundaries(
  land: Tessellation,
  ownerOf: (cell: number) => number,
  owners: number,
): readonly MultiPolygon[] {
  const paths: Map<number, number>[] = Array.from({ length: owners }, () => new Map())
  for (const side of land.sides) {
    const owner = ownerOf(side.left)
    if (owner >= 0 && owner !== ownerOf(side.right)) itemAt(paths, owner).set(side.from, side.to)
  }
  return paths.map((path) => polygonsOf(ringsOf(path), land.corners))
}

/** A corner touches three cells, so an area's border passes it at most once: following `path` closes each ring. */
function ringsOf(path: Map<number, number>): readonly (readonly number[])[] {
  const rings: number[][] = []
  for (const start of path.keys()) {
    const ring: number[] = []
    for (let corner: number | undefined = start; corner !== undefined; ) {
      const next: number | undefined = path.get(corner)
      if (next === undefined) break
      ring.push(corner)
      path.delete(corner)
      corner = next
    }
    if (ring.length > 0) rings.push(ring)
  }
  return rings
}

function polygonsOf(rings: readonly (readonly number[])[], corners: Float64Array): MultiPolygon {
  const drawn = rings.map((ring) => closedRing(ring, corners))
  const outer = drawn.filter((ring) => signedArea(ring) > 0)
  const holes = drawn.filter((ring) => signedArea(ring) < 0)
  const coordinates = outer.map((ring) => [ring, ...holes.filter((hole) => isInside(itemAt(hole, 0), ring))])
  return { type: 'MultiPolygon', coordinates }
}

function closedRing(ring: readonly number[], corners: Float64Array): Ring {
  return [...ring, itemAt(ring, 0)].map((corner) =>
    positionOf(itemAt(corners, corner * 2), itemAt(corners, corner * 2 + 1)),
  )
}

/** Square degrees by the shoelace formula, on offsets from the first corner to keep digits; positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  const [startX, startY] = itemAt(ring, 0)
  let doubled = 0
  for (let index = 1; index < ring.length; index++) {
    const [x1, y1] = itemAt(ring, index - 1)
    const [x2, y2] = itemAt(ring, index)
    doubled += (x1 - startX) * (y2 - startY) - (x2 - startX) * (y1 - startY)
  }
  return doubled / 2
}

/** Even-odd rule. */
export function isInside([x, y]: Position, ring: Ring): boolean {
  let inside = false
  for (let index = 1; index < ring.length; index++) {
    const [x1, y1] = itemAt(ring, index - 1)
    const [x2, y2] = itemAt(ring, index)
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}
