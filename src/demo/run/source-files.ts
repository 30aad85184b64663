import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { copyToParquet, openDuckDb } from '../../engine/index.ts'
import { quoteName, quoteText } from '../../sql/index.ts'
import { csvLine } from '../../store/index.ts'
import type { RegisterEntry } from '../civil-register.ts'
import type { Survey } from '../survey.ts'
import { type Table, tableOf } from '../table.ts'

/** Writes the survey as a directory laid out like a snapshot. */
export async function writeSurvey(survey: Survey, folder: string): Promise<void> {
  await writeParquet(tableOf(survey.families, ['true_family']), join(folder, 'family'), 'family_id')
  await writeParquet(tableOf(survey.persons), join(folder, 'person'), 'person_id')
}

/** Writes the civil register's extract as it is handed over: a CSV. */
export async function writeRegister(entries: readonly RegisterEntry[], file: string): Promise<void> {
  const { headings, rows } = tableOf(entries, ['true_person', 'kk_number'])
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, [headings, ...rows].map((row) => csvLine(row)).join(''), { mode: 0o600 })
}

const numeric = new Set(['weight', 'expenditure_per_head', 'asset_gold_g', 'asset_farmland_ha'])
const dates = new Set(['observed_on', 'birth_date', 'death_date'])

async function writeParquet({ headings, rows }: Table, folder: string, key: string): Promise<void> {
  const partition = join(folder, 'province=97')
  await mkdir(partition, { recursive: true })
  const csv = join(folder, 'rows.csv')
  await writeFile(csv, rows.map((row) => csvLine(row)).join(''))
  const types = headings.map((name, column) => `${quoteText(name)}: ${quoteText(typeOf(name, rows, column))}`)
  await using duck = await openDuckDb({})
  const read = `read_csv(${quoteText(csv)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {${types.join(', ')}})`
  await copyToParquet(
    duck,
    `select * from ${read} order by ${quoteName(key)}`,
    join(partition, 'part-0.parquet'),
  )
  await rm(csv)
}

function typeOf(name: string, rows: Table['rows'], column: number): string {
  if (dates.has(name)) return 'DATE'
  if (numeric.has(name)) return 'DOUBLE'
  return rows.some((row) => typeof row[column] === 'number') ? 'INTEGER' : 'VARCHAR'
}
