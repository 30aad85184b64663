import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const rows = readRows(readFileSync(join(root, 'docs/glossary.md'), 'utf8'))
const code = readSources()
const terms = rows.map(([term = '']) => term.replaceAll('`', ''))

/** Official terms and names that may stand in code: whichever does must have a row. */
const official = `nik kk sls bps kemendagri dukcapil dtsen regsosek pbdt siks-ng susenas dtks
  pkh sembako bpnt pbi_jk pip bst musdes muskel fkp verval bnba sptjm kpm
  prelist ppl pml koseka psm tksk p3ke desil padan ganda sanggah pusdatin`.split(/\s+/)

describe('the glossary', () => {
  it('has four filled cells in every row, and no term twice', () => {
    expect(rows.filter((cells) => cells.length !== 4 || cells.includes(''))).toEqual([])
    expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([])
  })

  it('names only terms that the code uses', () => {
    expect(terms.filter((term) => !code.includes(term.toLowerCase()))).toEqual([])
  })

  it('has a row for every official term that the code uses', () => {
    const described = rows.flat().join(' ').toLowerCase()
    const used = official.filter((term) => new RegExp(`(?<![a-z])${term}(?![a-z])`).test(code))
    expect(used).toEqual(expect.arrayContaining(['nik', 'kk', 'dtsen', 'pkh']))
    expect(used.filter((term) => !described.includes(term))).toEqual([])
  })
})

function readRows(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** Names and comments of the code, questionnaires and parameter files; without the console's texts and test data. */
function readSources(): string {
  const left = /\.test\.ts$|src\/web\/texts|builtin-codebook/
  return ['src', 'data', 'instruments', 'examples']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.(ts|sql|json|md)$/.test(file) && !left.test(file))
    .map((file) => `${file} ${readFileSync(join(root, file), 'utf8')}`.toLowerCase())
    .join('\n')
}
