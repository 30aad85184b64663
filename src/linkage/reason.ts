/** A catalogue of reasons in order of precedence; `when` is SQL. */
export type Reasons<Reason> = Readonly<Record<string, Reason & { readonly when: string }>>

/** SQL: the code of the first reason that holds. */
export function firstReason<Reason>(reasons: Reasons<Reason>): string {
  const cases = Object.entries(reasons).map(([code, { when }]) => `when ${when} then '${code}'`)
  return `case ${cases.join('\n    ')} end`
}

/** SQL: what the catalogue says of the code in `column`. */
export function valueOfReason<Reason>(
  reasons: Reasons<Reason>,
  column: string,
  value: (reason: Reason) => string,
): string {
  const cases = Object.entries(reasons).map(([code, reason]) => `when '${code}' then '${value(reason)}'`)
  return `case ${column} ${cases.join(' ')} end`
}
