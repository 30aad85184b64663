import { type Sides, hasBit, pairStep } from '../../linkage/index.ts'
import type { TableEngine } from '../table-engine.ts'
import type { Counted, CountedRule } from './plan-rules.ts'

export type PairRequest = {
  /** Of the table to make. */
  readonly name: string
  readonly counted: Counted
  readonly sides: Sides
}

/** Makes the table of the pairs of all rules (`pairStep`). @returns the rules with their pairs as they now are */
export async function makePairs(
  db: TableEngine,
  { name, counted: { rules, joins, prefix }, sides }: PairRequest,
): Promise<readonly CountedRule[]> {
  const plans = rules.map(({ plan }) => plan)
  await db.makeTable(name, pairStep(name, { plans, joins, prefix }, sides).sql)
  const { numbers } = await db.readColumns(`select m, count(*) as pairs from ${name} group by m`)
  const [masks, pairs] = [numbers('m'), numbers('pairs')]
  const madeBy = (index: number) =>
    pairs.reduce((sum, count, row) => (hasBit(masks[row] ?? 0, index) ? sum + count : sum), 0)
  return rules.map((rule, index) => ({ ...rule, pairs: madeBy(index) }))
}
