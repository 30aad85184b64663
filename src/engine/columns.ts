/**
 * The columns of a query. Numbers, Booleans (0, 1) and decimals are doubles, with NaN for NULL; whole numbers are exact
 * to 2^53. Everything else is text as DuckDB writes it, with `null` for NULL.
 */
export type Columns = {
  readonly rowCount: number
  /** In the order of the query. */
  readonly names: readonly string[]
  /** @throws Error when the query has no such column, or it holds text. */
  readonly numbers: (name: string) => Float64Array
  /** @throws Error when the query has no such column, or it holds numbers. */
  readonly texts: (name: string) => readonly (string | null)[]
  readonly isNumeric: (name: string) => boolean
}

/** What a column has brought so far: parts of numbers, or texts. */
export type ColumnParts = { readonly numbers: Float64Array[]; readonly texts: (string | null)[] }

/** Columns of what has been read, part by part. */
export function columnsOf(
  names: readonly string[],
  numeric: readonly boolean[],
  columns: readonly ColumnParts[],
  rowCount: number,
): Columns {
  const numbers = new Map<string, Float64Array>()
  const texts = new Map<string, readonly (string | null)[]>()
  columns.forEach((column, index) => {
    const name = names[index] ?? ''
    if (numeric[index] === true) numbers.set(name, joined(column.numbers, rowCount))
    else texts.set(name, column.texts)
  })
  return {
    rowCount,
    names,
    numbers: (name) => numbers.get(name) ?? missing(name, 'numbers'),
    texts: (name) => texts.get(name) ?? missing(name, 'text'),
    isNumeric: (name) => numbers.has(name),
  }
}

function joined(parts: readonly Float64Array[], length: number): Float64Array {
  const whole = new Float64Array(length)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}

function missing(name: string, what: string): never {
  throw new Error(`the query has no column of ${what} named ${name}`)
}
