import { stderr, stdout } from 'node:process'
import { type Issue, type Language, Problem, isError } from '../kernel/index.ts'

/** What every command writes with: one document on stdout, progress and messages on stderr. */
export type Output = {
  readonly json: boolean
  readonly language: Language
  /** The result: as JSON with `--json`, else the text. */
  readonly result: (document: object, text: string) => void
  /** A line that replaces the one before on a terminal. */
  readonly progress: (text: string) => void
  readonly note: (text: string) => void
}

export function createOutput(json: boolean, language: Language): Output {
  const note = (text: string) => void stderr.write(`${text}\n`)
  return {
    json,
    language,
    result: (document, text) => void stdout.write(json ? `${JSON.stringify(document)}\n` : `${text}\n`),
    progress: note,
    note,
  }
}

/** The input has issues: listed, and the command ends with 1. */
export class InputIssues extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super('the input has issues')
    this.issues = issues
  }
}

/** Says what went wrong in the user's language; the exit code: 1 the input has issues, 2 a wrong call or a refusal. */
export function reportFailure(error: unknown, { json, language, result, note }: Output): number {
  // Whoever read our output has seen enough: `mutakhir registry export | head`.
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0
  if (error instanceof InputIssues) {
    if (json) result({ issues: error.issues }, '')
    for (const issue of error.issues) note(renderIssue(issue, language))
    return 1
  }
  if (error instanceof Problem) {
    if (json) result({ problem: { code: error.code, ...error.text } }, '')
    note(error.text[language])
    return error.status >= 500 ? 70 : 2
  }
  note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 70
}

/** `galat baris 17 kolom nik: …` */
export function renderIssue(issue: Issue, language: Language): string {
  const { file, sheet, row, column } = issue.where
  const words = language === 'id' ? { row: 'baris', column: 'kolom' } : { row: 'row', column: 'column' }
  const place = [
    file,
    sheet,
    row === undefined ? undefined : `${words.row} ${row}`,
    column ? `${words.column} ${column}` : undefined,
  ]
  const severity = isError(issue) ? { id: 'galat', en: 'error' } : { id: 'peringatan', en: 'warning' }
  return `${[severity[language], ...place.filter((part) => part !== undefined && part !== '')].join(' ')}: ${issue.message[language]}`
}
