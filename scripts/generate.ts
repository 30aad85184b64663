import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { readCodebook, renderCodebookModule } from '../src/questionnaire/index.ts'
import { parseMarkdown } from '../src/sheets/index.ts'

/** Makes what is derived and checked in. `--check` writes nothing and exits 1 when a file would change. */
const root = new URL('../', import.meta.url)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const workbook = parseMarkdown(readFileSync(new URL('instruments/keluarga.md', root), 'utf8'))
const { codebook, issues } = readCodebook(workbook)
for (const issue of issues) console.error(JSON.stringify(issue))
writeFileSync(
  new URL('src/questionnaire/builtin-codebook.ts', root),
  renderCodebookModule(codebook, 'familyCodebook', sha256),
)
