import {
  type Issue,
  type Message,
  type ProblemParams,
  type Severity,
  type Where,
  fill,
} from '../../kernel/index.ts'

/** Takes an issue in; the readers go on with what is left. */
export type Report = (issue: Issue) => void

/** How a form is read: where issues go, and whether what is safe to mend is mended. */
export type Reading = { readonly report: Report; readonly lenient: boolean }

type IssueOf<Code> = (code: Code, where: Where, params?: ProblemParams, severity?: Severity) => Issue

/** What can be wrong in one part of a questionnaire, and how its author mends it, as a maker of issues. */
export function issueTexts<Code extends string>(texts: Readonly<Record<Code, Message>>): IssueOf<Code> {
  return (code, where, params = {}, severity = 'error') => {
    const { id, en } = texts[code]
    return { code, severity, where, params, message: { id: fill(id, params), en: fill(en, params) } }
  }
}

/** An error that lenient reading mends: then it is a warning that says what was done. */
export function reportMendable({ report, lenient }: Reading, issue: Issue, done: Message): void {
  if (!lenient) return report(issue)
  const message = { id: `${issue.message.id} ${done.id}`, en: `${issue.message.en} ${done.en}` }
  report({ ...issue, severity: 'warning', message })
}
