import type { PairColumns } from './equal-keys.ts'

/** The pairs of one rule, and its place among the rules. */
export type RulePairs = PairColumns & { readonly index: number }

/** Pairs in the order of a, each once; `m` is the sum of 2 to the power of the places of the rules that make it. */
export type MergedPairs = PairColumns & { readonly m: Float64Array<ArrayBuffer> }

/** Puts the pairs of several rules, each of which has a pair once, together: counted by their first record, then merged. */
export function mergePairs(rules: readonly RulePairs[], records: number): MergedPairs {
  const { starts, partner, rule } = sortedByFirst(rules, records)
  const bits = rules.map(({ index }) => 2 ** index)
  const [a, b, m] = [
    new Int32Array(partner.length),
    new Int32Array(partner.length),
    new Float64Array(partner.length),
  ]
  let count = 0
  for (let record = 0; record < records; record++) {
    const first = count
    const end = starts[record + 1] ?? 0
    for (let at = starts[record] ?? 0; at < end; at++) {
      const other = partner[at] ?? 0
      // Few records are partners of one: looking through them is faster than a table would be.
      let place = first
      while (place < count && b[place] !== other) place++
      if (place === count) {
        a[count] = record
        b[count++] = other
      }
      m[place] = (m[place] ?? 0) + (bits[rule[at] ?? 0] ?? 0)
    }
  }
  return { a: a.slice(0, count), b: b.slice(0, count), m: m.slice(0, count) }
}

/** The second records of all pairs and the rules that made these, those of each first record side by side. */
function sortedByFirst(rules: readonly RulePairs[], records: number) {
  const starts = new Int32Array(records + 1)
  let pairs = 0
  for (const { a } of rules) {
    for (let row = 0; row < a.length; row++) {
      const end = (a[row] ?? 0) + 1
      starts[end] = (starts[end] ?? 0) + 1
    }
    pairs += a.length
  }
  for (let record = 0; record < records; record++)
    starts[record + 1] = (starts[record + 1] ?? 0) + (starts[record] ?? 0)
  const places = starts.slice()
  const [partner, rule] = [new Int32Array(pairs), new Uint8Array(pairs)]
  rules.forEach(({ a, b }, index) => {
    for (let row = 0; row < a.length; row++) {
      const record = a[row] ?? 0
      const place = places[record] ?? 0
      places[record] = place + 1
      partner[place] = b[row] ?? 0
      rule[place] = index
    }
  })
  return { starts, partner, rule }
}
