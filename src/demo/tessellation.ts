import { Delaunay } from 'd3-delaunay'
import { type Random, randomNormal } from '../kernel/index.ts'
import { itemAt, pick } from './draw.ts'

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
  readonly neighbours: readonly (readonly number[])[]
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

/**
 * Gives every member of a graph to the seed with the shortest way to it, so that each territory is connected.
 * `unowned` (-1) marks members that no seed reaches, such as those for which `open` is false.
 */
export function growTerritories(
  seeds: readonly number[],
  neighbours: readonly (readonly number[])[],
  open: (member: number) => boolean,
  length: (from: number, to: number) => number,
): Int32Array {
  const owner = new Int32Array(neighbours.length).fill(unowned)
  const distance = new Float64Array(neighbours.length).fill(Infinity)
  const queue = [...seeds]
  seeds.forEach((seed, index) => {
    owner[seed] = index
    distance[seed] = 0
  })
  for (const member of queue) {
    for (const next of itemAt(neighbours, member).filter(open)) {
      const way = itemAt(distance, member) + length(member, next)
      if (way >= itemAt(distance, next)) continue
      distance[next] = way
      owner[next] = itemAt(owner, member)
      queue.push(next)
    }
  }
  return owner
}

export const unowned = -1

/** Seeds that keep their distance: each is the farthest of several candidates (Mitchell, 1991, best candidate). */
export function spreadSeeds(
  random: Random,
  candidates: readonly number[],
  count: number,
  length: (from: number, to: number) => number,
): readonly number[] {
  const seeds: number[] = []
  while (seeds.length < Math.min(count, candidates.length)) {
    const free = (cell: number) => !seeds.includes(cell)
    const drawn = Array.from({ length: 12 }, () => pick(random, candidates)).filter(free)
    const tries = drawn.length > 0 ? drawn : candidates.filter(free)
    const scored = tries.map((cell) => ({ cell, gap: Math.min(...seeds.map((seed) => length(cell, seed))) }))
    seeds.push(scored.reduce((best, next) => (next.gap > best.gap ? next : best)).cell)
  }
  return seeds
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

function neighboursOf(cells: number, sides: readonly Side[]): readonly (readonly number[])[] {
  const neighbours: number[][] = Array.from({ length: cells }, () => [])
  for (const { left, right } of sides) itemAt(neighbours, left).push(right)
  return neighbours
}

/** The largest connected part, so that the regency is one piece of land. */
function mainland(
  within: readonly boolean[],
  neighbours: readonly (readonly number[])[],
): readonly boolean[] {
  const part = new Int32Array(within.length).fill(unowned)
  const sizes: number[] = []
  within.forEach((isLand, start) => {
    if (!isLand || part[start] !== unowned) return
    const reached = growTerritories(
      [start],
      neighbours,
      (cell) => within[cell] === true,
      () => 1,
    )
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
