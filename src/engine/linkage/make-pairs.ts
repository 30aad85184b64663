import { type PlacedRule, type Sides, hasBit, pairStep } from '../../linkage/index.ts'
import type { ReadKeys, TableEngine } from '../table-engine.ts'
import type { KeyedRecords } from './equal-keys.ts'
import type { RulePairs } from './merge-pairs.ts'
import { openPairThreads } from './pair-threads.ts'
import { type Counted, type CountedRule, pairsOf } from './plan-rules.ts'

export type PairRequest = {
  /** Of the table to make. */
  readonly name: string
  readonly counted: Counted
  readonly sides: Sides
  readonly records: number
}

/**
 * Makes the table of the pairs of all rules (`pairStep`). Of many records, where tables lie in this process, rules without
 * blocks over the cap are paired by threads of it: they take two thirds of what joins do, each of which holds all records in
 * one table of hashes.
 * @returns the rules with their pairs as they now are
 */
export async function makePairs(db: TableEngine, request: PairRequest): Promise<readonly CountedRule[]> {
  const { name, counted, sides } = request
  const placed = placedRules(counted)
  const readKeys = isWorthThreads(request) ? db.readKeys : undefined
  const whole = readKeys === undefined ? [] : placed.filter(({ plan }) => !plan.hasBig)
  const joined = placed.filter((rule) => !whole.includes(rule))
  if (readKeys !== undefined && whole.length > 0) await findPairs(db, readKeys, whole, request)
  if (joined.length > 0)
    await db.makeTable(name, pairStep(name, joined, sides, whole.length > 0 ? name : undefined).sql)
  const { numbers } = await db.readColumns(`select m, count(*) as pairs from ${name} group by m`)
  const [masks, pairs] = [numbers('m'), numbers('pairs')]
  const madeBy = (index: number) =>
    pairs.reduce((sum, count, row) => (hasBit(masks[row] ?? 0, index) ? sum + count : sum), 0)
  return counted.rules.map((rule, index) => ({ ...rule, pairs: madeBy(index) }))
}

/** The rules with their places and the numbers of their tables. */
export function placedRules({ rules, prefix }: Counted): readonly PlacedRule[] {
  return rules.map(({ plan }, index) => ({ plan, index, number: `${prefix}${index}` }))
}

/** Of fewer records joins are as fast; of more, or more pairs, those that spill to disk are the safer way. */
const [fewRecords, manyRecords, manyPairs] = [2_000_000, 50_000_000, 100_000_000]

function isWorthThreads({ counted: { rules }, records }: PairRequest): boolean {
  return records >= fewRecords && records <= manyRecords && pairsOf(rules) <= manyPairs
}

/** Rules whose keys are read at once, while threads find the pairs of those before them; and the bytes of these keys. */
const [rulesAtOnce, bytesAtOnce] = [6, 500_000_000]

/** Makes the table of the pairs of rules by threads. */
export async function findPairs(
  db: TableEngine,
  readKeys: ReadKeys,
  rules: readonly PlacedRule[],
  { name, sides, records }: PairRequest,
): Promise<void> {
  await using threads = openPairThreads()
  const finding: Promise<RulePairs>[] = []
  const size = Math.max(1, Math.min(rulesAtOnce, Math.floor(bytesAtOnce / (8 * records))))
  for (let from = 0; from < rules.length; from += size) {
    const some = rules.slice(from, from + size)
    const keyed = await keysOf(readKeys, some, records)
    // No more than two batches of keys are in memory.
    await Promise.all(finding.slice(0, Math.max(0, from - size)))
    keyed.forEach((each, place) => {
      const index = some[place]?.index ?? 0
      const found = threads.find(each, sides).then((pairs) => ({ index, ...pairs }))
      // That one fails is told where all of them are awaited.
      found.catch(() => {})
      finding.push(found)
    })
  }
  const merged = await threads.merge(await Promise.all(finding))
  await db.fillTable(
    name,
    { a: 'integer', b: 'integer', m: 'bigint' },
    merged.map(({ a, b, m }) => [a, b, m]),
  )
}

/** The records, in memory that all threads see, with the key of each rule. */
async function keysOf(
  readKeys: ReadKeys,
  rules: readonly PlacedRule[],
  records: number,
): Promise<readonly KeyedRecords[]> {
  const rid = new Int32Array(new SharedArrayBuffer(4 * records))
  const columns = rules.map(() => new Uint32Array(2 * records))
  const keys = rules.map(({ plan: { rule } }) => rule.keys.map((sql) => sql('record')))
  let at = 0
  for (const chunk of await readKeys('record', 'rid', keys)) {
    rid.set(chunk.numbers, at)
    for (const [rule, words] of chunk.keys.entries()) columns[rule]?.set(words, 2 * at)
    at += chunk.numbers.length
  }
  return columns.map((words) => ({ rid, words }))
}
