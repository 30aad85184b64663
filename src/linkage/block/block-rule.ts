import { type Dialect, lastDigits } from '../../sql/index.ts'
import {
  type ColumnNumbers,
  type Feature,
  areaSql,
  codeSql,
  featureOf,
  plainSql,
} from '../compare/feature.ts'
import { dateFeatures } from '../compare/read-date.ts'
import { digitsFeature, nikFeature, numberFeature } from '../compare/read-number.ts'
import { nameFeatures } from '../compare/read-text.ts'
import { type KeyPart, renderRule } from '../settings/key-expression.ts'
import type { ComparisonSettings } from '../settings/schema.ts'

/** Records whose keys are all equal are compared with one another; a NULL in any of them makes no pair. */
export type BlockRule = {
  /** As the user wrote it. */
  readonly text: string
  /** Columns of the settings it reads. */
  readonly columns: readonly string[]
  readonly features: readonly Feature[]
  /** SQL over a record of the given alias: whole numbers, as few as possible. */
  readonly keys: readonly RecordSql[]
  /** The feature that its key is, where it is no more and no less than that. */
  readonly equal: string | undefined
  /** It holds an area, so a person's pairs do not grow with the country. */
  readonly isLocal: boolean
}

export type RecordSql = (record: string) => string

type ReadPart = {
  readonly feature: Feature
  readonly sql: RecordSql
  readonly bits: number
  /** It is the feature as it stands. */
  readonly isPlain?: boolean
}

export type RuleReader = {
  readonly comparisons: readonly ComparisonSettings[]
  readonly numberOf: ColumnNumbers
  readonly dialect: Dialect
}

export function blockRuleOf(parts: readonly KeyPart[], reader: RuleReader): BlockRule {
  const read = parts.map((part) => readPart(part, reader))
  const columns = [...new Set(parts.map(({ column }) => column))]
  const areas = reader.comparisons.flatMap(({ as, column }) => (as === 'area' ? [column] : []))
  return {
    text: renderRule(parts),
    columns,
    features: read.map(({ feature }) => feature),
    keys: packed(read),
    equal: read.length === 1 && read[0]?.isPlain === true ? read[0].feature.name : undefined,
    isLocal: columns.some((column) => areas.includes(column)),
  }
}

/** Parts side by side in numbers of at most 62 bits: one comparison of whole numbers instead of several. */
function packed(parts: readonly ReadPart[]): readonly RecordSql[] {
  const keys: { sql: RecordSql; bits: number }[] = []
  for (const { sql, bits } of parts) {
    const host = keys.find((key) => key.bits + bits <= 62)
    if (host === undefined) {
      keys.push({ sql: (record) => `cast(${sql(record)} as bigint)`, bits })
      continue
    }
    const before = host.sql
    host.sql = (record) => `(${before(record)} * ${2 ** bits} + ${sql(record)})`
    host.bits += bits
  }
  return keys.map(({ sql }) => sql)
}

function readPart({ function: name, column, length }: KeyPart, reader: RuleReader): ReadPart {
  const { numberOf } = reader
  switch (name) {
    case 'value':
      return readValue(column, reader)
    case 'year':
    case 'month':
    case 'day':
      return readDatePart(name, column, reader)
    case 'first_sound':
      return plain(nameFeatures(numberOf, column).first, 26)
    case 'last_sound':
      return plain(nameFeatures(numberOf, column).last, 26)
    case 'sorted':
      return plain(nameFeatures(numberOf, column).sorted, 60)
    case 'joined':
      return plain(nameFeatures(numberOf, column).joined, 60)
    case 'first':
    case 'last':
    case 'word':
      return readPiece(name, column, length, reader)
  }
}

function readValue(column: string, reader: RuleReader): ReadPart {
  const { numberOf } = reader
  switch (asOf(column, reader)) {
    case 'nik':
      return plain(nikFeature(numberOf, column), 64)
    case 'digits':
      return plain(digitsFeature(numberOf, column), 64)
    case 'date':
      return plain(dateOf(column, reader)[0], 25)
    case 'name':
      return plain(nameFeatures(numberOf, column).joined, 60)
    case 'number':
      return {
        feature: numberFeature(numberOf, column),
        sql: (record) => `floor(${record}.number_${numberOf(column)})`,
        bits: 60,
      }
    default:
      return plain(
        keyFeature('value', column, reader, (text) => text),
        60,
      )
  }
}

function readDatePart(name: 'year' | 'month' | 'day', column: string, reader: RuleReader): ReadPart {
  const [day, year] = dateOf(column, reader)
  if (name === 'year') return plain(year, 12)
  const sql: RecordSql = (record) =>
    name === 'day'
      ? `(${record}.${day.name} % 100)`
      : reader.dialect.wholeQuotient(`(${record}.${day.name} % 10000)`, '100')
  return { feature: day, sql, bits: 7 }
}

function readPiece(
  name: 'first' | 'last' | 'word',
  column: string,
  length: number,
  reader: RuleReader,
): ReadPart {
  const as = asOf(column, reader)
  if (name === 'last' && (as === 'nik' || as === 'digits')) {
    const number = (as === 'nik' ? nikFeature : digitsFeature)(reader.numberOf, column)
    return {
      feature: number,
      sql: (record) => lastDigits(`${record}.${number.name}`, length),
      bits: 64,
    }
  }
  const pieces = {
    first: (text: string) => `substr(${text}, 1, ${length})`,
    last: (text: string) => `substr(${text}, greatest(1, length(${text}) - ${length - 1}))`,
    word: (text: string) => `nullif(split_part(${text}, ' ', ${length}), '')`,
  }
  return plain(keyFeature(`${name}${length}`, column, reader, pieces[name]), 60)
}

/** A text as a whole number: of its digits where it is a short code, else by its hash. */
function keyFeature(
  part: string,
  column: string,
  reader: RuleReader,
  piece: (text: string) => string,
): Feature {
  const as = asOf(column, reader)
  if (as === 'area')
    return featureOf(
      reader.numberOf,
      column,
      'area',
      `${part}_key`,
      (dialect, area) => `coalesce(try_cast('1' || ${piece(area)} as bigint), ${dialect.hash(piece(area))})`,
      areaSql,
    )
  return featureOf(reader.numberOf, column, 'text', `${part}_key`, (dialect, text) =>
    dialect.hash(piece(as === 'exact' ? codeSql(dialect, text) : plainSql(dialect, text))),
  )
}

function dateOf(column: string, { comparisons, numberOf }: RuleReader) {
  const compared = comparisons.find((each) => each.column === column)
  return dateFeatures(numberOf, column, compared?.as === 'date' ? compared.format : 'auto')
}

function asOf(column: string, { comparisons }: RuleReader): ComparisonSettings['as'] {
  return comparisons.find((each) => each.column === column)?.as ?? 'text'
}

function plain(feature: Feature, bits: number): ReadPart {
  return { feature, sql: (record) => `${record}.${feature.name}`, bits, isPlain: true }
}
