import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { z } from 'zod'
import { problems } from './problems.ts'

type Program = { readonly path: string; readonly env: Readonly<Record<string, string>> }

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const root = fileURLToPath(new URL('../../../', import.meta.url))
const packageFolder = join(root, 'node_modules/@sparticuz/chromium')

/**
 * Opens a headless Chromium; close it with `await using` or `close()`. It is the one of `MUTAKHIR_CHROMIUM`, else the
 * machine's own, else the one that npm brought, which needs nothing of the system but glibc 2.34 (x64 Linux). Where none
 * starts, it throws the problem `noBrowser`, which says what to install.
 */
export async function openBrowser(): Promise<Browser> {
  try {
    const { path, env } = await findProgram()
    return await chromium.launch({
      executablePath: path,
      env: { ...process.env, ...env },
      // Hinting rounds the width of each letter to whole pixels: words run together in small type.
      args: ['--no-sandbox', '--font-render-hinting=none'],
    })
  } catch (error) {
    throw problems.noBrowser({ reason: firstLine(error) })
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
}

async function findProgram(): Promise<Program> {
  const path = [process.env['MUTAKHIR_CHROMIUM'] ?? '', ...installed].find((each) => existsSync(each))
  return path === undefined ? bundledProgram() : { path, env: {} }
}

/**
 * The package holds Chromium, fonts and the libraries of NSS compressed. They are unpacked once a user and version, to
 * the side and then moved, so that two test files that start together do not see half of it.
 */
async function bundledProgram(): Promise<Program> {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readText('package.json')))
  const folder = join(tmpdir(), `mutakhir-chromium-${version}-${userInfo().username}`)
  if (!existsSync(folder)) await unpackTo(folder)
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') }
  return { path: join(folder, 'chromium'), env }
}

/** The package unpacks into TMPDIR, and its libraries only where it takes the machine for an AWS Lambda. */
async function unpackTo(folder: string): Promise<void> {
  const aside = mkdtempSync(`${folder}-`)
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath()`
  const env = { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' }
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, env })
  await writeFile(join(aside, 'fonts', 'fonts.conf'), renderFontsConf(folder))
  await rename(aside, folder).catch(() => rm(aside, { recursive: true }))
}

/** The package's own configuration names the folders of a Lambda. */
function renderFontsConf(folder: string): string {
  const [fonts, cache] = [join(folder, 'fonts'), join(folder, 'fonts-cache')]
  return `<?xml version="1.0"?>\n<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>\n`
}

function readText(file: string): string {
  return readFileSync(join(packageFolder, file), 'utf8')
}
