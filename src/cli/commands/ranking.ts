import { writeFile } from 'node:fs/promises'
import { type Command, CommanderError } from 'commander'
import { codeVersion, evaluateModels, scoreSnapshot, trainModel } from '../../engine/index.ts'
import { parseModel, renderEvaluation } from '../../ranking/index.ts'
import { InputIssues, type Output } from '../output.ts'
import { parseFile } from '../parse-file.ts'
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
    .action(
      async (data: string, { spec, out }: { spec: string; out?: string }) =>
        await evaluate(data, spec, out, output()),
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

async function evaluate(data: string, spec: string, out: string | undefined, output: Output): Promise<void> {
  const evaluated = await evaluateModels({
    data: requireFile(data),
    spec: await readJson(spec),
    onProgress: ({ phase }) => output.progress(phase),
  })
  if (evaluated.kind === 'refused') throw new InputIssues(evaluated.issues)
  const { kind: _, ...report } = evaluated
  if (out !== undefined) await writeFile(out, renderEvaluation(report))
  output.result(report, JSON.stringify(report, null, 2))
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
  output.result(scored, `${scored.rows} keluarga; ${out} SHA-256 ${scored.sha256}`)
}

function readRupiah(text: string): number {
  const amount = Number(text.replaceAll('.', ''))
  if (!(amount > 0)) throw new CommanderError(2, 'mutakhir.line', `--line: "${text}" bukan jumlah rupiah`)
  return amount
}

async function readJson(file: string): Promise<unknown> {
  return await parseFile(file, (document) => document)
}
