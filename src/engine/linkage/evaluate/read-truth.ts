import type { Issue } from '../../../kernel/index.ts'
import { quoteName, quoteText } from '../../../sql/index.ts'
import type { DuckDb } from '../../duckdb/index.ts'
import { linkageIssue } from '../issues.ts'
import { type SourceFile, openSource } from '../read-source.ts'

/** What is said of the truth: on the command line, or by the settings of the run. */
export type TruthHints = {
  readonly id?: string | undefined
  readonly column?: string | undefined
  readonly pattern?: string | undefined
}

/** `clusters`: table `label` (record_id, source, truth). `pairs`: table `label_pair` (left_id, right_id, is_true). */
export type Truth =
  | { readonly kind: 'clusters' }
  | { readonly kind: 'pairs'; readonly isComplete: boolean }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }

/** Reads one or two files of truth, whichever way they tell it: a cluster for each record, or pairs of records. */
export async function readTruth(
  db: DuckDb,
  paths: readonly string[],
  hints: TruthHints,
  hasSides: boolean,
): Promise<Truth> {
  const files: SourceFile[] = []
  for (const path of paths) {
    const opened = await openSource(db, path)
    if ('issue' in opened) return { kind: 'refused', issues: [opened.issue] }
    files.push(opened)
  }
  const first = files[0]
  if (first === undefined) return { kind: 'refused', issues: [] }
  const pair = files.length === 1 ? pairColumns(first, hints, hasSides) : undefined
  if (pair) return await readPairs(db, first, pair)
  return await readClusters(db, files, hints)
}

const clusterNames = [
  'cluster',
  'cluster_id',
  'truth',
  'true_id',
  'true_cluster',
  'entity',
  'entity_id',
  'person',
  'true_person',
  'label',
  'group',
  'ent_id',
  'identity',
]
const idNames = ['record_id', 'id', 'unique_id', 'rec_id', 'row_id']
const scoreNames = ['clerical_match_score', 'match', 'is_match', 'label', 'score', 'truth', 'cocok']

type PairColumns = { readonly left: string; readonly right: string; readonly score: string | undefined }

/** Two columns that name the ends of a pair, by their names; between two files also any two that are all there is. */
function pairColumns(file: SourceFile, hints: TruthHints, hasSides: boolean): PairColumns | undefined {
  if (hints.column !== undefined && find(file, hints.column) !== undefined) return undefined
  const ends = file.columns.flatMap((column) => {
    const stem = /^(.*?)_?(l|left|1)$/i.exec(column.trim())?.[1]
    if (stem === undefined) return []
    const right = file.columns.find((other) =>
      ['r', 'right', '2'].some(
        (end) => sameName(other, `${stem}_${end}`) || sameName(other, `${stem}${end}`),
      ),
    )
    return right === undefined || /source|dataset/i.test(stem) ? [] : [{ left: column, right }]
  })
  const named = ends[0] ?? namedEnds(file)
  const score = scoreNames.map((name) => find(file, name)).find((column) => column !== undefined)
  if (named) return { ...named, score }
  const [left, right] = file.columns
  const isPlain =
    hasSides &&
    file.columns.length === 2 &&
    !file.columns.some((column) => clusterNames.includes(column.trim().toLowerCase()))
  return isPlain && left !== undefined && right !== undefined ? { left, right, score: undefined } : undefined
}

function namedEnds(file: SourceFile) {
  const [left, right] = [
    find(file, 'left_id') ?? find(file, 'left'),
    find(file, 'right_id') ?? find(file, 'right'),
  ]
  return left !== undefined && right !== undefined ? { left, right } : undefined
}

async function readPairs(
  db: DuckDb,
  { scan }: SourceFile,
  { left, right, score }: PairColumns,
): Promise<Truth> {
  const id = (column: string) => `trim(cast(${quoteName(column)} as varchar))`
  const isTrue =
    score === undefined
      ? 'true'
      : `coalesce(try_cast(${quoteName(score)} as double) >= 0.5, lower(trim(cast(${quoteName(score)} as varchar))) in ('true', 'yes', 'ya', 'match'))`
  await db.run(`create or replace table label_pair as
    select ${id(left)} as left_id, ${id(right)} as right_id, ${isTrue} as is_true, row_number() over () + 1 as row from ${scan}`)
  return { kind: 'pairs', isComplete: score === undefined }
}

async function readClusters(db: DuckDb, files: readonly SourceFile[], hints: TruthHints): Promise<Truth> {
  const selects: string[] = []
  for (const [index, file] of files.entries()) {
    const column = hints.column === undefined ? undefined : find(file, hints.column)
    const truth =
      column ??
      clusterNames.map((name) => find(file, name)).find((name) => name !== undefined) ??
      otherOfTwo(file, hints)
    if (truth === undefined) return { kind: 'refused', issues: [truthUnknown(file)] }
    const id = idColumn(file, hints, truth)
    if (id === undefined) return { kind: 'refused', issues: [idUnknown(file)] }
    const text = `trim(cast(${quoteName(truth)} as varchar))`
    const value =
      column !== undefined && hints.pattern !== undefined
        ? `regexp_extract(${text}, ${quoteText(hints.pattern)}, 1)`
        : text
    const side = files.length === 1 ? `cast(null as varchar)` : quoteText(index === 0 ? 'left' : 'right')
    selects.push(`select trim(cast(${quoteName(id)} as varchar)) as record_id, ${side} as source, nullif(${value}, '') as truth,
      row_number() over () + 1 as row, ${quoteText(file.file)} as file from ${file.scan}`)
  }
  await db.run(`create or replace table label as ${selects.join(' union all ')}`)
  return { kind: 'clusters' }
}

function idColumn(file: SourceFile, hints: TruthHints, truth: string): string | undefined {
  const named = [hints.id, ...idNames].flatMap((name) => (name === undefined ? [] : [find(file, name)]))
  return named.find((name) => name !== undefined) ?? file.columns.find((column) => column !== truth)
}

/** Of two columns the one that is not the id. */
function otherOfTwo(file: SourceFile, hints: TruthHints): string | undefined {
  if (file.columns.length !== 2) return undefined
  const id = [hints.id, ...idNames]
    .map((name) => (name === undefined ? undefined : find(file, name)))
    .find((name) => name !== undefined)
  return file.columns.find((column) => column !== (id ?? file.columns[0]))
}

function find({ columns }: SourceFile, name: string): string | undefined {
  return columns.find((column) => sameName(column, name))
}

function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase()
}

function truthUnknown(file: SourceFile): Issue {
  return linkageIssue(
    'truth_unknown',
    { file: file.file },
    { known: file.columns.map((name) => name.trim()).join(', ') },
    {
      id: 'Tidak jelas kolom mana yang menyatakan kebenaran. Sebutkan dengan --truth-column; kolom yang ada: {known}.',
      en: 'It is not clear which column tells the truth. Name it with --truth-column; the columns are: {known}.',
    },
  )
}

function idUnknown(file: SourceFile): Issue {
  return linkageIssue(
    'truth_id_unknown',
    { file: file.file },
    { known: file.columns.map((name) => name.trim()).join(', ') },
    {
      id: 'Tidak jelas kolom mana yang berisi pengenal. Sebutkan dengan --id; kolom yang ada: {known}.',
      en: 'It is not clear which column holds the ids. Name it with --id; the columns are: {known}.',
    },
  )
}
