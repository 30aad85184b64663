import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { normalisedCopy } from './normalised-copy.ts'

/**
 * Mutakhir beside Splink 5 on the same people, rules, pairs of u and version of DuckDB, one after the other and again:
 *
 *     node bench/linkage/run.ts ROWS ROUNDS MEMORY
 *
 * SPLINK_PYTHON names a Python with `pip install splink==5.0.0 duckdb==1.5.6` (the version of our DuckDB); without it only
 * our own times are taken. Splink gets the columns that our normaliser made, and its clock does not hold that work:
 * compare its `wall` with our `matching`. Files are kept in MUTAKHIR_BENCH or /tmp/mutakhir-bench.
 */
const [rows = '1000000', rounds = '3', memory = '6GB'] = process.argv.slice(2)
const folder = env['MUTAKHIR_BENCH'] ?? '/tmp/mutakhir-bench'
mkdirSync(folder, { recursive: true })
const raw = join(folder, `people-${rows}.csv`)
const normalised = join(folder, `normalised-${rows}.parquet`)
const root = join(import.meta.dirname, '../..')
const python = env['SPLINK_PYTHON']

if (!existsSync(raw))
  execFileSync(process.execPath, [
    join(root, 'bin/mutakhir.js'),
    'link',
    'trial',
    '--rows',
    rows,
    '--out',
    raw,
  ])
if (python !== undefined && !existsSync(normalised)) await normalisedCopy(raw, normalised)

for (let round = 0; round < Number(rounds); round++) {
  run(process.execPath, [join(import.meta.dirname, 'mutakhir-run.ts'), raw, memory])
  if (python === undefined) continue
  for (const variant of ['tuned', 'stock'])
    run(python, [join(import.meta.dirname, 'splink_run.py'), normalised, variant, memory])
}

function run(program: string, args: readonly string[]): void {
  console.log(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim())
}
