import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTable, rowsOf } from '../../../tests/support/tables-on-duckdb.ts'
import { duckDbDialect, openDuckDb } from '../../engine/duckdb/index.ts'
import { type Comparison, comparisonOf, stridesOf } from '../compare/comparison.ts'
import type { ComparisonSettings } from '../settings/schema.ts'
import { weightGroups, weightJoins, weightRows } from './weight-tables.ts'
import { type Weights, evidenceOf } from './weights.ts'

/** More combinations than one table has rows for, and two fields whose evidence the first one contains. */
const settings: readonly ComparisonSettings[] = [
  { column: 'nik', as: 'nik', frequency: false },
  ...['own', 'mother', 'father', 'head'].map(
    (column): ComparisonSettings => ({
      column,
      as: 'name',
      similar: [0.92, 0.85],
      frequency: column === 'own',
    }),
  ),
  { column: 'birth', as: 'date', format: 'auto', covered_by: 'nik', frequency: true },
  { column: 'sex', as: 'exact', covered_by: 'nik', frequency: false },
]
const columns = settings.map(({ column }) => column)
const comparisons = settings.map((each) => comparisonOf(each, (name) => columns.indexOf(name), duckDbDialect))
const weights: Weights = {
  prior: -20_000,
  levels: comparisons.map(({ levels }, index) => levels.map((_, level) => (level - 1) * 1000 + index)),
  mostFrequency: comparisons.map(({ frequency }, index) => (frequency ? 500 + index : 0)),
  unseenFrequency: comparisons.map(() => 0),
  keep: 0,
}
const groups = weightGroups(comparisons)

const levels = fc.tuple(...comparisons.map(({ levels: { length } }) => fc.nat(length - 1)))

test('the tables add what the evidence of a pattern does, though a field and what contains it lie in two of them', async () => {
  expect(groups.length).toBe(2)
  expect(groups[1]?.covers).toEqual([0])
  await using db = await openDuckDb()
  for (const group of groups)
    await db.fillTable(group.name, { code: 'integer', weight: 'integer', most: 'integer' }, [
      weightRows(group, comparisons, weights),
    ])
  await fc.assert(
    fc.asyncProperty(fc.array(levels, { minLength: 20, maxLength: 40 }), async (pairs) => {
      const known = await weighed(pairs)
      const open = await weighed(
        pairs.map((pair) => pair.map((level, index) => opened(level, comparisons[index]))),
      )
      pairs.forEach((pair, row) => {
        const pattern = stridesOf(comparisons).reduce(
          (sum, stride, index) => sum + stride * (pair[index] ?? 0),
          0,
        )
        const evidence = evidenceOf(pattern, comparisons, weights).reduce((sum, each) => sum + each, 0)
        expect(known[row]?.weight).toBe(evidence)
        expect(open[row]?.most).toBeGreaterThanOrEqual(evidence + rarityOf(pair))
      })
    }),
    { numRuns: 20 },
  )

  async function weighed(pairs: readonly (readonly (number | null)[])[]) {
    await fillTable(db, 'pair', {
      types: { row: 'integer', ...Object.fromEntries(columns.map((_, index) => [`c${index}`, 'integer'])) },
      rows: pairs.map((pair, row) => ({
        row,
        ...Object.fromEntries(pair.map((level, index) => [`c${index}`, level])),
      })),
    })
    const sum = (column: string) => groups.map(({ name }) => `${name}.${column}`).join(' + ')
    return rowsOf(
      await db.readColumns(`
        select ${sum('weight')} as weight, ${sum('most')} as most from pair p${weightJoins(groups, 'p')} order by p.row`),
    )
  }
})

/** A level that only texts can tell is open until they are looked at. */
function opened(level: number, comparison: Comparison | undefined): number | null {
  return comparison?.far?.levels.includes(level) === true ? null : level
}

/** What rarity adds at most to a pair whose levels are known. */
function rarityOf(pair: readonly number[]): number {
  const own =
    comparisons[1]?.frequency?.levels.includes(pair[1] ?? 0) === true ? (weights.mostFrequency[1] ?? 0) : 0
  const isCovered = (pair[0] ?? 0) >= 2
  const birth = comparisons[5]?.frequency?.levels.includes(pair[5] ?? 0) === true
  return own + (birth && !isCovered ? (weights.mostFrequency[5] ?? 0) : 0)
}
