import { packDigits } from '../../sql/index.ts'
import { type ColumnNumbers, type Feature, type TextSql, featureOf } from './feature.ts'

/** The digits of a text without the spaces, stops and apostrophes that a spreadsheet leaves. */
const digitsSql: TextSql = (_, text) => `translate(${text}, ' .-''', '')`

/** A number of up to 16 digits, packed four bits a digit, so that typing errors are counted by one XOR. */
export function digitsFeature(numberOf: ColumnNumbers, column: string): Feature {
  return featureOf(
    numberOf,
    column,
    'digits',
    'digits',
    (dialect, digits) =>
      `case when ${dialect.fitsPattern(digits, '[0-9]{1,16}')} then ${packDigits(dialect, digits)} end`,
    digitsSql,
  )
}

/**
 * A NIK packed four bits a digit; NULL where it cannot be one. Placeholders and impossible numbers (serial 0000, a day
 * that no month has, one digit repeated, no such province) would make one block of thousands of strangers.
 */
export function nikFeature(numberOf: ColumnNumbers, column: string): Feature {
  const sql: TextSql = (dialect, digits) => {
    const possible = [
      dialect.fitsPattern(digits, possibleNik),
      `substr(${digits}, 13, 4) <> '0000'`,
      `${digits} <> repeat(substr(${digits}, 1, 1), 16)`,
    ]
    return `case when ${possible.join(' and ')} then ${packDigits(dialect, digits)} end`
  }
  return featureOf(numberOf, column, 'nik', 'nik', sql, digitsSql)
}

/** A province, four digits more of the area, a day that the month has (40 added for women), a year, a serial. */
const possibleNik = [
  '[1-9][1-9][0-9]{4}(?:(?:0[1-9]|[12][0-9]|4[1-9]|[56][0-9])(?:0[1-9]|1[0-2])',
  '(?:30|70)(?:0[13-9]|1[0-2])',
  '(?:31|71)(?:0[13578]|1[02]))[0-9]{6}',
].join('|')

/** A quantity. A decimal comma is read as one. */
export function numberFeature(numberOf: ColumnNumbers, column: string): Feature {
  return featureOf(
    numberOf,
    column,
    'number',
    'number',
    (dialect, text) =>
      `try_cast(${dialect.replacePattern(`replace(${text}, ',', '.')`, '[^0-9.eE+-]', '')} as double)`,
  )
}
