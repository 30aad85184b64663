import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import asc from 'assemblyscript/asc'
import { readCodebook, renderCodebookModule } from '../src/questionnaire/index.ts'
import { type Workbook, outSheets, parseMarkdown, writeXlsx } from '../src/sheets/index.ts'

/**
 * Makes what is derived and checked in: the instruments as XLSX, the built-in codebook, the ranking's kernel. With `--check` it writes nothing
 * and exits 1 when a file would change.
 */
const root = new URL('../', import.meta.url)

const stale = (await generated()).filter(({ path, bytes }) => !bytes.equals(read(path) ?? Buffer.alloc(0)))
const check = process.argv.includes('--check')
for (const { path, bytes } of stale) {
  console.error(check ? `${path} is not up to date: run npm run generate` : `wrote ${path}`)
  if (!check) writeFileSync(new URL(path, root), bytes)
}
process.exitCode = check && stale.length > 0 ? 1 : 0

type Generated = { readonly path: string; readonly bytes: Buffer }

async function generated(): Promise<readonly Generated[]> {
  const forms = readdirSync(new URL('instruments/', root)).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  )
  return [...forms.map(instrument), familyCodebook(), await rankingKernel()]
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

/** The kernel's WebAssembly as text, so that it needs no file beside the code. */
async function rankingKernel(): Promise<Generated> {
  const source = 'kernels/ranking-kernel.ts'
  const options = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert', '--importMemory']
  const made = new Map<string, string | Uint8Array>()
  const stderr = asc.createMemoryStream()
  const { error } = await asc.main([source, ...options, '--outFile', 'kernel.wasm'], {
    readFile: (name) => read(name)?.toString() ?? null,
    writeFile: (name, contents) => void made.set(name, contents),
    listFiles: () => [],
    stderr,
  })
  if (error) throw new Error(`${source}: ${stderr.toString()}`, { cause: error })
  const bytes = Buffer.from(made.get('kernel.wasm') ?? '')
  const text = `// Made by npm run generate from ${source}.\nexport const kernelModule =\n  '${bytes.toString('base64')}'\n`
  return { path: 'src/engine/ranking/kernel-module.ts', bytes: Buffer.from(text) }
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
