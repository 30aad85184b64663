import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DraftDecision } from '../../cycle/index.ts'
import { excelCsv, renderCsv } from '../../sheets/index.ts'
import type { OldList } from '../old-list/old-list.ts'

/** Whom the old list says to receive PKH, a row a family, as an office would send it. */
export function renderRecipients({ headings, rows }: OldList): string {
  const [key, received] = [headings.indexOf('idbdt'), headings.indexOf('sta_pkh')]
  const keys = new Set(rows.flatMap((row) => (row[received] === '1' ? (row[key] ?? []) : [])))
  return renderCsv([['idbdt'], ...[...keys].map((each) => [each])], excelCsv)
}

/** The published files: the list, its manifest with the signature, and the differences with a reason each for the office. */
export async function writeList(
  folder: string,
  { csv, manifest, signature, changes }: DraftDecision,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const name = `${manifest.programme}-${manifest.period}`
  await writeFile(join(folder, `${name}.csv`), csv)
  await writeFile(
    join(folder, `${name}.manifest.json`),
    `${JSON.stringify({ manifest, signature }, null, 2)}\n`,
  )
  await writeFile(join(folder, `${name}.changes.json`), `${JSON.stringify(changes, null, 1)}\n`, {
    mode: 0o600,
  })
}
