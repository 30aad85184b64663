import { type SpannedPairs, addUp, spanBits } from './equal-keys.ts'

const spanRecords = 2 ** spanBits

/** The pairs of one rule, and its place among the rules. */
export type RulePairs = SpannedPairs & { readonly index: number }

/** Pairs in the order of a, each once; bit n of `m` is set where the rule of place n, below 64, makes the pair. */
export type MergedPairs = {
  readonly a: Int32Array<ArrayBuffer>
  readonly b: Int32Array<ArrayBuffer>
  readonly m: BigInt64Array<ArrayBuffer>
}

/** Spans of records, from the first to before the last. */
export type Spans = { readonly first: number; readonly end: number }

/** All spans in so many lots as there are threads, with about as many pairs each. */
export function lotsOfSpans(rules: readonly RulePairs[], threads: number): readonly Spans[] {
  const spans = (rules[0]?.starts.length ?? 1) - 1
  const before = Array.from({ length: spans + 1 }, (_, span) =>
    rules.reduce((sum, { starts }) => sum + (starts[span] ?? 0), 0),
  )
  const pairs = before.at(-1) ?? 0
  const borders = Array.from({ length: threads + 1 }, (_, lot) =>
    lot === threads ? spans : before.findIndex((sum) => sum >= (pairs * lot) / threads),
  )
  return borders.slice(1).map((end, lot) => ({ first: borders[lot] ?? 0, end }))
}

/**
 * Puts the pairs of several rules, each of which has a pair once, together: span by span, counted by their first record, each
 * held against the others of that record.
 */
export function mergePairs(
  rules: readonly RulePairs[],
  { first: firstSpan, end: endSpan }: Spans,
): MergedPairs {
  const pairs = rules.reduce((sum, { starts }) => sum + (starts[endSpan] ?? 0) - (starts[firstSpan] ?? 0), 0)
  const bits = Int32Array.from(rules, ({ index }) => 1 << (index & 31))
  const words = Int32Array.from(rules, ({ index }) => index >>> 5)
  const sort = spanSorter(rules)
  const [a, b, masks] = [new Int32Array(pairs), new Int32Array(pairs), new Int32Array(2 * pairs)]
  let count = 0
  for (let span = firstSpan; span < endSpan; span++) {
    const from = span * spanRecords
    const { starts, partner, rule } = sort(span)
    for (let record = 0; record < spanRecords; record++) {
      const first = count
      const end = starts[record + 1] ?? 0
      for (let at = starts[record] ?? 0; at < end; at++) {
        const other = partner[at] ?? 0
        // Few records are partners of one: looking through them is faster than a table would be.
        let place = first
        while (place < count && b[place] !== other) place++
        if (place === count) {
          a[count] = from + record
          b[count++] = other
        }
        const by = rule[at] ?? 0
        const word = 2 * place + (words[by] ?? 0)
        masks[word] = (masks[word] ?? 0) | (bits[by] ?? 0)
      }
    }
  }
  return { a: a.slice(0, count), b: b.slice(0, count), m: new BigInt64Array(masks.buffer, 0, count) }
}

/** For a span of records the second records of all pairs, and the rules that made these, by the first record. */
function spanSorter(rules: readonly RulePairs[]) {
  const spans = (rules[0]?.starts.length ?? 1) - 1
  const sizes = Array.from({ length: spans }, (_, span) =>
    rules.reduce((sum, { starts }) => sum + (starts[span + 1] ?? 0) - (starts[span] ?? 0), 0),
  )
  const most = sizes.reduce((largest, size) => Math.max(largest, size), 0)
  const [starts, places] = [new Int32Array(spanRecords + 1), new Int32Array(spanRecords + 1)]
  const [partner, rule] = [new Int32Array(most), new Uint8Array(most)]
  return (span: number) => {
    const from = span * spanRecords
    starts.fill(0)
    for (const { a, starts: own } of rules) {
      const end = own[span + 1] ?? 0
      for (let row = own[span] ?? 0; row < end; row++) {
        const next = (a[row] ?? 0) - from + 1
        starts[next] = (starts[next] ?? 0) + 1
      }
    }
    addUp(starts)
    places.set(starts)
    for (const [index, { a, b, starts: own }] of rules.entries()) {
      const end = own[span + 1] ?? 0
      for (let row = own[span] ?? 0; row < end; row++) {
        const record = (a[row] ?? 0) - from
        const place = places[record] ?? 0
        places[record] = place + 1
        partner[place] = b[row] ?? 0
        rule[place] = index
      }
    }
    return { starts, partner, rule }
  }
}
