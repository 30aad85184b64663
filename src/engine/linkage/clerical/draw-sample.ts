import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { clericalStrata } from '../../../linkage/index.ts'
import { csvLine } from '../../../sheets/index.ts'
import { quoteName, quoteText } from '../../../sql/index.ts'
import { type DuckDb, duckDbDialect, openDuckDb } from '../../duckdb/index.ts'
import { linkageIssue } from '../issues.ts'
import { findColumn, openSource } from '../read-source.ts'
import type { LinkageRefused } from '../request.ts'

export type DrawSampleRequest = {
  /** `clusters.parquet` or `links.parquet` of a run. */
  readonly clusters: string
  readonly size: number
  readonly outFile: string
}

export type DrawnSample = { readonly kind: 'drawn'; readonly pairs: number }

const runSchema = z.object({
  left: z.string(),
  right: z.string().optional(),
  settings: z.object({
    id: z.string().optional(),
    sure: z.number().optional(),
    columns: z.record(z.string(), z.array(z.string())).optional(),
    comparisons: z.array(z.object({ column: z.string() })),
  }),
})

/**
 * Draws pairs to be judged by people, equally many from each band of evidence, in the order of a hash: the same run gives
 * the same sample. The file has both records' columns side by side and an empty column `match`; neither weight nor
 * probability is shown, so that the judge does not follow the model.
 */
export async function drawSample({
  clusters,
  size,
  outFile,
}: DrawSampleRequest): Promise<DrawnSample | LinkageRefused> {
  const folder = dirname(clusters)
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => undefined)
  const run = text === undefined ? undefined : runSchema.safeParse(JSON.parse(text)).data
  if (run === undefined) return { kind: 'refused', issues: [runMissing(folder)] }
  await using db = await openDuckDb()
  await db.run(
    `create table drawn as ${sampleQuery(join(folder, 'pairs.parquet'), size, run.settings.sure ?? 0.95)}`,
  )
  const sides = [
    await readSide(db, run.left, run.settings),
    await readSide(db, run.right ?? run.left, run.settings),
  ]
  const columns = run.settings.comparisons.map(({ column }) => column)
  const shown = columns.flatMap((column, index) => [
    `l.c${index} as ${quoteName(`${column}_l`)}`,
    `r.c${index} as ${quoteName(`${column}_r`)}`,
  ])
  const { names, rowCount, texts } = await db.readColumns(`
    select d.left_id, d.right_id, '' as match, ${shown.join(', ')}
    from drawn d join ${sides[0]} l on l.id = d.left_id join ${sides[1]} r on r.id = d.right_id order by d.place`)
  const read = names.map(texts)
  const lines = Array.from({ length: rowCount }, (_, row) => csvLine(read.map((column) => column[row] ?? '')))
  await writeFile(outFile, [csvLine(names), ...lines].join(''))
  return { kind: 'drawn', pairs: rowCount }
}

function sampleQuery(pairs: string, size: number, sure: number): string {
  const strata = clericalStrata(sure)
  const each = Math.ceil(size / strata.length)
  const cases = strata.map(({ from }, index) => `when weight >= ${from} then ${index}`)
  const place = duckDbDialect.hash(`concat(left_id, '|', right_id)`)
  return `
select left_id, right_id, h as place from (
  select *, row_number() over (partition by stratum order by h, left_id, right_id) as turn from (
    select left_id, right_id, ${place} as h, case ${cases.join(' ')} else ${strata.length - 1} end as stratum
    from read_parquet(${quoteText(pairs)})) banded) ranked
where turn <= ${each}`
}

/** SQL: the id and the compared columns c0 … of a file of the run. */
async function readSide(
  db: DuckDb,
  file: string,
  { id, columns = {}, comparisons }: z.infer<typeof runSchema>['settings'],
): Promise<string> {
  const opened = await openSource(db, file)
  if ('issue' in opened) throw new Error(opened.issue.message.en)
  const text = (column: string) => {
    const found = findColumn(opened, column, columns)
    return found === undefined ? `''` : `trim(coalesce(cast(${quoteName(found)} as varchar), ''))`
  }
  const key = id === undefined ? 'cast(row_number() over () as varchar)' : text(id)
  return `(select ${key} as id, ${comparisons.map(({ column }, index) => `${text(column)} as c${index}`).join(', ')} from ${opened.scan})`
}

function runMissing(folder: string) {
  return linkageIssue(
    'run_missing',
    { file: folder },
    {},
    {
      id: 'Di folder ini tidak ada run.json dengan pengaturannya. Jalankan lagi link dedupe atau link match dengan --settings.',
      en: 'In this folder there is no run.json with its settings. Run link dedupe or link match again with --settings.',
    },
  )
}
