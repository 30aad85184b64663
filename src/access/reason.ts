import { problems } from './problems.ts'

const shortest = 5

/** The reason on one line, as the audit admits it. @throws Problem `reasonNeeded` when it is shorter than 5 characters. */
export function requireReason(reason: string): string {
  // Control characters part the fields of an audit entry.
  const line = reason.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  if (line.length < shortest) throw problems.reasonNeeded({ length: shortest })
  return line
}
