/** A table on its way into a file: one list of cells a row, in the order of the headings. */
export type Table = {
  readonly headings: readonly string[]
  readonly rows: readonly (readonly TableCell[])[]
}

export type TableCell = string | number | undefined

/** A table of rows that have the same members, without those of `except`. */
export function tableOf(
  rows: readonly Readonly<Record<string, TableCell>>[],
  except: readonly string[] = [],
): Table {
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => !except.includes(name),
  )
  return { headings, rows: rows.map((row) => headings.map((name) => row[name])) }
}
