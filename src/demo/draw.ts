import { type Random, randomBelow } from '../kernel/index.ts'

/** True with probability `probability`. */
export function happens(random: Random, probability: number): boolean {
  return random() < probability
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + randomBelow(random, high - low + 1)
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return itemAt(list, randomBelow(random, list.length))
}

/** Picks by weight; the weights need not sum to one. */
export function pickWeighted<T>(random: Random, options: readonly (readonly [T, number])[]): T {
  const total = options.reduce((sum, [, weight]) => sum + weight, 0)
  let left = random() * total
  for (const [item, weight] of options) {
    left -= weight
    if (left < 0) return item
  }
  return itemAt(options, options.length - 1)[0]
}

/** `count` different items in random order (Fisher and Yates); all of them when there are fewer. */
export function pickSeveral<T>(random: Random, list: readonly T[], count: number): readonly T[] {
  const rest = [...list]
  const wanted = Math.min(count, rest.length)
  for (let index = 0; index < wanted; index++) {
    const other = index + randomBelow(random, rest.length - index)
    const moved = itemAt(rest, index)
    rest[index] = itemAt(rest, other)
    rest[other] = moved
  }
  return rest.slice(0, wanted)
}

/** Standard logistic: the error of a logit. */
export function randomLogistic(random: Random): number {
  const u = Math.max(random(), Number.EPSILON)
  return Math.log(u / (1 - u))
}

/** The item at `index`; out of range is a bug. */
export function itemAt<T>(list: ArrayLike<T>, index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error(`no item ${index} in a list of ${list.length}`)
  return item
}
