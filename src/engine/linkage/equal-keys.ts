import type { Sides } from '../../linkage/index.ts'

/** Records with a key of 64 bits each. */
export type KeyedRecords = {
  readonly rid: Int32Array
  /** Two words a record, the lower one first; both 0 where it has no key. */
  readonly words: Uint32Array<ArrayBuffer>
}

/** Pairs of records, a < b, as columns of equal length. */
type PairColumns = { readonly a: Int32Array; readonly b: Int32Array }

/**
 * Pairs in the order of the span of a, in memory that all threads see: where those of each span of records begin, and where
 * the last ones end.
 */
export type SpannedPairs = PairColumns & { readonly starts: Int32Array }

/** Records of a span, as a power of 2: what is known of them while pairs are put together fits the memory of a core. */
export const spanBits = 16

/** Records of a slice, about: what is held against one another fits the memory of a core. */
const sliceRecords = 32_768

/**
 * The pairs of records with equal keys that the sides allow. Keys are parted by their upper bits into slices, and each slice
 * is hashed by itself (radix join; Manegold, Boncz and Kersten 2002).
 */
export function pairsOfEqualKeys(records: KeyedRecords, sides: Sides): SpannedPairs {
  const slices = slicesOf(records)
  const pairs = pairList()
  const find = sliceFinder(slices, pairs, sideTest(sides))
  for (let slice = 0; slice < slices.starts.length - 1; slice++) find(slice)
  return inSpans(pairs.columns(), records.rid.length)
}

function inSpans({ a, b }: PairColumns, records: number): SpannedPairs {
  const starts = new Int32Array((records >>> spanBits) + 2)
  for (let row = 0; row < a.length; row++) {
    const end = ((a[row] ?? 0) >>> spanBits) + 1
    starts[end] = (starts[end] ?? 0) + 1
  }
  addUp(starts)
  const places = starts.slice()
  const shared = () => new Int32Array(new SharedArrayBuffer(4 * a.length))
  const [firsts, seconds] = [shared(), shared()]
  for (let row = 0; row < a.length; row++) {
    const record = a[row] ?? 0
    const span = record >>> spanBits
    const place = places[span] ?? 0
    places[span] = place + 1
    firsts[place] = record
    seconds[place] = b[row] ?? 0
  }
  return { a: firsts, b: seconds, starts }
}

/** Turns how many there are of each before into where each begins. */
export function addUp(counts: Int32Array): void {
  for (let at = 1; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (counts[at - 1] ?? 0)
}

type Slices = {
  /** Where each slice begins, and where the last one ends. */
  readonly starts: Int32Array
  readonly largest: number
  /** Number, lower and upper word of the key of each record that has one. */
  readonly keyed: Int32Array
}

function slicesOf({ rid, words }: KeyedRecords): Slices {
  const bits = Math.max(1, Math.ceil(Math.log2(rid.length / sliceRecords)))
  const shift = 32 - bits
  const starts = new Int32Array(2 ** bits + 1)
  for (let at = 0; at < words.length; at += 2) {
    const high = words[at + 1] ?? 0
    if (high === 0 && words[at] === 0) continue
    const end = (high >>> shift) + 1
    starts[end] = (starts[end] ?? 0) + 1
  }
  const largest = starts.reduce((most, size) => Math.max(most, size), 0)
  addUp(starts)
  const keyed = new Int32Array(3 * (starts[starts.length - 1] ?? 0))
  const places = starts.slice()
  for (let at = 0; at < rid.length; at++) {
    const low = words[2 * at] ?? 0
    const high = words[2 * at + 1] ?? 0
    if (high === 0 && low === 0) continue
    const slice = high >>> shift
    const place = places[slice] ?? 0
    places[slice] = place + 1
    keyed[3 * place] = rid[at] ?? 0
    keyed[3 * place + 1] = low
    keyed[3 * place + 2] = high
  }
  return { starts, largest, keyed }
}

/** Chains of a slice's records by the lower words of their keys; each record is held against those before it. */
function sliceFinder({ starts, largest, keyed }: Slices, pairs: PairList, allows: SideTest | undefined) {
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2, 2 * largest))) - 1
  const [heads, before] = [new Int32Array(mask + 1), new Int32Array(largest + 1)]
  return (slice: number): void => {
    const [from, to] = [starts[slice] ?? 0, starts[slice + 1] ?? 0]
    heads.fill(0)
    for (let at = from; at < to; at++) {
      const lower = keyed[3 * at + 1] ?? 0
      const upper = keyed[3 * at + 2] ?? 0
      const chain = lower & mask
      const head = heads[chain] ?? 0
      for (let other = head; other !== 0; other = before[other] ?? 0) {
        const there = 3 * (from + other - 1)
        if (keyed[there + 1] !== lower || keyed[there + 2] !== upper) continue
        const a = Math.min(keyed[there] ?? 0, keyed[3 * at] ?? 0)
        const b = Math.max(keyed[there] ?? 0, keyed[3 * at] ?? 0)
        if (allows === undefined || allows(a, b)) pairs.add(a, b)
      }
      before[at - from + 1] = head
      heads[chain] = at - from + 1
    }
  }
}

type SideTest = (a: number, b: number) => boolean

/** Whether the sides allow a pair, a < b; undefined where all are allowed. */
function sideTest(sides: Sides): SideTest | undefined {
  if (sides.kind === 'one') return undefined
  const { split } = sides
  if (sides.kind === 'new') return (_, b) => b >= split
  const { old } = sides
  return (a, b) => a < split && b >= split && (old === undefined || a >= old.left || b < old.right)
}

type PairList = ReturnType<typeof pairList>

function pairList() {
  let [a, b] = [new Int32Array(2 ** 16), new Int32Array(2 ** 16)]
  let count = 0
  const longer = (column: Int32Array) => {
    const copy = new Int32Array(2 * column.length)
    copy.set(column)
    return copy
  }
  return {
    add: (one: number, two: number) => {
      if (count === a.length) [a, b] = [longer(a), longer(b)]
      a[count] = one
      b[count++] = two
    },
    columns: (): PairColumns => ({ a: a.slice(0, count), b: b.slice(0, count) }),
  }
}
