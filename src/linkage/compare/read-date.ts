import type { Dialect } from '../../sql/index.ts'
import { type ColumnNumbers, type Feature, type TextSql, asRead, featureOf } from './feature.ts'

export type DateFormat = 'auto' | 'year_first' | 'day_first' | 'month_first'

/**
 * The features of a date: `day_N` (yyyymmdd), `year_N`, `md_N` (mmdd) and `dm_N` (ddmm, to find exchanged parts); NULL
 * for what is no date. Months and days out of range stay as written: a typing error is compared, not thrown away.
 */
export function dateFeatures(
  numberOf: ColumnNumbers,
  column: string,
  format: DateFormat,
): readonly [day: Feature, year: Feature, monthDay: Feature, dayMonth: Feature] {
  const part = (name: string, of: TextSql) =>
    featureOf(numberOf, column, 'date', name, of, (dialect, text) => dayNumberSql(dialect, text, format))
  return [
    part('day', asRead),
    part('year', ({ wholeQuotient }, day) => wholeQuotient(day, '10000')),
    part('md', (_, day) => `(${day} % 10000)`),
    part(
      'dm',
      ({ wholeQuotient }, day) => `(${day} % 100 * 100 + ${wholeQuotient(`(${day} % 10000)`, '100')})`,
    ),
  ]
}

/** SQL: the date in `text` as the whole number yyyymmdd, or NULL. ISO dates take the first, cheap way. */
export function dayNumberSql(dialect: Dialect, text: string, format: DateFormat): string {
  const compact = `replace(substr(${text}, 1, 10), '-', '')`
  const iso = `length(${compact}) = 8 and substr(${text}, 5, 1) = '-'`
  const cases = format === 'auto' || format === 'year_first' ? [`when ${iso} then ${whole(compact)}`] : []
  return `case ${[...cases, ...eightDigits(dialect, text, format), ...partedDates(dialect, text, format)].join(' ')} end`
}

function whole(text: string): string {
  return `try_cast(${text} as integer)`
}

/** 19560409 or 09041956: with `auto`, the year is where 18 to 21 stands. */
function eightDigits(dialect: Dialect, text: string, format: DateFormat): readonly string[] {
  const trimmed = dialect.trimmed(text)
  const turned = (first: string, second: string) =>
    whole(`concat(substr(${trimmed}, 5, 4), ${first}, ${second})`)
  const [one, two] = [`substr(${trimmed}, 1, 2)`, `substr(${trimmed}, 3, 2)`]
  const all = dialect.fitsPattern(trimmed, '[0-9]{8}')
  if (format === 'day_first') return [`when ${all} then ${turned(two, one)}`]
  if (format === 'month_first') return [`when ${all} then ${turned(one, two)}`]
  const yearFirst = dialect.fitsPattern(trimmed, '(1[89]|2[01])[0-9]{6}')
  const late = format === 'auto' ? [`when ${all} then ${turned(two, one)}`] : []
  return [`when ${format === 'auto' ? yearFirst : all} then ${whole(trimmed)}`, ...late]
}

/** 9/4/1956, 09.04.1956, 1956/4/9, with or without a time behind. */
function partedDates(dialect: Dialect, text: string, format: DateFormat): readonly string[] {
  const yearFirst = '^\\s*([0-9]{4})\\D([0-9]{1,2})\\D([0-9]{1,2})(\\D.*)?$'
  const yearLast = '^\\s*([0-9]{1,2})\\D([0-9]{1,2})\\D([0-9]{4})(\\D.*)?$'
  const [dayAt, monthAt] = format === 'month_first' ? [2, 1] : [1, 2]
  const parts = (pattern: string, year: number, month: number, day: number) =>
    `when ${dialect.fitsPattern(text, pattern)} then ${[year, month, day]
      .map(
        (bracket, index) =>
          `cast(${dialect.extractPattern(text, pattern, bracket)} as integer)${[' * 10000', ' * 100', ''][index]}`,
      )
      .join(' + ')}`
  const last = parts(yearLast, 3, monthAt, dayAt)
  const first = parts(yearFirst, 1, 2, 3)
  return format === 'year_first' ? [first] : format === 'auto' ? [first, last] : [last, first]
}
