import { Delaunay } from 'd3-delaunay'
import { type Random, randomNormal } from '../kernel/index.ts'
import { itemAt } from './draw.ts'
import { type Graph, type Length, growTerritories, unowned } from './growth.ts'

/**
 * A regency cut into many small Voronoi cells. Villages, sub-districts and neighbourhoods are unions of whole cells, so
 * their borders are irregular, shared to the last digit, and tile the outline exactly.
 *
 * A corner of the diagram is a triangle of the Delaunay triangulation; `corners` holds x, y in kilometres per triangle.
 */
export type Tessellation = {
  /** x, y of each cell's centre, kilometres. */
  readonly centres: Float64Array
  readonly inside: readonly boolean[]
  readonly neighbours: Graph
  readonly corners: Float64Array
  /** Each border between two cells once from either side: cell on the left, cell on the right, corners from and to. */
  readonly sides: readonly Side[]
}

export type Side = {
  readonly left: number
  readonly right: number
  readonly from: number
  readonly to: number
}

/** About `cells` cells inside an outline with bays and capes, around the origin; one square kilometre holds `perSquareKilometre`. */
export function tessellate(random: Random, cells: number, perSquareKilometre: number): Tessellation {
  const radius = Math.sqrt(cells / perSquareKilometre / Math.PI)
  const reach = outline(random, radius)
  const centres = jitteredGrid(random, radius * 1.7, 1 / Math.sqrt(perSquareKilometre))
  const delaunay = new Delaunay(centres)
  const corners = delaunay.voronoi([-1e6, -1e6, 1e6, 1e6]).circumcenters
  const within = Array.from({ length: centres.length / 2 }, (_, cell) => {
    const { x, y } = centreOf(centres, cell)
    return Math.hypot(x, y) < reach(Math.atan2(y, x))
  })
  const sides = sidesOf(delaunay)
  const neighbours = neighboursOf(within.length, sides)
  return {
    centres,
    inside: mainland(within, neighbours),
    neighbours,
    corners: new Float64Array(corners),
    sides,
  }
}

export function centreOf(centres: Float64Array, cell: number): { readonly x: number; readonly y: number } {
  return { x: itemAt(centres, cell * 2), y: itemAt(centres, cell * 2 + 1) }
}

/** Kilometres between the centres of two cells. */
export function distanceIn({ centres }: Tessellation): Length {
  return (from, to) => {
    const a = centreOf(centres, from)
    const b = centreOf(centres, to)
    return Math.hypot(a.x - b.x, a.y - b.y)
  }
}

/** The radius by direction: a circle with a few random waves, kilometres. */
function outline(random: Random, radius: number): (angle: number) => number {
  const waves = [2, 3, 4, 5, 7, 9].map((times) => ({
    times,
    height: (0.16 * randomNormal(random)) / Math.sqrt(times),
    turn: random() * 2 * Math.PI,
  }))
  return (angle) => {
    const wave = waves.reduce(
      (sum, { times, height, turn }) => sum + height * Math.cos(times * angle + turn),
      0,
    )
    return radius * Math.min(1.5, Math.max(0.6, 1 + wave))
  }
}

function jitteredGrid(random: Random, reach: number, spacing: number): Float64Array {
  const steps = Math.ceil(reach / spacing)
  const points: number[] = []
  for (let row = -steps; row <= steps; row++) {
    for (let column = -steps; column <= steps; column++) {
      points.push((column + 0.75 * (random() - 0.5)) * spacing, (row + 0.75 * (random() - 0.5)) * spacing)
    }
  }
  return Float64Array.from(points)
}

/** A half-edge of the triangulation parts the cells at its two ends; its border runs between the triangles on its two sides. */
function sidesOf(delaunay: Delaunay<unknown>): readonly Side[] {
  const sides: Side[] = []
  delaunay.halfedges.forEach((twin, edge) => {
    if (twin === -1) return
    const left = itemAt(delaunay.triangles, edge)
    const right = itemAt(delaunay.triangles, twin)
    sides.push({ left, right, from: Math.floor(edge / 3), to: Math.floor(twin / 3) })
  })
  return sides
}

function neighboursOf(cells: number, sides: readonly Side[]): Graph {
  const neighbours: number[][] = Array.from({ length: cells }, () => [])
  for (const { left, right } of sides) itemAt(neighbours, left).push(right)
  return neighbours
}

/** The largest connected part, so that the regency is one piece of land. */
function mainland(within: readonly boolean[], neighbours: Graph): readonly boolean[] {
  const part = new Int32Array(within.length).fill(unowned)
  const sizes: number[] = []
  const isWithin = (cell: number) => within[cell] === true
  within.forEach((isLand, start) => {
    if (!isLand || part[start] !== unowned) return
    const reached = growTerritories([start], neighbours, isWithin, () => 1)
    let size = 0
    reached.forEach((owner, cell) => {
      if (owner === unowned) return
      part[cell] = sizes.length
      size++
    })
    sizes.push(size)
  })
  const largest = sizes.indexOf(Math.max(...sizes))
  return within.map((_, cell) => part[cell] === largest)
}
