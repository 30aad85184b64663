/** Uniform numbers in [0, 1) from a seed: same seed, same numbers, on every machine. */
export type Random = () => number

/** xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32 from the seed. 32 bits a draw. */
export function seededRandom(seed: number): Random {
  let mixed = seed >>> 0
  const next = () => {
    mixed = (mixed + 0x9e3779b9) >>> 0
    let z = mixed
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let a = next()
  let b = next()
  let c = next()
  let d = next()
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return result / 4_294_967_296
  }
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

/** An independent stream named by words: `seedOf(7, 'names')`. FNV-1a over the name, mixed with the seed. */
export function seedOf(seed: number, ...names: readonly string[]): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (const character of names.join('/'))
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** A whole number from 0 to `below` - 1. */
export function randomBelow(random: Random, below: number): number {
  return Math.floor(random() * below)
}

/** Standard normal (Box and Muller, 1958). */
export function randomNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** An identifier source with a seed: UUID version 4 in form. For the demo and for tests, never for real people. */
export function seededIds(random: Random): () => string {
  return () => {
    const digits = Array.from({ length: 32 }, () => randomBelow(random, 16).toString(16))
    digits[12] = '4'
    digits[16] = (8 + randomBelow(random, 4)).toString(16)
    const text = digits.join('')
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
      '-',
    )
  }
}
