import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  type LinkEvaluation,
  type LinkageReport,
  drawSample,
  evaluateLinks,
  judgeSample,
  linkFiles,
  writeLinkReport,
} from '../../engine/index.ts'
import { trialColumns, trialPeople } from '../../demo/index.ts'
import { InputIssues, type Output, renderIssue } from '../output.ts'
import { problems } from '../problems.ts'
import { readJson } from '../parse-file.ts'
import { requireFile } from '../require-file.ts'
import { wholeBetween } from './demo.ts'
import { addReviewCommands } from './link-review.ts'

type RunOptions = {
  readonly settings?: string
  readonly out: string
  readonly model?: string
  readonly previous?: string
  readonly threads?: number
  readonly memory?: string
  readonly chunkPairs?: number
  readonly engine: 'duckdb' | 'spark'
  readonly spark?: string
}

export function addLinkCommands(program: Command, output: () => Output): void {
  const link = program.command('link').description('pemadanan: siapa orang yang sama')
  withRunOptions(
    link.command('dedupe <data>').description('cari data ganda dalam satu berkas (CSV atau Parquet)'),
  ).action(async (data: string, options: RunOptions) => await run([data], options, output()))
  withRunOptions(
    link
      .command('match <kiri> <kanan>')
      .description('padankan dua berkas, misalnya registri dengan Dukcapil'),
  ).action(
    async (left: string, right: string, options: RunOptions) => await run([left, right], options, output()),
  )
  link
    .command('evaluate')
    .description('bandingkan hasil dengan kebenaran: presisi, kelengkapan, F1')
    .requiredOption('--clusters <berkas>', 'clusters.parquet atau links.parquet dari hasil')
    .option('--truth <berkas...>', 'berkas kebenaran; dua berkas untuk kiri dan kanan')
    .option('--id <kolom>', 'kolom pengenal dalam berkas kebenaran')
    .option('--truth-column <kolom>', 'kolom yang menyatakan orang yang sama')
    .option('--truth-pattern <pola>', 'bagian kolom itu yang dipakai: kurung pertama')
    .option('--threshold <peluang>', 'peluang mulai dari mana pasangan dianggap sama', share)
    .option(
      '--sample <berkas>',
      'contoh dari link sample yang kolom match-nya sudah diisi, sebagai ganti kebenaran',
    )
    .option('--report <berkas>', 'tulis laporan HTML dengan grafik')
    .option('--known-only', 'abaikan pengenal yang tidak ada dalam hasil')
    .action(async (options: EvaluateOptions) => await evaluate(options, output()))
  link
    .command('sample')
    .description('ambil contoh pasangan untuk dinilai orang: isi kolom match dengan 1 atau 0')
    .requiredOption('--clusters <berkas>', 'clusters.parquet atau links.parquet dari hasil')
    .requiredOption('--out <berkas>', 'berkas CSV')
    .option('--size <n>', 'jumlah pasangan', wholeBetween(10, 100_000), 300)
    .action(async ({ clusters, out, size }: { clusters: string; out: string; size: number }) => {
      const drawn = await drawSample({ clusters: requireFile(clusters), size, outFile: resolve(out) })
      if (drawn.kind === 'refused') throw new InputIssues(drawn.issues)
      output().result({ out: resolve(out), pairs: drawn.pairs }, `${drawn.pairs} pasangan di ${out}`)
    })
  link
    .command('report')
    .description('laporan HTML satu hasil: bobot, aturan, sebaran bukti, pasangan di sekitar ambang')
    .requiredOption('--clusters <berkas>', 'clusters.parquet atau links.parquet dari hasil')
    .requiredOption('--out <berkas>', 'berkas HTML')
    .action(async ({ clusters, out }: { clusters: string; out: string }) => {
      await writeReport(requireFile(clusters), out, output())
      output().result({ out: resolve(out) }, `laporan di ${out}`)
    })
  addReviewCommands(link, output)
  link
    .command('trial')
    .description('buat berkas orang rekaan dengan data ganda dan kebenarannya, untuk mencoba pemadanan')
    .requiredOption('--out <berkas>', 'berkas CSV')
    .option('--rows <n>', 'jumlah baris', wholeBetween(10, 100_000_000), 100_000)
    .option('--seed <n>', 'benih pengacak', wholeBetween(0, 1_000_000), 1)
    .action(
      async (options: { out: string; rows: number; seed: number }) => await writeTrial(options, output()),
    )
}

function withRunOptions(command: Command): Command {
  return command
    .option('--settings <berkas>', 'pengaturan pemadanan (JSON); tanpa ini pengaturan baku Indonesia')
    .requiredOption('--out <folder>', 'folder hasil')
    .option('--model <folder>', 'hasil sebelumnya yang modelnya dipakai')
    .option('--previous <folder>', 'hasil sebelumnya: bandingkan hanya yang baru atau berubah')
    .option('--threads <n>', 'jumlah utas', wholeBetween(1, 256))
    .option('--memory <batas>', 'batas memori, misalnya 4GB')
    .option('--chunk-pairs <n>', 'pasangan yang dibandingkan sekaligus', wholeBetween(1_000, 1_000_000_000))
    .addOption(
      new Option('--engine <mesin>', 'duckdb di komputer ini, atau spark di sebuah kluster')
        .choices(['duckdb', 'spark'])
        .default('duckdb'),
    )
    .addOption(
      new Option('--spark <alamat>', 'alamat Spark Connect: sc://server:15002/;use_ssl=true;token=…').env(
        'SPARK_REMOTE',
      ),
    )
}

async function run(files: readonly string[], options: RunOptions, output: Output): Promise<void> {
  const spark = sparkOf(options)
  // What Spark reads need not be on this machine.
  const [left = '', right] = spark === undefined ? files.map(requireFile) : files
  const { threads, memory } = options
  const linked = await linkFiles({
    left,
    right,
    settings: options.settings === undefined ? undefined : await readJson(options.settings),
    out: resolve(options.out),
    model: options.model,
    previous: options.previous,
    chunkPairs: options.chunkPairs,
    spark,
    duckdb: {
      ...(threads === undefined ? {} : { threads }),
      ...(memory === undefined ? {} : { memoryLimit: memory }),
    },
    onProgress: ({ phase, done, of }) =>
      output.progress(of === undefined || of === 1 ? phase : `${phase} ${done}/${of}`),
  })
  if (linked.kind === 'refused') throw new InputIssues(linked.issues)
  for (const issue of linked.report.issues) output.note(renderIssue(issue, output.language))
  output.result({ out: resolve(options.out), ...linked.report }, renderReport(linked.report, options.out))
}

function sparkOf({ engine, spark }: RunOptions): string | undefined {
  if (engine === 'duckdb') return undefined
  if (spark === undefined) throw problems.sparkMissing()
  return spark
}

function renderReport(report: LinkageReport, out: string): string {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`
  return [
    `${report.records} baris, ${report.pairs} pasangan calon, ${report.scored} disimpan`,
    `${report.sure} pasangan pasti, ${report.review} perlu ditinjau; ${report.clusters} kelompok; ${report.cut} tautan diputus`,
    `taksiran tanpa label: keliru ${percent(report.estimated.falseDiscovery)}, terlewat oleh model ${percent(report.estimated.missedByModel)}, oleh blok ${percent(report.estimated.missedByBlocking)}`,
    `hasil di ${out}`,
  ].join('\n')
}

async function writeTrial(
  { out, rows, seed }: { out: string; rows: number; seed: number },
  output: Output,
): Promise<void> {
  output.progress(`${rows} baris ke ${out}`)
  await pipeline(csvParts(rows, seed), createWriteStream(out))
  output.result({ out, rows, seed, columns: trialColumns }, `${rows} orang rekaan di ${out}`)
}

/** Some thousand rows at a time. */
function* csvParts(rows: number, seed: number): Iterable<string> {
  let part = [trialColumns.join(',')]
  for (const row of trialPeople({ rows, seed })) {
    part.push(row.join(','))
    if (part.length < 5_000) continue
    yield `${part.join('\n')}\n`
    part = []
  }
  yield part.length === 0 ? '' : `${part.join('\n')}\n`
}

type EvaluateOptions = {
  readonly clusters: string
  readonly truth?: readonly string[]
  readonly id?: string
  readonly truthColumn?: string
  readonly truthPattern?: string
  readonly threshold?: number
  readonly knownOnly?: boolean
  readonly report?: string
  readonly sample?: string
}

async function evaluate(options: EvaluateOptions, output: Output): Promise<void> {
  if (options.sample !== undefined) return await judge(options, options.sample, output)
  const evaluated = await evaluateLinks({
    clusters: requireFile(options.clusters),
    truth: options.truth?.flatMap((files) => files.split(',')).map(requireFile),
    hints: { id: options.id, column: options.truthColumn, pattern: options.truthPattern },
    threshold: options.threshold,
    knownOnly: options.knownOnly,
  })
  if (evaluated.kind === 'refused') throw new InputIssues(evaluated.issues)
  const { kind: _, ...document } = evaluated
  for (const issue of evaluated.issues) output.note(renderIssue(issue, output.language))
  if (options.report !== undefined) await writeReport(options.clusters, options.report, output, evaluated)
  output.result(document, renderEvaluation(evaluated))
}

async function writeReport(
  clusters: string,
  outFile: string,
  output: Output,
  evaluation?: LinkEvaluation,
): Promise<void> {
  const written = await writeLinkReport({
    clusters,
    evaluation,
    language: output.language,
    outFile: resolve(outFile),
  })
  if (written.kind === 'refused') throw new InputIssues(written.issues)
}

async function judge(
  { clusters, threshold = 0.95 }: EvaluateOptions,
  sample: string,
  output: Output,
): Promise<void> {
  const judged = await judgeSample({
    clusters: requireFile(clusters),
    sample: requireFile(sample),
    threshold,
  })
  if (judged.kind === 'refused') throw new InputIssues(judged.issues)
  const { kind: _, ...document } = judged
  const line = ({ share: value, low, high }: { share: number; low: number; high: number }) =>
    `${value.toFixed(4)} (95%: ${low.toFixed(4)} sampai ${high.toFixed(4)})`
  const tiers = judged.tiers.map(
    ({ tier, pairs, judged: seen, same }) =>
      `${tierNames[tier]}: ${same === undefined ? 'belum dinilai' : line(same)}; ${seen} dari ${pairs} dinilai`,
  )
  output.result(
    document,
    [
      `${judged.judged} pasangan dinilai; presisi ${line(judged.precision)}; kelengkapan ${line(judged.recall)}`,
      ...tiers,
    ].join('\n'),
  )
}

const tierNames = { sure: 'pasti', review: 'ditinjau', below: 'di bawah ambang' } as const

function renderEvaluation({ pairs, clusters, best, threshold }: LinkEvaluation): string {
  const line = (name: string, { precision, recall, f1 }: LinkEvaluation['pairs']) =>
    `${name}: presisi ${precision.toFixed(4)}, kelengkapan ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`
  return [
    line(`pasangan pada ambang ${threshold}`, pairs),
    line('kelompok', clusters),
    line(`terbaik, pada ambang ${best.threshold.toFixed(4)}`, best),
  ].join('\n')
}

function share(text: string): number {
  const value = Number(text)
  if (value > 0 && value < 1) return value
  throw new InvalidArgumentError('bilangan antara 0 dan 1')
}
