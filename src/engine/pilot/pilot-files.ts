import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Issue } from '../../kernel/index.ts'
import { type TableFile, unpackZip } from '../../sheets/index.ts'

/** Files of a pilot: submissions, tables of ODK Central, logs of phones. Pictures stay where they are. */
const wanted = /\.(xml|csv)$/i

/** Reads files, folders and all below them, and ZIP archives, in the order of their names. */
export async function readPilotFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly TableFile[]; readonly issues: readonly Issue[] }> {
  const found = (await Promise.all(paths.map(filesBelow))).flat()
  const files: TableFile[] = []
  const issues: Issue[] = []
  for (const path of found) {
    const read = await readOne(path)
    files.push(...read.files)
    issues.push(...read.issues)
  }
  return { files, issues }
}

/** The files of an archive that was sent. */
export function unpackPilot(file: TableFile) {
  return unpackZip(file, (name) => wanted.test(name))
}

async function filesBelow(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

async function readOne(path: string) {
  const file = { name: path, bytes: await readFile(path) }
  return /\.zip$/i.test(path) ? unpackPilot(file) : { files: [file], issues: [] }
}
