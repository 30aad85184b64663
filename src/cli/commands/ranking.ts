import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { evaluateModels, scoreSnapshot, trainModel } from '../../engine/index.ts'
import { parseModel } from '../../ranking/index.ts'
import { InputIssues, type Output } from '../output.ts'
import { requireFile } from '../require-file.ts'
import { codeVersion } from '../version.ts'

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
    .action(async (data: string, { spec }: { spec: string }) => await evaluate(data, spec, output()))
  ranking
    .command('score <data>')
    .description('beri skor, peringkat, dan desil pada setiap keluarga')
    .requiredOption('--model <berkas>', 'berkas model')
    .requiredOption('--out <berkas>', 'berkas Parquet hasil')
    .action(
      async (data: string, { model, out }: { model: string; out: string }) =>
        await score(data, model, out, output()),
    )
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

async function evaluate(data: string, spec: string, output: Output): Promise<void> {
  const evaluated = await evaluateModels({
    data: requireFile(data),
    spec: await readJson(spec),
    onProgress: ({ phase }) => output.progress(phase),
  })
  if (evaluated.kind === 'refused') throw new InputIssues(evaluated.issues)
  const { kind: _, ...report } = evaluated
  output.result(report, JSON.stringify(report, null, 2))
}

async function score(data: string, model: string, out: string, output: Output): Promise<void> {
  const parsed = parseModel(await readJson(model))
  const scored = await scoreSnapshot({
    snapshotDir: requireFile(data),
    model: parsed,
    outFile: out,
    onProgress: ({ phase }) => output.progress(phase),
  })
  output.result(scored, `${scored.rows} keluarga; ${out} SHA-256 ${scored.sha256}`)
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(requireFile(file), 'utf8'))
}
