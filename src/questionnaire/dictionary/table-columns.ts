import type { DataDictionary, DictionaryItem } from './data-dictionary.ts'

/** A table of answers: the form's own, and one for each repeat. */
export type AnswerTable = {
  /** The form's id, or the name of the repeat. */
  readonly table: string
  /** The table whose row a row belongs to. */
  readonly parent?: string
  readonly columns: readonly AnswerColumn[]
}

export type AnswerColumn = { readonly name: string; readonly type: ColumnType }

/** As SQL names them. Codes are text: a code is no number. Several codes are parted by spaces. */
export type ColumnType =
  | 'text'
  | 'integer'
  | 'double precision'
  | 'date'
  | 'time'
  | 'timestamp with time zone'

const types: Readonly<Record<string, ColumnType>> = {
  integer: 'integer',
  int: 'integer',
  range: 'double precision',
  decimal: 'double precision',
  percentage: 'integer',
  date: 'date',
  today: 'date',
  time: 'time',
  dateTime: 'timestamp with time zone',
  start: 'timestamp with time zone',
  end: 'timestamp with time zone',
}

/** The tables in which answers to a form are kept, a column for each item, in the order of the form. */
export function answerTables({ form, items }: DataDictionary): readonly AnswerTable[] {
  const tables = Map.groupBy(items, ({ table }) => table)
  return [...tables].map(([table, within]) => ({
    table: table === '' ? form : table,
    ...(table !== '' && { parent: parentOf(within) || form }),
    columns: within.map((item) => ({ name: item.name, type: columnType(item) })),
  }))
}

/** The tables of an older version with the columns that a newer one adds: none is taken away, none changes its type. */
export function extendTables(
  older: readonly AnswerTable[],
  newer: readonly AnswerTable[],
): readonly AnswerTable[] {
  const known = new Map(older.map((table) => [table.table, table]))
  const added = newer.filter(({ table }) => !known.has(table))
  const extended = older.map((table) => {
    const names = new Set(table.columns.map(({ name }) => name))
    const columns = newer.find((other) => other.table === table.table)?.columns ?? []
    return { ...table, columns: [...table.columns, ...columns.filter(({ name }) => !names.has(name))] }
  })
  return [...extended, ...added]
}

/** The repeat around the innermost one; empty when there is none. */
function parentOf(items: readonly DictionaryItem[]): string {
  return items[0]?.repeats?.at(-2) ?? ''
}

function columnType({ type, valueType }: DictionaryItem): ColumnType {
  const known = type === 'calculate' ? (valueType ?? '') : type
  return (Object.hasOwn(types, known) ? types[known] : undefined) ?? 'text'
}
