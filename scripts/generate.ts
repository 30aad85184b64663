import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { readCodebook, renderCodebookModule } from '../src/questionnaire/index.ts'
import { type Workbook, outSheets, parseMarkdown, writeXlsx } from '../src/sheets/index.ts'

/**
 * Makes what is derived and checked in: the instruments as XLSX, the built-in codebook. With `--check` it writes nothing
 * and exits 1 when a file would change.
 */
const root = new URL('../', import.meta.url)

const stale = generated().filter(({ path, bytes }) => !bytes.equals(read(path) ?? Buffer.alloc(0)))
const check = process.argv.includes('--check')
for (const { path, bytes } of stale) {
  console.error(check ? `${path} is not up to date: run npm run generate` : `wrote ${path}`)
  if (!check) writeFileSync(new URL(path, root), bytes)
}
process.exitCode = check && stale.length > 0 ? 1 : 0

type Generated = { readonly path: string; readonly bytes: Buffer }

function generated(): readonly Generated[] {
  const forms = readdirSync(new URL('instruments/', root)).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  )
  return [...forms.map(instrument), familyCodebook()]
}

function instrument(file: string): Generated {
  const path = `instruments/${file.replace(/\.md$/, '.xlsx')}`
  return { path, bytes: Buffer.from(writeXlsx(outSheets(workbookOf(file)))) }
}

function familyCodebook(): Generated {
  const { codebook, issues } = readCodebook(workbookOf('keluarga.md'))
  if (issues.length > 0) throw new Error(`instruments/keluarga.md: ${JSON.stringify(issues)}`)
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const path = 'src/questionnaire/builtin-codebook.ts'
  return { path, bytes: Buffer.from(renderCodebookModule(codebook, 'familyCodebook', sha256)) }
}

function workbookOf(file: string): Workbook {
  return parseMarkdown(readFileSync(new URL(`instruments/${file}`, root), 'utf8'))
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(new URL(path, root))
  } catch {
    return undefined
  }
}
