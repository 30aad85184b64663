/**
 * A piece of PostgreSQL with its bound values. Made only by the `sql` tag, so that a value cannot become text by
 * accident; composed by nesting one piece in another.
 */
export type Sql = {
  readonly kind: 'sql'
  /** One more than `values`. */
  readonly texts: readonly string[]
  readonly values: readonly unknown[]
}

/** `sql\`select name from area where area_id = ${id}\``: each `${…}` is a bound parameter, or a nested piece. */
export function sql(texts: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  return concat(texts, parts)
}

/** Text that the program itself wrote. Never pass anything that came from outside. */
sql.raw = (text: string): Sql => ({ kind: 'sql', texts: [text], values: [] })

/** A name as a quoted identifier; `sql.id('area', 'name')` gives `"area"."name"`. */
sql.id = (...parts: readonly string[]): Sql => sql.raw(parts.map(quoteName).join('.'))

/** Pieces with `separator` between them. */
sql.join = (pieces: readonly Sql[], separator = ', '): Sql => {
  const texts = pieces.map((_, index) => (index === 0 ? '' : separator))
  return concat([...texts, ''], pieces)
}

sql.empty = sql.raw('')

/** What a driver wants: the text with `$1` … and the values in order. */
export function renderSql(piece: Sql): { readonly text: string; readonly values: readonly unknown[] } {
  const text = piece.texts.reduce((all, part, index) => `${all}$${index}${part}`)
  return { text, values: piece.values }
}

/** A name between double quotes, for PostgreSQL, DuckDB alike. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text literal between single quotes: for analysis steps, whose text is hashed; the store binds parameters instead. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function concat(texts: readonly string[], parts: readonly unknown[]): Sql {
  const out = [texts[0] ?? '']
  const values: unknown[] = []
  parts.forEach((part, index) => {
    const after = texts[index + 1] ?? ''
    if (isSql(part)) {
      const [first = '', ...rest] = part.texts
      out[out.length - 1] += first
      out.push(...rest)
      values.push(...part.values)
      out[out.length - 1] += after
    } else {
      values.push(part)
      out.push(after)
    }
  })
  return { kind: 'sql', texts: out, values }
}

function isSql(part: unknown): part is Sql {
  return typeof part === 'object' && part !== null && 'kind' in part && part.kind === 'sql' && 'texts' in part
}
