import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseMarkdown } from '../../sheets/index.ts'
import { compileForm } from '../compile-form.ts'
import { renderDictionaryDdi } from './dictionary-ddi.ts'

/** The schema is published under the LGPL, and does not come along: `codebook.xsd` of DDI-Codebook 2.5 with what it imports. */
const schema = process.env['MUTAKHIR_DDI_SCHEMA'] ?? ''
const present = existsSync(schema) && spawnSync('xmllint', ['--version']).error === undefined
const source = present
  ? schema
  : 'skipped: MUTAKHIR_DDI_SCHEMA names no codebook.xsd, or xmllint is not there'
const instruments = fileURLToPath(new URL('../../../instruments/', import.meta.url))

test.skipIf(!present)(`the codebook of every instrument is valid DDI-Codebook 2.5 (${source})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mutakhir-ddi-'))
  const files = readdirSync(instruments)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => {
      const { dictionary } = compileForm(parseMarkdown(readFileSync(join(instruments, name), 'utf8')))
      const file = join(folder, `${name}.xml`)
      writeFileSync(file, renderDictionaryDdi(dictionary))
      return file
    })
  expect(files).toHaveLength(5)
  execFileSync('xmllint', ['--nonet', '--noout', '--schema', schema, ...files], { stdio: 'pipe' })
  rmSync(folder, { recursive: true })
})
