import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { isSigned, publicKeys } from '../../access/index.ts'
import {
  type OpenRegistry,
  draftAdoption,
  draftDecision,
  openRegistry,
  prepareDecision,
  publishAdoption,
  publishDecision,
} from '../../cycle/index.ts'
import { sha256Of } from '../../engine/index.ts'
import { checkList, countChanges, manifestSchema } from '../../exchange/index.ts'
import { nation } from '../../store/index.ts'
import { type Quota, nationCode } from '../../targeting/index.ts'
import { parseDay, today } from '../days.ts'
import { registryHome } from '../folders.ts'
import { openWithAreas } from '../open-with-areas.ts'
import { InputIssues, type Output, renderIssue } from '../output.ts'
import { parseJson } from '../parse-json.ts'
import { problems } from '../problems.ts'
import { requireArea } from '../require-area.ts'
import { requireFile } from '../require-file.ts'

type ListOptions = {
  readonly programme: string
  readonly period: string
  readonly area: string
  readonly date: string
  readonly dir?: string
  readonly publish?: string
}
type DecideOptions = ListOptions & { readonly quota: readonly Quota[]; readonly run?: string }
type VerifyOptions = { readonly manifest: string; readonly dir?: string }

export function addListCommands(program: Command, output: () => Output): void {
  const list = program.command('list').description('daftar penerima: yang berlaku, penetapan, tanda tangan')
  const common = (command: Command) =>
    command
      .requiredOption('--programme <kode>', 'program: pkh, sembako, pbi_jk, pip')
      .requiredOption('--period <nama>', 'masa daftar, misalnya 2026-T3')
      .option('--area <kode>', 'kode wilayah Kemendagri (bawaan: seluruh Indonesia)', nationCode)
      .option('--date <tanggal>', 'tanggal mulai berlaku', today())
      .option('--publish <dasar>', 'terbitkan, dengan dasarnya (misalnya nomor surat)')
      .option('--dir <folder>', 'folder registri')
  common(list.command('adopt <berkas>'))
    .description(
      'bawa masuk daftar penerima yang berlaku (kolom idbdt, nokk, atau nik): pratinjau, atau terbitkan',
    )
    .action(async (file: string, options: ListOptions) => await adopt(file, options, output()))
  common(list.command('decide'))
    .description('tetapkan penerima program dari pemeringkatan terakhir: pratinjau, atau terbitkan')
    .requiredOption('--quota <kode=jumlah...>', 'kuota tiap wilayah: 97.01=2200', quotas, [])
    .option('--run <id>', 'pemeringkatan yang dipakai (bawaan: yang terbaru)')
    .action(async (options: DecideOptions) => await decide(options, output()))
  list
    .command('verify <berkas>')
    .description('periksa daftar yang diterbitkan: tanda tangan dan isi berkas')
    .requiredOption('--manifest <berkas>', 'manifes yang diunduh bersama daftarnya')
    .option('--dir <folder>', 'folder registri penerbit')
    .action(async (file: string, options: VerifyOptions) => await verify(file, options, output()))
}

function quotas(text: string, before: readonly Quota[]): readonly Quota[] {
  const [, areaCode = '', quota = ''] = /^([\d.]+|ID)=(\d+)$/.exec(text) ?? []
  if (areaCode === '') throw new InvalidArgumentError('tulis kode=jumlah, misalnya 97.01=2200')
  return [...before, { areaCode, quota: Number(quota) }]
}

async function adopt(path: string, options: ListOptions, output: Output): Promise<void> {
  const bytes = await readFile(requireFile(path))
  await using registry = await openWithAreas(options.dir, output)
  const { store, vault, keys } = registry
  const asked = { ...(await head(options, registry)), file: { name: basename(path), bytes } }
  const draft = await store.asOwner(draftAdoption(asked, { vault, keys }))
  if (draft.families.length === 0) throw new InputIssues(draft.issues)
  if (options.publish !== undefined) await store.asOwner(publishAdoption(draft, options.publish))
  const { families, rows, issues, manifest } = draft
  for (const issue of issues.slice(0, 20)) output.note(renderIssue(issue, output.language))
  output.result(
    {
      listId: asked.listId,
      published: options.publish !== undefined,
      rows,
      families: families.length,
      issues,
      csvSha256: manifest.csvSha256,
    },
    `${rows} baris: ${families.length} keluarga dikenali, ${issues.length} baris tidak; ${told(options)}`,
  )
  if (issues.length > 0) process.exitCode = 1
}

async function decide(options: DecideOptions, output: Output): Promise<void> {
  await using registry = await openRegistry(registryHome(options.dir))
  const { store, keys } = registry
  const asked = { ...(await head(options, registry)), quota: options.quota, runId: options.run }
  output.progress('memeriksa berkas snapshot dan skor')
  const request = await store.asOwner(prepareDecision(asked, keys))
  output.progress('menetapkan')
  const draft = await draftDecision(request)
  if (options.publish !== undefined) await store.asOwner(publishDecision(draft, options.publish))
  const { outcomes, changes, paid, manifest } = draft
  output.result(
    {
      listId: asked.listId,
      published: options.publish !== undefined,
      outcomes,
      difference: countChanges(changes),
      paid,
      csvSha256: manifest.csvSha256,
    },
    [
      ...Object.entries(outcomes).map(([outcome, families]) => `${outcome}: ${families} keluarga`),
      `anggaran setahun: Rp${paid.rupiahPerYear.toLocaleString('id-ID')} untuk ${paid.families} keluarga`,
      told(options),
    ].join('\n'),
  )
}

function told({ publish }: ListOptions): string {
  return publish === undefined
    ? 'pratinjau, belum ada yang tertulis; terbitkan dengan --publish "dasar penetapan"'
    : 'diterbitkan dan ditandatangani'
}

async function head({ programme, period, area, date }: ListOptions, { store }: OpenRegistry) {
  const decisionDate = parseDay(date)
  return {
    listId: randomUUID(),
    programme,
    period,
    areaId: await store.asOwner(requireArea(area === nationCode ? nation.code : area, 'ID, 32, 32.04')),
    areaCode: area,
    decisionDate,
  }
}

const fileSchema = z.object({
  manifest: manifestSchema,
  signature: z.object({ kid: z.string(), signature: z.string() }),
})

async function verify(path: string, { manifest, dir }: VerifyOptions, output: Output): Promise<void> {
  const csv = await readFile(requireFile(path), 'utf8')
  const read = fileSchema.safeParse(parseJson(await readFile(requireFile(manifest), 'utf8')))
  if (!read.success)
    throw problems.valueUnknown({ what: '--manifest', given: manifest, known: 'manifest.json' })
  await using registry = await openRegistry(registryHome(dir))
  const keys = publicKeys(registry.keys, 'lists')
  const issues = checkList(
    { csv, ...read.data },
    { sha256: sha256Of, isSigned: (body, given) => isSigned(keys, 'list', body, given) },
  )
  if (issues.length > 0) throw new InputIssues(issues)
  output.result(
    { ok: true, ...read.data.manifest },
    `asli: ${read.data.manifest.programme} ${read.data.manifest.period}`,
  )
}
