import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Json, type PlainDate } from '../kernel/index.ts'
import { type Programme, findProgramme, parseProgramme } from '../targeting/index.ts'

/** A programme with its file as parsed JSON: the hash of that names the rule in every list. */
export type ProgrammeFile = { readonly programme: Programme; readonly file: Json }

const folder = join(import.meta.dirname, '../../data/programmes')

/**
 * The dated files of `data/programmes`, in the order of their names.
 * @throws Error when one is not in form: the files come with the house, so that is a bug.
 */
export function readProgrammes(): readonly ProgrammeFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => {
    const file = z.json().parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    const read = parseProgramme(name, file)
    if (read.kind === 'issues') throw new Error(`${name}: ${read.issues[0]?.message.en}`)
    return { programme: read.programme, file }
  })
}

/** The file in force on a day. */
export function findProgrammeFile(code: string, day: PlainDate): ProgrammeFile | undefined {
  const all = readProgrammes()
  const programme = findProgramme(
    all.map((each) => each.programme),
    code,
    day,
  )
  return all.find((each) => each.programme === programme)
}
