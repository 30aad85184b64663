import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDuckDb } from '../../engine/index.ts'
import type { TableFile } from '../../sheets/index.ts'
import { quoteText } from '../../sql/index.ts'

/** A Parquet file as the CSV of its rows, every cell as text; other files as they are. A damaged one stays as it is, and is refused when it is read. */
export async function asTableFile(file: TableFile): Promise<TableFile> {
  if (!isParquet(file.bytes)) return file
  const folder = await mkdtemp(join(tmpdir(), 'mutakhir-parquet-'))
  try {
    await writeFile(join(folder, 'rows.parquet'), file.bytes, { mode: 0o600 })
    return { name: file.name, bytes: await rowsAsCsv(folder) }
  } catch {
    return file
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function rowsAsCsv(folder: string): Promise<Uint8Array> {
  const csv = join(folder, 'rows.csv')
  await using duck = await openDuckDb()
  await duck.run(`copy (select columns(*)::varchar from read_parquet(${quoteText(join(folder, 'rows.parquet'))}))
    to ${quoteText(csv)} (format csv, header true)`)
  return await readFile(csv)
}

/** Begins and ends with the letters PAR1. */
function isParquet(bytes: Uint8Array): boolean {
  const letters = (from: number) => new TextDecoder('latin1').decode(bytes.subarray(from, from + 4))
  return bytes.length > 12 && letters(0) === 'PAR1' && letters(bytes.length - 4) === 'PAR1'
}
