import { expect, test } from 'vitest'
import { duckDbDialect } from '../../engine/duckdb/index.ts'
import { comparisonOf, levelsOfPattern, stridesOf } from '../compare/comparison.ts'
import { learnSession, patternTable } from './em.ts'
import { estimateErrors, falsePairsOf } from './estimate-errors.ts'
import type { Evidence } from './evidence.ts'
import { randomShares, withoutMatches } from './u.ts'
import { millibits, probabilityOf, weightOfProbability } from './weights.ts'

const columns = ['a', 'b', 'c']
const comparisons = columns.map((column) =>
  comparisonOf({ column, as: 'exact', frequency: false }, (name) => columns.indexOf(name), duckDbDialect),
)

test('a pattern holds its levels', () => {
  const strides = stridesOf(comparisons)
  expect(strides).toEqual([1, 3, 9])
  expect(levelsOfPattern(2 * 1 + 0 * 3 + 1 * 9, comparisons)).toEqual([2, 0, 1])
})

// The counts are those that the model itself expects, so that its parameters are the only maximum.
test('EM finds m and the share of matches from which the counts were made', () => {
  const m = [0.95, 0.8, 0.7]
  const u = [0.05, 0.1, 0.01]
  const share = 0.2
  const rows = Array.from({ length: 8 }, (_, number) => {
    const agrees = [1, 2, 4].map((bit) => (number & bit) > 0)
    const chance = (p: readonly number[]) =>
      p.reduce((product, each, index) => product * (agrees[index] === true ? each : 1 - each), 1)
    const pattern = agrees.reduce((sum, yes, index) => sum + (yes ? 2 : 1) * 3 ** index, 0)
    return { pattern, count: 1e7 * (share * chance(m) + (1 - share) * chance(u)) }
  })
  const learnt = learnSession({
    table: patternTable(rows, comparisons),
    comparisons,
    free: [0, 1, 2],
    u: u.map((each) => [0, 1 - each, each]),
    startM: comparisons.map(() => [0, 0.1, 0.9]),
  })
  expect(learnt.matchShare).toBeCloseTo(share, 2)
  learnt.matched.forEach(([, differs = 0, equal = 0], index) =>
    expect(equal / (differs + equal)).toBeCloseTo(m[index] ?? 0, 2),
  )
})

test('u of equality is counted, and what matches explain is taken away', () => {
  const evidence: Evidence = {
    comparisons,
    totalPairs: 1e6,
    records: 1415,
    counted: comparisons.map(() => ({
      filledPairs: 1e6,
      agreeing: [{ level: 2, pairs: 3_000 }],
      records: 1415,
    })),
    random: [],
    rate: 1,
    training: [],
    rules: [],
  }
  const random = randomShares(evidence)
  expect(random[0]).toEqual([0, 0.997, 0.003])
  const u = withoutMatches(random, [[0, 0.1, 0.9]], 0.001)
  expect(u[0]?.[2]).toBeCloseTo(0.0021, 5)
})

test('weights are whole thousandths of a bit, and probabilities come back from them', () => {
  expect(millibits(8)).toBe(3000)
  expect(weightOfProbability(0.5)).toBe(0)
  expect(probabilityOf(weightOfProbability(0.95))).toBeCloseTo(0.95, 4)
})

test('errors are estimated from the probabilities alone', () => {
  const weights = [
    { weight: weightOfProbability(0.9), count: 100 },
    { weight: weightOfProbability(0.1), count: 100 },
  ]
  const { falseDiscovery, missed } = estimateErrors(weights, 0)
  expect(falseDiscovery).toBeCloseTo(0.1, 3)
  expect(missed).toBeCloseTo(0.1, 3)
})

test('false pairs grow with the file, but not where a rule holds an area', () => {
  const rule = { pairs: 1_000, matches: 0.5 }
  expect(falsePairsOf({ ...rule, isLocal: false }, 1_000, 10)).toBe(5)
  expect(falsePairsOf({ ...rule, isLocal: true }, 1_000, 10)).toBe(0.5)
})
