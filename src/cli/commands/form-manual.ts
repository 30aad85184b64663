import { resolve } from 'node:path'
import type { Command } from 'commander'
import {
  type ComparisonReport,
  type ManualReport,
  compareFormFiles,
  makeManuals,
} from '../../engine/index.ts'
import type { Language } from '../../kernel/index.ts'
import { type FormComparison, changeKinds, findRole, roleNames } from '../../questionnaire/index.ts'
import type { Output } from '../output.ts'
import { problems } from '../problems.ts'
import { requireFile } from '../require-file.ts'
import { printable, renderFormIssue } from './form-issue.ts'

type ManualOptions = {
  readonly out: string
  readonly role?: readonly string[]
  readonly language: string
  readonly against?: string
  readonly pdf: boolean
}

/** `form manual` and `form compare`. */
export function addManualCommands(form: Command, output: () => Output): void {
  form
    .command('manual <berkas>')
    .description('buat buku pedoman (HTML dan PDF) dari lembar pedoman XLSForm')
    .requiredOption('--out <folder>', 'folder hasil')
    .option(
      '--role <peran...>',
      'pencacah, pengawas, fasilitator, instruktur; semua yang ada bila tidak disebut',
    )
    .option('--language <bahasa>', 'id, en, atau both', 'id')
    .option('--against <berkas>', 'versi lama: buku memuat daftar perubahan')
    .option('--no-pdf', 'HTML saja')
    .action(async (file: string, options: ManualOptions) => {
      const { note, language } = output()
      const report = await makeManuals({
        file: requireFile(file),
        outDir: resolve(options.out),
        ...(options.role && { roles: options.role.map(getRole) }),
        languages: getLanguages(options.language),
        against: options.against === undefined ? undefined : requireFile(options.against),
        pdf: options.pdf,
        onProgress: (text) => note(text[language]),
      })
      output().result(printable(report), renderManualReport(report, output()))
      if (!report.ok) process.exitCode = 1
    })
  form
    .command('compare <lama> <baru>')
    .description('apa yang berubah di antara dua versi formulir, dan versi berapa yang pantas')
    .action(async (older: string, newer: string) => {
      const report = await compareFormFiles(requireFile(older), requireFile(newer))
      output().result(printable(report), renderComparison(report, output()))
      if (!report.ok) process.exitCode = 1
    })
}

function getRole(word: string) {
  const role = findRole(word)
  if (!role)
    throw problems.valueUnknown({
      what: '--role',
      given: word,
      known: Object.values(roleNames)
        .map(({ id }) => id.split(' ')[0])
        .join(', '),
    })
  return role
}

function getLanguages(word: string): readonly Language[] {
  if (word === 'both') return ['id', 'en']
  if (word === 'id' || word === 'en') return [word]
  throw problems.valueUnknown({ what: '--language', given: word, known: 'id, en, both' })
}

function renderManualReport(report: ManualReport, { language }: Output): string {
  const books = report.books.map(
    ({ html, pdf, items }) =>
      `  ${html}${pdf === null ? '' : `, ${pdf}`} (${items} ${language === 'id' ? 'butir' : 'items'})`,
  )
  return [
    report.out ?? `${language === 'id' ? 'DITOLAK' : 'REFUSED'} ${report.file}`,
    ...books,
    ...(report.comparison ? comparisonLines(report.comparison, language) : []),
    ...report.issues.map((issue) => renderFormIssue(issue, language)),
  ].join('\n')
}

function renderComparison({ comparison, issues }: ComparisonReport, { language }: Output): string {
  return [
    ...(comparison ? comparisonLines(comparison, language) : []),
    ...issues.map((issue) => renderFormIssue(issue, language)),
  ].join('\n')
}

function comparisonLines(comparison: FormComparison, language: Language): readonly string[] {
  const { older, newer, changes, weight, leastVersion } = comparison
  const words = {
    id: { none: 'tidak ada perubahan', least: 'versi paling rendah', retrain: 'latih ulang' },
    en: { none: 'no changes', least: 'least version', retrain: 'retrain' },
  }[language]
  return [
    `${older || '–'} -> ${newer || '–'}: ${weight === null ? words.none : `${changes.length}, ${weight}; ${words.least} ${leastVersion ?? '–'}`}`,
    ...changes.map(({ kind, questions, retrain, before, after }) => {
      const values = [before, after].map((value) => value?.[language] ?? '–').join(' -> ')
      return `  ${questions.join(', ')}: ${changeKinds[kind].text[language]}${retrain ? ` (${words.retrain})` : ''}: ${values}`
    }),
  ]
}
