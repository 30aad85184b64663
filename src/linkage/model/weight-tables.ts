import { type Comparison, coverOf, digitsOf, stridesOfSizes } from '../compare/comparison.ts'
import { type Weights, isCovered, weightOfLevel } from './weights.ts'

/**
 * Comparisons that are weighed at once: the table `name` holds a row for each combination of their levels. One row looked up
 * costs a tenth of a CASE for each of them.
 */
export type WeightGroup = {
  readonly name: string
  readonly comparisons: readonly number[]
  /** Comparisons of other groups, of which this one must know whether they agree. */
  readonly covers: readonly number[]
  readonly digits: readonly Digit[]
}

/** A place of the row's number. */
type Digit = { readonly size: number; readonly sql: (pair: string) => string }

/** Rows of a group's table, at most, where it holds more than one comparison. */
const mostRows = 20_000

/** The comparisons in order, as many together as a table has rows for. */
export function weightGroups(comparisons: readonly Comparison[]): readonly WeightGroup[] {
  const groups: WeightGroup[] = []
  for (const index of comparisons.keys()) {
    const last = groups.at(-1)
    const wider = last && groupOf(last.name, [...last.comparisons, index], comparisons)
    if (wider && rowsOf(wider) <= mostRows) groups.splice(-1, 1, wider)
    else groups.push(groupOf(`level_weight_${groups.length}`, [index], comparisons))
  }
  return groups
}

function groupOf(name: string, members: readonly number[], comparisons: readonly Comparison[]): WeightGroup {
  const covers = members.flatMap((index) => coverOf(comparisons, index) ?? [])
  const outside = [...new Set(covers)].filter((cover) => !members.includes(cover))
  const digits = members.map((index): Digit => {
    const { length } = comparisons[index]?.levels ?? []
    return comparisons[index]?.far === undefined
      ? { size: length, sql: (pair) => `${pair}.c${index}` }
      : { size: length + 1, sql: (pair) => `coalesce(${pair}.c${index}, ${length})` }
  })
  const flags = outside.map(
    (cover): Digit => ({ size: 2, sql: (pair) => `case when ${pair}.c${cover} >= 2 then 1 else 0 end` }),
  )
  return { name, comparisons: members, covers: outside, digits: [...digits, ...flags] }
}

function sizesOf({ digits }: WeightGroup): readonly number[] {
  return digits.map(({ size }) => size)
}

function rowsOf(group: WeightGroup): number {
  return sizesOf(group).reduce((rows, size) => rows * size, 1)
}

/** SQL that joins pairs `pair`, with their levels c0, c1 … as far as they are known, with the rows of the tables. */
export function weightJoins(groups: readonly WeightGroup[], pair: string): string {
  const joins = groups.map((group) => {
    const strides = stridesOfSizes(sizesOf(group))
    const places = group.digits.map(({ sql }, place) => `${sql(pair)} * ${strides[place]}`)
    return `\njoin ${group.name} on ${group.name}.code = ${places.join(' + ')}`
  })
  return joins.join('')
}

/**
 * The rows of a group's table: `code`, `weight` (what the levels add, rarity apart) and `most` (what they and rarity can add
 * at most, where levels are still open).
 */
export function weightRows(
  group: WeightGroup,
  comparisons: readonly Comparison[],
  weights: Weights,
): readonly Int32Array[] {
  const rows = rowsOf(group)
  const [code, weight, most] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)]
  for (let row = 0; row < rows; row++) {
    const levelOf = levelsOfRow(group, comparisons, row)
    code[row] = row
    for (const index of group.comparisons) {
      const covered = isCovered(comparisons, index, levelOf)
      const level = levelOf(index)
      const { far, frequency } = comparisons[index] ?? {}
      const added = (each: number) => weightOfLevel(weights, index, each, covered)
      const isRare = level !== undefined && !covered && frequency?.levels.includes(level) === true
      weight[row] = (weight[row] ?? 0) + (level === undefined ? 0 : added(level))
      most[row] =
        (most[row] ?? 0) +
        (level === undefined ? Math.max(...(far?.levels ?? []).map(added)) : added(level)) +
        (isRare ? (weights.mostFrequency[index] ?? 0) : 0)
    }
  }
  return [code, weight, most]
}

/** The level of a comparison in a row, undefined where it is open; of one of another group 2 stands for all that agree. */
function levelsOfRow(group: WeightGroup, comparisons: readonly Comparison[], row: number) {
  const { comparisons: members, covers } = group
  const values = digitsOf(row, sizesOf(group))
  return (index: number): number | undefined => {
    const place = members.indexOf(index)
    if (place < 0) return values[members.length + covers.indexOf(index)] === 1 ? 2 : 0
    return values[place] === comparisons[index]?.levels.length ? undefined : values[place]
  }
}
