import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { measureGains } from '../../engine/index.ts'
import { renderCsv } from '../../sheets/index.ts'
import { InputIssues, type Output } from '../output.ts'
import { requireFile } from '../require-file.ts'
import { readForm } from './assess-files.ts'

type GainsOptions = { readonly form: string; readonly spec: string; readonly out: string }

/** What each question of a form is worth to the ranking, for `pilot cards --gains`. */
export function addGainsCommand(pilot: Command, output: () => Output): void {
  pilot
    .command('gains <survei>')
    .description('yang hilang dari ketepatan peringkat bila satu pertanyaan tidak ditanyakan lagi')
    .requiredOption('--form <berkas>', 'XLSForm; kolomnya diambil dari save_to, atau dari nama pertanyaan')
    .requiredOption('--spec <berkas>', 'spesifikasi model')
    .requiredOption('--out <berkas>', 'hasil (CSV: item, points)')
    .action(async (data: string, options: GainsOptions) => await measure(data, options, output()))
}

async function measure(data: string, { form, spec, out }: GainsOptions, output: Output): Promise<void> {
  const measured = await measureGains({
    dictionary: (await readForm(form)).dictionary,
    data: requireFile(data),
    spec: JSON.parse(await readFile(requireFile(spec), 'utf8')),
    onProgress: ({ done = 0, of = 0 }) => output.progress(`${done}/${of}`),
  })
  if (measured.kind === 'refused') throw new InputIssues(measured.issues)
  const { accuracy, households } = measured
  const gains = [...measured.gains].map(([item, points]) => ({ item, points }))
  const rows = gains.map(({ item, points }) => [item, points.toFixed(4)])
  await writeFile(resolve(out), renderCsv([['item', 'points'], ...rows]))
  output.result(
    { accuracy, households, gains },
    `ketepatan ${(100 * accuracy).toFixed(2)}% dari pasangan ${households} keluarga; ${gains.length} pertanyaan ditulis ke ${out}`,
  )
}
