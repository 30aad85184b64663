import { randomBelow, seedOf, seededRandom } from '../kernel/index.ts'

/** A source of random bytes: `randomBytes` of `node:crypto` in production, `seededBytes` in the demo and in tests. */
export type RandomBytes = (size: number) => Uint8Array

/** Same seed, same bytes. For fictional people only: anyone who knows the seed knows the keys. */
export function seededBytes(seed: number): RandomBytes {
  const random = seededRandom(seedOf(seed, 'bytes'))
  return (size) => Uint8Array.from({ length: size }, () => randomBelow(random, 256))
}
