import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type FormReport, buildForms, checkForms } from '../../engine/index.ts'
import type { Output } from '../output.ts'
import { requireFile } from '../require-file.ts'
import { printable, renderFormIssue } from './form-issue.ts'
import { addManualCommands } from './form-manual.ts'
import { addValidateCommand } from './form-validate.ts'

type BuildFlags = { readonly out: string; readonly lenient?: boolean; readonly model?: readonly string[] }

export function addFormCommands(program: Command, output: () => Output): void {
  const form = program
    .command('form')
    .description('kuesioner: dari satu XLSForm menjadi formulir, buku kode, kamus, dan buku pedoman')
  form
    .command('check <berkas...>')
    .description('periksa XLSForm (.xlsx, .csv, .md), satu, banyak, atau satu folder')
    .option('--lenient', 'perbaiki sendiri yang aman diperbaiki, dan sebutkan')
    .action(async (paths: string[], { lenient = false }: { lenient?: boolean }) => {
      report(await checkForms(paths, { lenient }), output())
    })
  form
    .command('build <berkas...>')
    .description('buat XForm, buku kode, dan kamus dari XLSForm')
    .requiredOption('--out <folder>', 'folder hasil')
    .option('--lenient', 'perbaiki sendiri yang aman diperbaiki, dan sebutkan')
    .option('--model <berkas...>', 'model pemeringkatan: buku kode menyebut variabel yang dipakainya')
    .action(async (paths: string[], { out, lenient = false, model = [] }: BuildFlags) => {
      const options = { lenient, models: model.map(requireFile) }
      report(await buildForms(paths, resolve(out), options), output())
    })
  addManualCommands(form, output)
  addValidateCommand(form, output)
}

/** Every file with its issues; the command ends with 1 when one of them has errors. */
function report(reports: readonly FormReport[], output: Output): void {
  output.result(reports.map(printable), reports.map((each) => render(each, output)).join('\n'))
  if (reports.some(({ ok }) => !ok)) process.exitCode = 1
}

function render({ file, ok, issues }: FormReport, { language }: Output): string {
  const verdict = { id: { ok: 'baik', refused: 'DITOLAK' }, en: { ok: 'good', refused: 'REFUSED' } }[language]
  return [
    `${ok ? verdict.ok : verdict.refused} ${file}`,
    ...issues.map((issue) => renderFormIssue(issue, language)),
  ].join('\n')
}
