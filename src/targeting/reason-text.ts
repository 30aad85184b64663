import type { Message } from '../kernel/index.ts'
import { decisionReasons } from './built-in-reasons.ts'
import type { Programme } from './programme.ts'

const textsByCode: ReadonlyMap<string, Message> = new Map(Object.entries(decisionReasons))

/**
 * What a reason code says, from the house's own reasons or the programme's rules and protections.
 * @throws Error when neither has the code.
 */
export function getReasonText(code: string, programme: Programme): Message {
  const rule = [...programme.rules, ...programme.protections].find((candidate) => candidate.code === code)
  const text = textsByCode.get(code) ?? rule?.reason
  if (!text) throw new Error(`programme ${programme.code} has no reason ${code}`)
  return text
}
