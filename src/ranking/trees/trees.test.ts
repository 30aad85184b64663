import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomNormal, seededRandom } from '../../kernel/index.ts'
import { type Binned, binned } from './bins.ts'
import { addTrees, boost, chooseTreeCount } from './boost.ts'
import { plainKernel } from '../plain-kernel.ts'
import { quantisedWeights, remainder, withPulls } from './histogram.ts'
import type { Tree } from './tree.ts'

const settings = { depth: 2, rate: 0.1, prior: 10, households: 10, psus: 3, signs: [] as number[] }

test('a value lies in the bin of the cuts below it, whatever the columns hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -5, max: 5 }), { minLength: 1, maxLength: 300 }),
      (values) => {
        const { cuts, codes } = binned([Float64Array.from(values)])
        values.forEach((value, row) => {
          expect(codes[0]![row]).toBe(cuts[0]!.filter((cut) => cut < value).length)
        })
        expect(cuts[0]!.length).toBeLessThan(64)
      },
    ),
  )
})

test('a histogram less that of some rows is that of the others, to the bit', () => {
  const { bins, residual, weight, rows } = steps(500)
  const pulls = withPulls(quantisedWeights(weight, rows), { residual, weight }, new Float64Array(500), rows)
  const some = rows.filter((row) => row % 3 === 0)
  const others = rows.filter((row) => row % 3 !== 0)
  const histogramOf = plainKernel.histogramSpace(bins)
  expect(remainder(histogramOf(pulls, rows), histogramOf(pulls, some))).toEqual(histogramOf(pulls, others))
})

test('the order of the rows changes no tree', () => {
  const { bins, residual, weight, psu, rows } = steps(400)
  const input = { ...groundOf(bins), residual, weight, psu, settings }
  expect(boost(input, rows.toReversed(), 20)).toEqual(boost(input, rows, 20))
})

test('boosted trees find a step and a product that no line can', () => {
  const { bins, residual, weight, psu, rows, truth } = steps(4000)
  const input = { ...groundOf(bins), residual, weight, psu, settings }
  const splits = [0, 1, 2].map((part) => ({
    rows: rows.filter((row) => Math.floor(row / 10) % 3 !== part),
    held: rows.filter((row) => Math.floor(row / 10) % 3 === part),
  }))
  const count = chooseTreeCount(input, splits)
  const score = addTrees(boost(input, rows, count), bins, rows, new Float64Array(rows.length))
  const distance = (of: (row: number) => number) =>
    truth.reduce((sum, value, row) => sum + (value - of(row)) ** 2, 0) / truth.length
  expect(distance((row) => score[row]!)).toBeLessThan(0.1 * distance(() => 0))
})

test('on noise alone hardly a tree helps households that were held out', () => {
  const { bins, weight, psu, rows } = steps(2000)
  const random = seededRandom(5)
  const residual = weight.map(() => randomNormal(random))
  const splits = [0, 1].map((part) => ({
    rows: rows.filter((row) => Math.floor(row / 10) % 2 !== part),
    held: rows.filter((row) => Math.floor(row / 10) % 2 === part),
  }))
  expect(chooseTreeCount({ ...groundOf(bins), residual, weight, psu, settings }, splits)).toBeLessThan(8)
})

test('with a sign the score never falls as the column rises, whatever the others are', () => {
  const { bins, residual, weight, psu, rows } = steps(1500)
  const signed = { ...settings, depth: 3, signs: [1, -1, 0] }
  const trees = boost({ ...groundOf(bins), residual, weight, psu, settings: signed }, rows, 60)
  const free = boost(
    { ...groundOf(bins), residual, weight, psu, settings: { ...signed, signs: [] } },
    rows,
    60,
  )
  expect([falls(trees, 0, 1), falls(trees, 1, -1)]).toEqual([0, 0])
  expect(falls(free, 0, 1) + falls(free, 1, -1)).toBeGreaterThan(0)
})

/** How often, over all combinations of bins, the score goes against the sign from one bin of a column to the next. */
function falls(trees: readonly Tree[], column: number, sign: number): number {
  const levels = [6, 3, 2]
  const combinations = levels.reduce<number[][]>(
    (all, count) => all.flatMap((some) => Array.from({ length: count }, (_, bin) => [...some, bin])),
    [[]],
  )
  const codes = levels.map((_, j) => Uint8Array.from(combinations, (bins) => bins[j]!))
  const everyRow = Int32Array.from(combinations.keys())
  const score = addTrees(
    trees,
    { codes, cuts: [], offsets: new Int32Array() },
    everyRow,
    new Float64Array(36),
  )
  return combinations.filter((bins, row) => {
    const next = combinations.findIndex((other) =>
      other.every((bin, j) => bin === bins[j]! + (j === column ? 1 : 0)),
    )
    return next >= 0 && sign * (score[next]! - score[row]!) < -1e-12
  }).length
}

test('a leaf speaks for enough PSUs: one village is no pattern', () => {
  const { bins, weight, psu, rows } = steps(300)
  const residual = weight.map((_, row) => (psu[row] === 7 ? 50 : 0))
  const depthOf = (tree: Tree): number =>
    tree.kind === 'leaf' ? 0 : 1 + Math.max(depthOf(tree.below), depthOf(tree.above))
  const village = {
    ...bins,
    codes: [Uint8Array.from(psu, (code) => (code === 7 ? 1 : 0)), ...bins.codes.slice(1)],
  }
  const grown = (psus: number) =>
    boost(
      {
        ...groundOf(village),
        residual,
        weight,
        psu,
        settings: { ...settings, households: 1, psus, depth: 1 },
      },
      rows,
      1,
    )
  expect(depthOf(grown(1)[0]!)).toBe(1)
  expect(grown(3).every((tree) => tree.kind === 'leaf' || tree.column !== 0)).toBe(true)
})

const groundOf = (bins: Binned) => ({ binned: bins, histogramOf: plainKernel.histogramSpace(bins) })

/** y = ±1/2 by the sign of x0, + (x1 + 1) x2 + noise, x of few values; ten households a PSU. */
function steps(count: number) {
  const random = seededRandom(3)
  const rows = Int32Array.from({ length: count }, (_, row) => row)
  const draw = (levels: number) =>
    Float64Array.from(rows, () => Math.floor(random() * levels) - (levels - 1) / 2)
  const columns = [draw(6), draw(3), draw(2)]
  const truth = Float64Array.from(
    rows,
    (row) => (columns[0]![row]! > 0 ? 0.5 : -0.5) + (columns[1]![row]! + 1) * columns[2]![row]!,
  )
  return {
    columns,
    rows,
    truth,
    bins: binned(columns),
    residual: truth.map((value) => value + 0.3 * randomNormal(random)),
    weight: Float64Array.from(rows, () => 0.5 + random()),
    psu: rows.map((row) => Math.floor(row / 10)),
  }
}
