import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import {
  applyQuotas,
  cardCharts,
  parseAreaFile,
  renderCard,
  renderPdf,
  sha256Of,
} from '../../engine/index.ts'
import {
  parseEvaluation,
  parseModel,
  parsePovertyMap,
  parseRankingRules,
  renderPmml,
} from '../../ranking/index.ts'
import { InputIssues, type Output } from '../output.ts'
import { parseFile, readText } from '../parse-file.ts'

type CardOptions = {
  readonly out: string
  readonly evaluation?: string
  readonly areas?: string
  readonly pdf: boolean
}

type QuotaOptions = {
  readonly model: string
  readonly map: string
  readonly rules: string
  readonly out: string
  readonly previous?: string
  readonly previousScores?: string
}

const ownRules = join(import.meta.dirname, '../../../data/parameters/ranking-2026.json')

/** What is done with a model once there is one: its card, its quotas, its exchange with other programs. */
export function addModelCommands(ranking: Command, output: () => Output): void {
  ranking
    .command('card <model>')
    .description('kartu model: HTML, PDF, dan grafiknya')
    .requiredOption('--out <folder>', 'folder hasil')
    .option('--evaluation <berkas>', 'hasil "ranking evaluate" pada survei yang sama')
    .option('--areas <berkas>', 'batas wilayah (GeoJSON; properti code dan name) untuk peta galat')
    .option('--no-pdf', 'tanpa PDF')
    .action(async (model: string, options: CardOptions) => await writeCard(model, options, output()))
  ranking
    .command('quota <skor>')
    .description('isi kuota tiap wilayah menurut peta kemiskinan; pertahankan yang tidak berubah')
    .requiredOption('--model <berkas>', 'berkas model')
    .requiredOption('--map <berkas>', 'peta kemiskinan (JSON)')
    .option('--rules <berkas>', 'aturan: kuota, pita batas, histeresis', ownRules)
    .option('--previous <berkas>', 'hasil perintah ini pada kali yang lalu')
    .option('--previous-scores <berkas>', 'snapshot yang lalu, diberi skor oleh model ini')
    .requiredOption('--out <berkas>', 'berkas Parquet hasil')
    .action(async (scores: string, options: QuotaOptions) => await fillQuotas(scores, options, output()))
  ranking
    .command('pmml <model>')
    .description('tulis model sebagai PMML 4.4')
    .requiredOption('--out <berkas>', 'berkas PMML')
    .action(async (model: string, { out }: { out: string }) => await writePmml(model, out, output()))
}

async function writeCard(file: string, options: CardOptions, output: Output): Promise<void> {
  const document = await readText(file)
  const model = await parseFile(file, parseModel)
  const beside = file.replace(/\.json$/, '.evaluation.json')
  const evaluation = await readEvaluation(options.evaluation, beside)
  const areas = options.areas === undefined ? undefined : await parseFile(options.areas, parseAreaFile)
  await mkdir(options.out, { recursive: true })
  const files: string[] = []
  const write = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(options.out, name), content)
    files.push(name)
  }
  for (const language of ['id', 'en'] as const) {
    const request = { model, modelSha256: sha256Of(document), evaluation, areas, language }
    output.progress(`kartu ${language}`)
    const html = renderCard(request)
    await write(`card-${language}.html`, html)
    if (options.pdf) await write(`card-${language}.pdf`, await renderPdf(html))
    for (const [name, svg] of Object.entries(cardCharts(request))) await write(`${language}-${name}`, svg)
  }
  output.result({ out: options.out, files }, `${files.length} berkas ditulis ke ${options.out}`)
}

async function readEvaluation(named: string | undefined, beside: string) {
  if (named !== undefined) return await parseFile(named, parseEvaluation)
  const found = await readFile(beside, 'utf8').catch(() => undefined)
  return found === undefined ? undefined : parseEvaluation(JSON.parse(found))
}

async function fillQuotas(scoresFile: string, options: QuotaOptions, output: Output): Promise<void> {
  const [model, map, rules] = [
    await parseFile(options.model, parseModel),
    await parseFile(options.map, parsePovertyMap),
    await parseFile(options.rules, parseRankingRules),
  ]
  await mkdir(dirname(options.out), { recursive: true })
  const filled = await applyQuotas({
    scoresFile,
    model,
    map,
    rules,
    outFile: options.out,
    ...(options.previous === undefined ? {} : { previousFile: options.previous }),
    ...(options.previousScores === undefined ? {} : { previousScoresFile: options.previousScores }),
  })
  if (filled.kind === 'refused') throw new InputIssues(filled.issues)
  const { kind: _, ...report } = filled
  output.result(
    report,
    `${report.selected} dari ${report.families} keluarga terpilih; ${report.borderline} di pita batas`,
  )
}

async function writePmml(file: string, out: string, output: Output): Promise<void> {
  await writeFile(out, renderPmml(await parseFile(file, parseModel)))
  output.result({ out }, `PMML ditulis ke ${out}`)
}
