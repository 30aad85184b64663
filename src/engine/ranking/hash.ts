import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Of, sha256OfFile } from '../sha256.ts'

/** SHA-256 of a file's bytes; of a directory, of the names and hashes of its Parquet files, in order. */
export async function sha256OfData(path: string): Promise<string> {
  if (!(await stat(path)).isDirectory()) return sha256OfFile(path)
  const names = (await parquetNames(path)).sort()
  const lines: string[] = []
  for (const name of names) lines.push(`${name} ${await sha256OfFile(join(path, name))}\n`)
  return sha256Of(lines.join(''))
}

/** SHA-256 of the sources that make a model: names and hashes of the rooms' files, in order, tests aside. */
export async function sha256OfCode(): Promise<string> {
  const source = join(import.meta.dirname, '../..')
  const lines: string[] = []
  for (const room of ['kernel', 'sql', 'ranking', 'engine/duckdb', 'engine/ranking']) {
    const names = await readdir(join(source, room), { recursive: true })
    for (const name of names.filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts')).sort())
      lines.push(`${room}/${name} ${await sha256OfFile(join(source, room, name))}\n`)
  }
  return sha256Of(lines.join(''))
}

async function parquetNames(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith('.parquet'))
}
