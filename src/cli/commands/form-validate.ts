import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type AnswerReport, formIssues, openAnswerChecker, readPublishedForm } from '../../engine/index.ts'
import { InputIssues, type Output, renderIssue } from '../output.ts'
import { requireFile } from '../require-file.ts'
import { printable } from './form-issue.ts'

/** `form validate`: submissions checked by the form version that made them. Ends with 1 when one is refused. */
export function addValidateCommand(form: Command, output: () => Output): void {
  form
    .command('validate <kiriman...>')
    .description('periksa jawaban (XML, satu, banyak, atau satu folder) dengan formulir yang membuatnya')
    .requiredOption('--form <berkas>', 'XForm (.xml) atau XLSForm yang terbit')
    .option('--threads <jumlah>', 'utas yang memeriksa bersamaan', Number, 2)
    .action(async (paths: string[], options: { form: string; threads: number }) => {
      await validate(paths, options, output())
    })
}

type FileReport = AnswerReport & { readonly file: string }

async function validate(
  paths: readonly string[],
  { form, threads }: { readonly form: string; readonly threads: number },
  output: Output,
): Promise<void> {
  const published = await readPublishedForm(requireFile(form))
  if ('issues' in published)
    throw new InputIssues(
      published.issues.map(({ code, severity, message }) => ({
        code,
        severity,
        where: { file: form },
        params: {},
        message,
      })),
    )
  const files = (await Promise.all(paths.map(requireFile).map(submissionsIn))).flat()
  const lanes = Math.max(1, Math.min(16, threads || 1))
  await using checker = openAnswerChecker(published, { threads: lanes })
  const waiting = files.entries()
  const reports: FileReport[] = []
  const work = async () => {
    for (const [index, file] of waiting) {
      reports[index] = { file, ...(await checker.check(await readFile(file, 'utf8'))) }
      if (index % 20 === 19) output.progress(`${index + 1}/${files.length}`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  const printed = reports.map(({ issues, ...rest }) => printable({ ...rest, issues: formIssues(issues) }))
  output.result(printed, reports.map((report) => render(report, output)).join('\n'))
  if (reports.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1
}

async function submissionsIn(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const names = await readdir(path, { recursive: true })
  return names
    .filter((name) => /\.xml$/i.test(name))
    .map((name) => join(path, name))
    .toSorted()
}

function render({ file, outcome, issues }: FileReport, { language }: Output): string {
  const words = outcome === 'refused' ? 'DITOLAK' : issues.length > 0 ? 'diterima, perlu dicek' : 'baik'
  return [`${words} ${file}`, ...issues.map((issue) => `  ${renderIssue(issue, language)}`)].join('\n')
}
