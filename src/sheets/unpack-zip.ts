import type { Issue } from '../kernel/index.ts'
import { workbookLimits } from './limits.ts'
import type { TableFile } from './read-rows.ts'
import { issueOf } from './refusals.ts'
import { inflatedPart, openZip } from './zip.ts'

/** The files of a ZIP archive that `wants` picks by name, within what a workbook may ask for. Never throws. */
export function unpackZip(
  file: TableFile,
  wants: (name: string) => boolean,
): { readonly files: readonly TableFile[]; readonly issues: readonly Issue[] } {
  try {
    const zip = openZip(file.bytes, workbookLimits)
    const names = [...zip.entries.keys()].filter((name) => !name.endsWith('/') && wants(name))
    return { files: names.map((name) => ({ name, bytes: joined([...inflatedPart(zip, name)]) })), issues: [] }
  } catch (error) {
    return { files: [], issues: [issueOf(error, file.name)] }
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
