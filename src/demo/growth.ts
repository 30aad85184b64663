import type { Random } from '../kernel/index.ts'
import { itemAt, pick } from './draw.ts'

/** The neighbours of each member. */
export type Graph = readonly (readonly number[])[]

export type Length = (from: number, to: number) => number

/** Owner of a member that belongs to nobody. */
export const unowned = -1

/**
 * Gives every member of a graph to the seed with the shortest way to it, so that each territory is connected.
 * `unowned` (-1) marks members that no seed reaches, such as those for which `open` is false.
 */
export function growTerritories(
  seeds: readonly number[],
  neighbours: Graph,
  open: (member: number) => boolean,
  length: Length,
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

/** Seeds that keep their distance: each is the farthest of several candidates (Mitchell, 1991, best candidate). */
export function spreadSeeds(
  random: Random,
  candidates: readonly number[],
  count: number,
  length: Length,
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
