import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { openRegistry, writeSnapshot } from '../src/cycle/index.ts'
import { buildImportTrial, demoListDate, loadRegency } from '../src/demo/index.ts'
import { excelCsv, renderCsv, writeXlsx } from '../src/sheets/index.ts'
import { snapshotQuery } from '../src/store/index.ts'

/**
 * An old list with the error rates of the notes through `mutakhir registry import … --promote`, as CSV or XLSX, then a
 * snapshot of the registry that it makes, beside a bare COPY of the same rows. `node bench/import-and-snapshot.ts [ROWS]
 * [csv|xlsx]`, 100,000 rows as CSV by default. CPU seconds are of the command and of the PostgreSQL that it started.
 *
 * Measured on two cores with other work at a load of 8 (2026-11), embedded PostgreSQL 18.4: 100,000 rows, of which 97,122
 * promoted and 2,878 held, in 83 CPU seconds (180 s on the clock); a snapshot of 129,697 rows in 2.1 times a bare COPY.
 */
const rows = Number(process.argv[2] ?? 100_000)
const format = process.argv[3] === 'xlsx' ? 'xlsx' : 'csv'
const folder = mkdtempSync(join(tmpdir(), 'mutakhir-bench-'))
spawnSync('chmod', ['755', folder])

try {
  const { regency, oldList } = buildImportTrial(7, rows)
  const list = join(folder, `list.${format}`)
  writeFileSync(
    list,
    format === 'csv'
      ? renderCsv([oldList.headings, ...oldList.rows], excelCsv)
      : writeXlsx([{ name: 'ART', headings: oldList.headings, rows: oldList.rows }]),
  )
  await openThen(async ({ store }) => await store.asOwner(loadRegency(regency)))
  const imported = runImport(list)
  console.log(JSON.stringify({ step: 'import', format, faultsPlanted: oldList.faults.length, ...imported }))
  console.log(JSON.stringify({ step: 'snapshot', ...(await openThen(measureSnapshot)) }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function openThen<T>(
  work: (registry: Awaited<ReturnType<typeof openRegistry>>) => Promise<T>,
): Promise<T> {
  await using registry = await openRegistry({ folder: join(folder, 'registry') })
  return await work(registry)
}

function runImport(list: string) {
  const start = performance.now()
  const command = [
    'bin/mutakhir.js',
    'registry',
    'import',
    list,
    '--profile',
    'siks-ng',
    '--list-date',
    demoListDate,
  ]
  const { stdout, stderr } = spawnSync(
    '/usr/bin/env',
    [
      'bash',
      '-c',
      `time "$0" "$@"`,
      process.execPath,
      ...command,
      '--area',
      '97.01',
      '--dir',
      join(folder, 'registry'),
      '--promote',
      '--json',
    ],
    { encoding: 'utf8', env: { ...process.env, TIMEFORMAT: 'cpu %U %S' }, maxBuffer: 1e9 },
  )
  const wallSeconds = (performance.now() - start) / 1000
  const [, user = '0', system = '0'] = /cpu ([\d.]+) ([\d.]+)/.exec(stderr) ?? []
  const summary = z
    .object({ rows: z.number(), promoted: z.number(), held: z.number() })
    .parse(JSON.parse(stdout))
  if (summary.promoted + summary.held !== rows) throw new Error('rows are lost')
  return { ...summary, wallSeconds: round(wallSeconds), cpuSeconds: round(Number(user) + Number(system)) }
}

async function measureSnapshot({ store, codebook }: Awaited<ReturnType<typeof openRegistry>>) {
  const asOf = { day: demoListDate, knownAt: new Date().toISOString() }
  const outDir = join(folder, 'snapshot')
  const times: Record<'bareCopy' | 'snapshot', number[]> = { bareCopy: [], snapshot: [] }
  let written = 0
  for (let run = 0; run < 3; run++) {
    times.bareCopy.push(
      await seconds(() =>
        store.asOwner(async (db) => {
          for (const table of ['family', 'person'] as const)
            for await (const _ of db.copyOut(`copy (${snapshotQuery(codebook, table, asOf)}) to stdout csv`));
        }),
      ),
    )
    times.snapshot.push(
      await seconds(async () => {
        const { tables } = await store.asOwner(writeSnapshot({ codebook, asOf, outDir }))
        written = tables.family.rows + tables.person.rows
      }),
    )
  }
  const [bareCopySeconds, snapshotSeconds] = [median(times.bareCopy), median(times.snapshot)]
  return {
    rows: written,
    bareCopySeconds: round(bareCopySeconds),
    snapshotSeconds: round(snapshotSeconds),
    ratio: round(snapshotSeconds / bareCopySeconds),
    rowsPerSecond: Math.round(written / snapshotSeconds),
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
