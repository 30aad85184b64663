import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '../../kernel/index.ts'
import { type Programme, decisionReasons, parseProgramme } from '../../targeting/index.ts'

/** What a reason code of a programme's decision says. */
export type ReasonTexts = (programme: string, code: string) => Message

const folder = join(import.meta.dirname, '../../../data/programmes')

/** The texts of the programmes' files and of the house; a code that neither has is shown as it is. */
export function readReasonTexts(): ReasonTexts {
  const texts = new Map<string, Message>(Object.entries(decisionReasons))
  for (const programme of readProgrammes()) {
    for (const { code, reason } of [...programme.rules, ...programme.protections])
      texts.set(`${programme.code}/${code}`, reason)
  }
  return (programme, code) => texts.get(`${programme}/${code}`) ?? texts.get(code) ?? { id: code, en: code }
}

function readProgrammes(): readonly Programme[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
  return files.flatMap((name) => {
    const read = parseProgramme(name, JSON.parse(readFileSync(join(folder, name), 'utf8')))
    return read.kind === 'programme' ? [read.programme] : []
  })
}
