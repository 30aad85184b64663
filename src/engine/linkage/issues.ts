import { type Issue, type Message, type Severity, type Where, fill } from '../../kernel/index.ts'

/** An issue whose text is filled from its parameters. */
export function linkageIssue(
  code: string,
  where: Where,
  params: Issue['params'],
  text: Message,
  severity: Severity = 'error',
): Issue {
  return {
    code,
    severity,
    where,
    params,
    message: { id: fill(text.id, params), en: fill(text.en, params) },
  }
}
