import { writeFile } from 'node:fs/promises'
import { type Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import {
  type Evaluated,
  codeVersion,
  compareDistributions,
  evaluateModels,
  scoreSnapshot,
  trainModel,
} from '../../engine/index.ts'
import { type MethodName, everyMethod, parseModel, renderEvaluation } from '../../ranking/index.ts'
import { InputIssues, type Output, renderIssue } from '../output.ts'
import { parseFile, readJson } from '../parse-file.ts'
import { requireFile } from '../require-file.ts'
import { addModelCommands } from './ranking-model.ts'

export function addRankingCommands(program: Command, output: () => Output): void {
  const ranking = program.command('ranking').description('model pemeringkatan')
  ranking
    .command('train <data>')
    .description('latih model dari survei (CSV, Parquet, atau folder snapshot)')
    .requiredOption('--spec <berkas>', 'spesifikasi model')
    .requiredOption('--out <berkas>', 'berkas model')
    .action(
      async (data: string, { spec, out }: { spec: string; out: string }) =>
        await train(data, spec, out, output()),
    )
  ranking
    .command('evaluate <data>')
    .description('bandingkan model pada rumah tangga yang tidak dilihatnya')
    .requiredOption('--spec <berkas>', 'spesifikasi model')
    .option(
      '--out <berkas>',
      'berkas laporan; di samping MODEL.json sebagai MODEL.evaluation.json untuk kartunya',
    )
    .addOption(
      new Option(
        '--models <nama...>',
        'model yang dibandingkan; bila tidak disebut, semuanya kecuali elastic-net',
      ).choices(everyMethod),
    )
    .option('--in-force <model>', 'model yang berlaku, dinilai pada rumah tangga yang sama')
    .option('--replicates <n>', 'ulangan bootstrap', wholeNumber, 200)
    .option('--no-sensitivity', 'tanpa uji kestabilan dan skala ekuivalensi')
    .action(async (data: string, options: EvaluateOptions) => await evaluate(data, options, output()))
  ranking
    .command('harmonise <survei> <registri>')
    .description('bandingkan sebaran prediktor survei dan registri per kabupaten/kota')
    .requiredOption('--spec <berkas>', 'spesifikasi model')
    .action(
      async (survey: string, registry: string, { spec }: { spec: string }) =>
        await harmonise(survey, registry, spec, output()),
    )
  ranking
    .command('score <data>')
    .description('beri skor, peringkat, dan desil pada setiap keluarga')
    .requiredOption('--model <berkas>', 'berkas model')
    .requiredOption('--out <berkas>', 'berkas Parquet hasil')
    .option('--line <rupiah>', 'garis rupiah per orang per bulan untuk peluangnya; tanpa ini garis model')
    .option('--details', 'juga jarak ke desil berikut dan sumbangan tiap kelompok pertanyaan')
    .option('--persons', 'desil atas orang, bukan keluarga')
    .option('--memory <ukuran>', 'batas memori, misalnya 600MB', '400MB')
    .action(async (data: string, options: ScoreOptions) => await score(data, options, output()))
  addModelCommands(ranking, output)
}

async function train(data: string, spec: string, out: string, output: Output): Promise<void> {
  const request = {
    data: requireFile(data),
    spec: await readJson(spec),
    codeVersion,
    onProgress: ({ phase }: { phase: string }) => output.progress(phase),
  }
  const trained = await trainModel(request)
  if (trained.kind === 'refused') throw new InputIssues(trained.issues)
  await writeFile(out, trained.document)
  output.result(trained.report, `model ${trained.report.modelSha256} ditulis ke ${out}`)
}

type EvaluateOptions = {
  readonly spec: string
  readonly out?: string
  readonly models?: readonly MethodName[]
  readonly inForce?: string
  readonly replicates: number
  readonly sensitivity: boolean
}

async function evaluate(data: string, options: EvaluateOptions, output: Output): Promise<void> {
  const evaluated = await evaluateModels({
    data: requireFile(data),
    spec: await readJson(options.spec),
    replicates: options.replicates,
    sensitivity: options.sensitivity,
    ...(options.models === undefined ? {} : { models: options.models }),
    ...(options.inForce === undefined ? {} : { inForce: await parseFile(options.inForce, parseModel) }),
    onProgress: ({ phase, done, of }) =>
      output.progress(done === undefined ? phase : `${phase} ${done}/${of ?? done}`),
  })
  if (evaluated.kind === 'refused') throw new InputIssues(evaluated.issues)
  const { kind: _, ...report } = evaluated
  for (const issue of report.issues) output.note(renderIssue(issue, output.language))
  if (options.out !== undefined) await writeFile(options.out, renderEvaluation(report))
  output.result(report, renderTable(report.models))
}

/** A table of errors, in per cent with their standard errors. */
function renderTable(models: Evaluated['models']): string {
  const percent = (value: number) => (100 * value).toFixed(1).padStart(5)
  const lines = models.map(
    ({ name, r2, err, se, auc }) =>
      `${name.padEnd(18)} ${r2.toFixed(3)}  ${percent(err[20])} ±${percent(se.err20)}  ${percent(err[40])} ±${percent(se.err40)}  ${auc[40].toFixed(3)}`,
  )
  return ['model              R2     galat 20 %     galat 40 %     AUC 40 %', ...lines].join('\n')
}

async function harmonise(survey: string, registry: string, spec: string, output: Output): Promise<void> {
  const compared = await compareDistributions({
    survey: requireFile(survey),
    registry: requireFile(registry),
    spec: await readJson(spec),
  })
  if (compared.kind === 'refused') throw new InputIssues(compared.issues)
  const { kind: _, ...report } = compared
  for (const issue of report.issues) output.note(renderIssue(issue, output.language))
  const lines = report.differences.map(
    ({ district, feature, survey: own, registry: other, standardised }) =>
      `${district}  ${feature}: ${own.toFixed(3)} / ${other.toFixed(3)} (${standardised?.toFixed(2) ?? '-'})`,
  )
  output.result(report, [`${lines.length} perbedaan`, ...lines].join('\n'))
  if (lines.length > 0) process.exitCode = 1
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 2) throw new InvalidArgumentError('bilangan bulat, sedikitnya 2')
  return value
}

type ScoreOptions = {
  readonly model: string
  readonly out: string
  readonly line?: string
  readonly details?: boolean
  readonly persons?: boolean
  readonly memory: string
}

async function score(data: string, options: ScoreOptions, output: Output): Promise<void> {
  const { model, out, line, details = false, persons = false, memory } = options
  const scored = await scoreSnapshot({
    snapshotDir: requireFile(data),
    model: await parseFile(model, parseModel),
    outFile: out,
    details,
    decileOf: persons ? 'persons' : 'families',
    ...(line === undefined ? {} : { lineRupiah: readRupiah(line) }),
    duckdb: { memoryLimit: memory },
    onProgress: ({ phase }) => output.progress(phase),
  })
  for (const issue of scored.issues) output.note(renderIssue(issue, output.language))
  output.result(scored, `${scored.rows} keluarga; ${out} SHA-256 ${scored.sha256}`)
}

function readRupiah(text: string): number {
  const amount = Number(text.replaceAll('.', ''))
  if (!(amount > 0)) throw new CommanderError(2, 'mutakhir.line', `--line: "${text}" bukan jumlah rupiah`)
  return amount
}
