import { type ColumnNumbers, type Feature, areaSql, asRead, codeSql, featureOf, plainSql } from './feature.ts'

export function textFeature(numberOf: ColumnNumbers, column: string): Feature {
  return featureOf(numberOf, column, 'text', 'text', plainSql)
}

export function codeFeature(numberOf: ColumnNumbers, column: string): Feature {
  return featureOf(numberOf, column, 'text', 'code', codeSql)
}

export function areaFeature(numberOf: ColumnNumbers, column: string): Feature {
  return featureOf(numberOf, column, 'area', 'area', asRead, areaSql)
}

/** The words of a text, each once, in alphabetical order. */
export function wordsFeature(numberOf: ColumnNumbers, column: string): Feature {
  return featureOf(numberOf, column, 'words', 'words', (dialect, text) =>
    dialect.sortedWords(plainSql(dialect, text)),
  )
}

/** What `name_form` says of a name; see `nameFormTable`. */
export type NameFeatures = Readonly<Record<'normal' | 'joined' | 'sorted' | 'first' | 'last', Feature>>

export function nameFeatures(numberOf: ColumnNumbers, column: string): NameFeatures {
  const from = `name_form_${numberOf(column)}`
  const part = (name: string, formColumn: string) =>
    featureOf(numberOf, column, 'name', name, () => `${from}.${formColumn}`)
  return {
    normal: part('normal', 'normal'),
    joined: part('joined', 'joined_id'),
    sorted: part('sorted', 'sorted_id'),
    first: part('first', 'first_code'),
    last: part('last', 'last_code'),
  }
}
