import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { InputIssues } from './output.ts'
import { requireFile } from './require-file.ts'

export async function readText(file: string): Promise<string> {
  return await readFile(requireFile(file), 'utf8')
}

/** Reads JSON as it is. @throws InputIssues that name the file */
export async function readJson(file: string): Promise<unknown> {
  return await parseFile(file, (document) => document)
}

/** Reads JSON as `parse` says. @throws InputIssues that name the file and the member that is wrong. */
export async function parseFile<T>(file: string, parse: (document: unknown) => T): Promise<T> {
  const text = await readText(file)
  try {
    return parse(JSON.parse(text))
  } catch (error) {
    throw new InputIssues(reasonsOf(error).map(([place, reason]) => issueOf(file, place, reason)))
  }
}

function reasonsOf(error: unknown): readonly (readonly [string, string])[] {
  if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => [path.join('.'), message])
  return [['', error instanceof Error ? error.message : String(error)]]
}

function issueOf(file: string, place: string, reason: string) {
  return {
    code: 'file_not_read',
    severity: 'error',
    where: { file, column: place },
    params: { file, place, reason },
    message: {
      id: `Berkas tidak dapat dibaca pada "${place}" (${reason}). Perbaiki bagian itu, atau pilih berkas lain.`,
      en: `The file cannot be read at "${place}" (${reason}). Mend that member, or choose another file.`,
    },
  } as const
}
