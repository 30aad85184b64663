import { readFile } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { type PilotColumns, compileFile, readGains, readPilot, readPilotFiles } from '../../engine/index.ts'
import { type Issue, isError } from '../../kernel/index.ts'
import { type PilotAssessment, type WordingPair, assessPilot } from '../../quality/index.ts'
import type { CompiledForm, DataDictionary } from '../../questionnaire/index.ts'
import type { TableFile } from '../../sheets/index.ts'
import { InputIssues, type Output, renderIssue } from '../output.ts'
import { requireFile } from '../require-file.ts'

export type AssessOptions = Partial<PilotColumns> & {
  readonly form: string
  readonly gains?: string
  readonly pair: readonly WordingPair[]
  readonly critical: readonly string[]
  readonly stable: readonly string[]
  readonly expected?: number
}

/** What every command needs that looks at a pilot's data. */
export function addAssessOptions(command: Command): Command {
  return command
    .requiredOption('--form <berkas>', 'XLSForm yang diuji coba (.xlsx, .csv, .md)')
    .option('--gains <berkas>', 'yang hilang dari pemeringkatan bila pertanyaan dihapus (CSV: item, points)')
    .option('--enumerator <kolom>', 'kolom pencacah')
    .option('--team <kolom>', 'kolom tim')
    .option('--village <kolom>', 'kolom desa')
    .option('--household <kolom>', 'kolom keluarga, sama pada kunjungan kedua')
    .option('--retest <kolom>', 'kolom kunjungan ke berapa')
    .option('--retest-value <nilai>', 'nilai yang berarti uji ulang', '2')
    .option('--outcome <kolom>', 'kolom hasil kunjungan')
    .option('--complete-value <nilai>', 'nilai yang berarti selesai', '1')
    .option('--pair <a:b>', 'dua susunan kata: nama=a:b atau a:b; dapat diulang', addPair, [])
    .option('--critical <nama,...>', 'pertanyaan yang tidak boleh kosong (bawaan: yang wajib)', names, [])
    .option('--stable <nama,...>', 'pertanyaan yang jawabannya tidak mungkin berubah (tipe 1)', names, [])
    .option('--expected <jumlah>', 'wawancara yang menurut ponsel telah dikirim', count)
}

/** The assessment of a pilot; what could not be measured is said on stderr. @throws InputIssues */
export async function assessFiles(
  data: readonly string[],
  options: AssessOptions,
  output: Output,
): Promise<{ readonly assessment: PilotAssessment; readonly compiled: CompiledForm }> {
  const compiled = await readForm(options.form)
  const { dictionary } = compiled
  const gains = await readTableFile(options.gains, readGains)
  const { files, issues: fileIssues } = await readPilotFiles(data.map(requireFile))
  const { data: pilot, issues } = readPilot(files, dictionary, options)
  const all = [...fileIssues, ...issues, ...unknownNames(options, dictionary)]
  if (all.some(isError)) throw new InputIssues(all)
  for (const issue of all) output.note(renderIssue(issue, output.language))
  const { pair: pairs, stable, critical, expected } = options
  const settings = { pairs, stable, critical, expected, gains: new Map(gains) }
  return { assessment: assessPilot(pilot, settings), compiled }
}

/** A form of a file. @throws InputIssues when it has errors. */
export async function readForm(form: string): Promise<CompiledForm> {
  const { report, compiled } = await compileFile(requireFile(form), {})
  if (compiled && report.ok) return compiled
  throw new InputIssues(
    report.issues.map(({ code, severity, sheet, row, column, message }) => ({
      code,
      severity,
      where: {
        file: form,
        ...(sheet === null ? {} : { sheet }),
        ...(row === null ? {} : { row }),
        ...(column === null ? {} : { column }),
      },
      params: {},
      message,
    })),
  )
}

/** The rows of a table that goes with the data, or none. @throws InputIssues */
export async function readTableFile<Item>(
  path: string | undefined,
  read: (file: TableFile) => { readonly items: readonly Item[]; readonly issues: readonly Issue[] },
): Promise<readonly Item[]> {
  if (path === undefined) return []
  const { items, issues } = read({ name: path, bytes: await readFile(requireFile(path)) })
  if (issues.length > 0) throw new InputIssues(issues)
  return items
}

/** A name that no question bears would silently measure nothing. */
function unknownNames(
  { pair, critical, stable }: AssessOptions,
  { items }: DataDictionary,
): readonly Issue[] {
  const known = new Set(items.map(({ name }) => name))
  return [...pair.flatMap(({ a, b }) => [a, b]), ...critical, ...stable]
    .filter((name) => !known.has(name))
    .map((name) => ({
      code: 'pilot.no_item',
      severity: 'error',
      where: {},
      params: { name },
      message: {
        id: `Tidak ada pertanyaan bernama "${name}" dalam formulir ini.`,
        en: `This form has no question named "${name}".`,
      },
    }))
}

function addPair(text: string, before: readonly WordingPair[]): readonly WordingPair[] {
  const match = /^(?:([^=:]+)=)?([^=:]+):([^=:]+)$/.exec(text)
  const [, name, a, b] = match ?? []
  if (a === undefined || b === undefined) throw new InvalidArgumentError('tulis sebagai a:b atau nama=a:b')
  return [...before, { name: name ?? `${a}:${b}`, a, b }]
}

function names(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim())
}

function count(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('bilangan bulat mulai dari 0')
  return value
}
