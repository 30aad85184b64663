import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { simulatePilot } from '../../demo/index.ts'
import { readDecisions, readNotes, renderPdf, revisionOf } from '../../engine/index.ts'
import { renderPilotReport } from '../../quality/index.ts'
import type { Output } from '../output.ts'
import {
  type AssessOptions,
  addAssessOptions,
  assessFiles,
  readForm,
  readTableFile,
} from '../pilot/assess-files.ts'
import { addGainsCommand } from '../pilot/gains-command.ts'
import { renderCards, renderWordings } from '../pilot/render-assessment.ts'
import { addSizeCommand } from '../pilot/size-command.ts'

/** Trying out a form before the field work: which questions work, and whether the work may begin. */
export function addPilotCommands(program: Command, output: () => Output): void {
  const pilot = program
    .command('pilot')
    .description('uji coba kuesioner: kartu tiap pertanyaan, dua susunan kata, laporan keputusan')
  addAssessOptions(
    pilot
      .command('cards <data...>')
      .description('kartu tiap pertanyaan, yang terburuk dahulu (XML + audit.csv, CSV atau ZIP ODK Central)'),
  ).action(async (data: string[], options: AssessOptions) => {
    const { assessment } = await assessFiles(data, options, output())
    output().result(assessment, renderCards(assessment, output().language))
  })
  addAssessOptions(
    pilot
      .command('wording <data...>')
      .description('bandingkan dua susunan kata dengan galat baku per pencacah'),
  ).action(async (data: string[], options: AssessOptions) => {
    const { assessment } = await assessFiles(data, options, output())
    output().result({ wordings: assessment.wordings }, renderWordings(assessment.wordings))
  })
  addAssessOptions(pilot.command('report <data...>').description('laporan keputusan (HTML dan PDF)'))
    .requiredOption('--out <folder>', 'folder hasil')
    .option(
      '--notes <berkas>',
      'catatan wawancara kognitif (CSV: item, round, probe, quote, problem, by, on)',
    )
    .option('--decisions <berkas>', 'putusan yang dipastikan (CSV: item, verdict, reason, by, on)')
    .option('--households <jumlah>', 'keluarga yang akan didatangi', positive)
    .option('--day-cost <rupiah>', 'biaya satu hari seorang pencacah', positive)
    .option('--next-form <berkas>', 'kuesioner sesudah uji coba: laporan memuat perubahannya')
    .option('--no-pdf', 'tanpa PDF')
    .action(async (data: string[], options: ReportOptions) => await report(data, options, output()))
  addSizeCommand(pilot, output)
  addGainsCommand(pilot, output)
  pilot
    .command('simulate')
    .description('buat uji coba rekaan: 60 pertanyaan, tiga di antaranya sengaja buruk')
    .requiredOption('--out <folder>', 'folder hasil')
    .option('--seed <angka>', 'benih', whole, 7)
    .option('--households <jumlah>', 'jumlah keluarga', positive, 320)
    .action(async (options: SimulateOptions) => await simulate(options, output()))
}

type ReportOptions = AssessOptions & {
  readonly out: string
  readonly notes?: string
  readonly decisions?: string
  readonly households?: number
  readonly dayCost?: number
  readonly nextForm?: string
  readonly pdf: boolean
}

async function report(data: readonly string[], options: ReportOptions, output: Output): Promise<void> {
  const { assessment, compiled } = await assessFiles(data, options, output)
  const { dictionary } = compiled
  const title = dictionary.title['']?.trim() || Object.values(dictionary.title)[0] || dictionary.form
  const pilotReport = {
    title,
    form: dictionary.form,
    version: dictionary.version,
    assessment,
    notes: await readTableFile(options.notes, readNotes),
    decisions: await readTableFile(options.decisions, readDecisions),
    households: options.households,
    rupiahPerDay: options.dayCost,
    revision:
      options.nextForm === undefined ? undefined : revisionOf(compiled, await readForm(options.nextForm)),
  }
  const folder = resolve(options.out)
  await mkdir(folder, { recursive: true })
  const written: string[] = []
  for (const language of ['id', 'en'] as const) {
    const html = renderPilotReport(pilotReport, language)
    const file = join(folder, `pilot-report.${language}.html`)
    await writeFile(file, html)
    written.push(file)
    if (!options.pdf) continue
    output.progress(`PDF ${language}`)
    const pdf = join(folder, `pilot-report.${language}.pdf`)
    await writeFile(pdf, await renderPdf(html))
    written.push(pdf)
  }
  const open = assessment.cards.filter(
    ({ name, suggestion }) =>
      suggestion.verdict !== 'keep' && !pilotReport.decisions.some(({ item }) => item === name),
  )
  output.result(
    { files: written, proposal: assessment.proposal, unconfirmed: open.map(({ name }) => name) },
    written.join('\n'),
  )
}

type SimulateOptions = { readonly out: string; readonly seed: number; readonly households: number }

async function simulate({ out, seed, households }: SimulateOptions, output: Output): Promise<void> {
  const folder = resolve(out)
  const { form, interviews, gains } = simulatePilot({ seed, households })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'form.md'), form)
  await writeFile(join(folder, 'gains.csv'), gains)
  for (const { id, submission, audit } of interviews) {
    const own = join(folder, 'submissions', id.replace(':', '-'))
    await mkdir(own, { recursive: true })
    await writeFile(join(own, 'submission.xml'), submission)
    await writeFile(join(own, 'audit.csv'), audit)
  }
  const files = {
    form: join(folder, 'form.md'),
    gains: join(folder, 'gains.csv'),
    data: join(folder, 'submissions'),
  }
  output.result(
    { interviews: interviews.length, ...files },
    `${interviews.length} wawancara di ${files.data}`,
  )
}

function whole(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('bilangan bulat mulai dari 0')
  return value
}

function positive(text: string): number {
  const value = whole(text)
  if (value === 0) throw new InvalidArgumentError('bilangan bulat mulai dari 1')
  return value
}
