import { readProgrammes } from '../../cycle/index.ts'
import type { Message } from '../../kernel/index.ts'
import { decisionReasons } from '../../targeting/index.ts'

/** What a reason code of a programme's decision says. */
export type ReasonTexts = (programme: string, code: string) => Message

/** The texts of the programmes' files and of the house; a code that neither has is shown as it is. */
export function readReasonTexts(): ReasonTexts {
  const texts = new Map<string, Message>(Object.entries(decisionReasons))
  for (const { programme } of readProgrammes()) {
    for (const { code, reason } of [...programme.rules, ...programme.protections])
      texts.set(`${programme.code}/${code}`, reason)
  }
  return (programme, code) => texts.get(`${programme}/${code}`) ?? texts.get(code) ?? { id: code, en: code }
}
