/** Where in the user's data an issue lies: a cell of a sheet, a row of a file, a field of a request. */
export type Where = {
  readonly file?: string
  readonly sheet?: string
  /** As the user counts: the heading is row 1. */
  readonly row?: number
  readonly column?: string
}

export type Severity = 'error' | 'warning'

/**
 * Something wrong with the user's data. Collected, never thrown: the reader of a list of a hundred thousand rows wants
 * all of them at once. `message` says what is wrong and how to mend it.
 */
export type Issue = {
  readonly code: string
  readonly severity: Severity
  readonly where: Where
  readonly params: Readonly<Record<string, string | number>>
  readonly message: Message
}

/** A text in Indonesian and in English. */
export type Message = { readonly id: string; readonly en: string }

export type Language = keyof Message

export function isError(issue: Issue): boolean {
  return issue.severity === 'error'
}
