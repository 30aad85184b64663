import type { Dialect } from '../../sql/index.ts'
import type { ComparisonSettings } from '../settings/schema.ts'
import { compareDate, compareDigits, compareNumber } from './compare-numbers.ts'
import { compareArea, compareExact, compareName, compareText, compareWords } from './compare-texts.ts'
import type { ColumnNumbers, Feature } from './feature.ts'

/**
 * One field of two records `l` and `r`. Its levels are numbered: 0 a value is missing, 1 they differ, then ever more
 * alike, up to equal.
 */
export type Comparison = {
  readonly column: string
  readonly as: ComparisonSettings['as']
  /** Names of the levels, by number. */
  readonly levels: readonly string[]
  readonly features: readonly Feature[]
  /** SQL of the level as far as it is cheap; NULL where only `far` can say. */
  readonly near: string
  /** What has to look into texts. */
  readonly far: FarComparison | undefined
  /** Features whose equality is a level: its u is counted exactly. From the most exact on. */
  readonly counted: readonly { readonly level: number; readonly feature: Feature }[]
  /** Levels that are weighed by how often the value of `feature` stands in the data. */
  readonly frequency: { readonly feature: Feature; readonly levels: readonly number[] } | undefined
  /** The column whose agreement contains this one's. */
  readonly coveredBy: string | undefined
}

export type FarComparison = {
  /** Similarities, each computed once a pair. */
  readonly measures: readonly string[]
  /** SQL of the level from the names of the measures. */
  readonly level: (measures: readonly string[]) => string
  /** The levels that can come out. */
  readonly levels: readonly number[]
}

export type Levels = Omit<Comparison, 'column' | 'as' | 'frequency' | 'coveredBy'> & {
  /** Levels beside the counted ones that a value's frequency weighs. */
  readonly rareLevels: readonly number[]
}

/** A comparison of the settings, ready to become SQL. */
export function comparisonOf(
  settings: ComparisonSettings,
  numberOf: ColumnNumbers,
  dialect: Dialect,
): Comparison {
  const levels = levelsOf(settings, numberOf, dialect)
  const { rareLevels: _, ...told } = levels
  return {
    ...told,
    column: settings.column,
    as: settings.as,
    frequency: settings.frequency ? frequencyOf(levels) : undefined,
    coveredBy: settings.covered_by,
  }
}

function levelsOf(settings: ComparisonSettings, numberOf: ColumnNumbers, dialect: Dialect): Levels {
  switch (settings.as) {
    case 'exact':
      return compareExact(settings.column, numberOf)
    case 'text':
      return compareText(settings, numberOf, dialect)
    case 'name':
      return compareName(settings, numberOf, dialect)
    case 'words':
      return compareWords(settings, numberOf, dialect)
    case 'area':
      return compareArea(settings, numberOf)
    case 'date':
      return compareDate(settings, numberOf)
    case 'number':
      return compareNumber(settings, numberOf)
    case 'nik':
    case 'digits':
      return compareDigits(settings, numberOf, dialect)
  }
}

function frequencyOf({ counted, rareLevels }: Levels): Comparison['frequency'] {
  const [first] = counted
  return first && { feature: first.feature, levels: [...counted.map(({ level }) => level), ...rareLevels] }
}

/** What one of a comparison's levels adds to the number of a pattern. */
export function stridesOf(comparisons: readonly Pick<Comparison, 'levels'>[]): readonly number[] {
  return stridesOfSizes(sizesOf(comparisons))
}

/** The levels of a pattern, one a comparison. */
export function levelsOfPattern(
  pattern: number,
  comparisons: readonly Pick<Comparison, 'levels'>[],
): readonly number[] {
  return digitsOf(pattern, sizesOf(comparisons))
}

function sizesOf(comparisons: readonly Pick<Comparison, 'levels'>[]): readonly number[] {
  return comparisons.map(({ levels }) => levels.length)
}

/** What one of each digit adds to a number whose digits, from the lowest on, have so many values each. */
export function stridesOfSizes(sizes: readonly number[]): readonly number[] {
  const strides: number[] = []
  let stride = 1
  for (const size of sizes) {
    strides.push(stride)
    stride *= size
  }
  return strides
}

/** The digits of such a number. */
export function digitsOf(number: number, sizes: readonly number[]): readonly number[] {
  let rest = number
  return sizes.map((size) => {
    const digit = rest % size
    rest = Math.floor(rest / size)
    return digit
  })
}

/** The number of the comparison that contains another one's evidence. */
export function coverOf(
  comparisons: readonly Pick<Comparison, 'column' | 'coveredBy'>[],
  index: number,
): number | undefined {
  const by = comparisons[index]?.coveredBy
  const cover = comparisons.findIndex(({ column }) => column === by)
  return by === undefined || cover < 0 ? undefined : cover
}
