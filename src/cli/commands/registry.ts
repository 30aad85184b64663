import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { stdout } from 'node:process'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import {
  type OpenRegistry,
  openRegistry,
  previewBatch,
  promoteBatch,
  stageFile,
  writeSnapshot,
} from '../../cycle/index.ts'
import {
  type PlainDate,
  batchIdSchema,
  isError,
  parsePlainDate,
  personIdSchema,
  plainDate,
} from '../../kernel/index.ts'
import { exportQuery, findAreaByCode, findPersonAsOf, hasAreas, importIndonesia } from '../../store/index.ts'
import { registryHome } from '../folders.ts'
import { InputIssues, type Output } from '../output.ts'
import { requireFile } from '../require-file.ts'

type Folder = { readonly dir?: string }

export function addRegistryCommands(program: Command, output: () => Output): void {
  const registry = program.command('registry').description('registri: orang, keluarga, wilayah')
  registry
    .command('import <berkas>')
    .description('impor daftar (CSV, XLSX): baca, periksa, pratinjau; dengan --promote langsung dipromosikan')
    .requiredOption('--profile <nama>', 'profil berkas: siks-ng')
    .option('--promote', 'promosikan baris yang tidak ditahan')
    .option('--list-date <tanggal>', 'tanggal daftar dibuat (TTTT-BB-HH)', today())
    .option('--area <kode>', 'kode wilayah kewenangan (bawaan: seluruh Indonesia)', '')
    .option('--dir <folder>', 'folder registri')
    .action(async (file: string, options: ImportOptions) => await importFile(file, options, output()))
  registry
    .command('as-of <tanggal>')
    .description('seorang beserta keluarga, wilayah, dan skornya pada suatu tanggal')
    .requiredOption('--person <id>', 'pengenal orang')
    .option('--known-at <waktu>', 'sebagaimana diketahui pada waktu itu (ISO 8601)')
    .option('--dir <folder>', 'folder registri')
    .action(
      async (day: string, options: Folder & { person: string; knownAt?: string }) =>
        await asOf(day, options, output()),
    )
  registry
    .command('snapshot')
    .description('tulis snapshot Parquet per provinsi dengan manifes')
    .requiredOption('--out <folder>', 'folder hasil')
    .option('--as-of <tanggal>', 'keadaan pada tanggal ini', today())
    .option('--dir <folder>', 'folder registri')
    .action(async (options: Folder & { out: string; asOf: string }) => await snapshot(options, output()))
  registry
    .command('export')
    .description('ekspor anggota keluarga sebagai CSV, tanpa NIK')
    .option('--out <berkas>', 'berkas hasil (bawaan: stdout)')
    .option('--as-of <tanggal>', 'keadaan pada tanggal ini', today())
    .option('--dir <folder>', 'folder registri')
    .action(
      async (options: Folder & { out?: string; asOf: string }) => await exportMembers(options, output()),
    )
}

type ImportOptions = Folder & {
  readonly profile: string
  readonly promote?: boolean
  readonly listDate: string
  readonly area: string
}

async function importFile(path: string, options: ImportOptions, output: Output): Promise<void> {
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const file = { name: basename(path), bytes: await readFile(requireFile(path)) }
  if (options.profile !== 'siks-ng') throw wrongCall('profile', options.profile, 'siks-ng')
  await using registry = await openWithAreas(options.dir, output)
  const { store, codebook, vault } = registry
  const batchId = batchIdSchema.parse(randomUUID())
  const areaId = await store.asOwner(findAreaByCode(options.area))
  if (areaId === undefined) throw wrongCall('area', options.area, '32.04')
  output.progress('membaca dan memeriksa setiap baris')
  const request = { batchId, file, profile: 'siks-ng', listDate: dateOf(options.listDate), areaId } as const
  const staged = await store.asOwner(stageFile(request, { codebook, vault }))
  if (!staged.readable) throw new InputIssues(staged.issues.filter(isError))
  output.progress(`mempratinjau ${staged.rows} baris`)
  const preview = await store.asOwner(previewBatch(batchId, codebook))
  if (options.promote) output.progress('mempromosikan')
  const summary = options.promote
    ? await store.asOwner(
        promoteBatch(batchId, { codebook, vault, reason: 'mutakhir registry import --promote' }),
      )
    : preview
  const used = process.cpuUsage(cpu)
  const seconds = {
    wall: round((performance.now() - start) / 1000),
    cpu: round((used.user + used.system) / 1e6),
  }
  output.result({ batchId, ...summary, seconds }, renderSummary(batchId, summary, options.promote === true))
}

function renderSummary(
  batchId: string,
  { rows, promoted, held, outcomes, heldBy, issues }: Awaited<ReturnType<ReturnType<typeof previewBatch>>>,
  done: boolean,
): string {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([name, count]) => `  ${name}: ${count}`)
  return [
    done
      ? `${rows} baris = ${promoted} dipromosikan + ${held} ditahan`
      : `${rows} baris dibaca; ${held} akan ditahan (kelompok ${batchId}, lihat di konsol)`,
    'hasil:',
    ...list(outcomes),
    'ditahan karena:',
    ...list(heldBy),
    'catatan:',
    ...list(issues),
  ].join('\n')
}

async function asOf(
  day: string,
  { person, knownAt, dir }: Folder & { person: string; knownAt?: string },
  output: Output,
): Promise<void> {
  await using registry = await openRegistry(registryHome(dir))
  const at = { day: dateOf(day), knownAt: knownAt ?? new Date().toISOString() }
  const found = await registry.store.asOwner(async (db) => {
    db.audit({ action: 'person.view', subject: person, detail: 'mutakhir registry as-of' })
    return await findPersonAsOf(registry.codebook, personIdSchema.parse(person), at)(db)
  })
  if (!found)
    throw new InputIssues([
      {
        code: 'person_unknown',
        severity: 'error',
        where: {},
        params: {},
        message: {
          id: 'Orang ini tidak dikenal pada tanggal itu.',
          en: 'This person is not known on that day.',
        },
      },
    ])
  output.result(found, JSON.stringify(found, null, 2))
}

async function snapshot(
  { out, asOf: day, dir }: Folder & { out: string; asOf: string },
  output: Output,
): Promise<void> {
  await using registry = await openRegistry(registryHome(dir))
  const at = { day: dateOf(day), knownAt: new Date().toISOString() }
  const manifest = await registry.store.asOwner(
    writeSnapshot({
      codebook: registry.codebook,
      asOf: at,
      outDir: resolve(out),
      onProgress: (table) => output.progress(table),
    }),
  )
  output.result(
    manifest,
    `${manifest.tables.family.rows} keluarga, ${manifest.tables.person.rows} orang; snapshot ${manifest.sha256}`,
  )
}

async function exportMembers(
  { out, asOf: day, dir }: Folder & { out?: string; asOf: string },
  output: Output,
): Promise<void> {
  await using registry = await openRegistry(registryHome(dir))
  const query = exportQuery(registry.codebook, { day: dateOf(day), knownAt: new Date().toISOString() })
  await registry.store.asOwner(async (db) => {
    db.audit({ action: 'registry.export', subject: 'members', detail: `as_of=${day}` })
    const target = out === undefined ? stdout : createWriteStream(out, { mode: 0o600 })
    await pipeline(db.copyOut(`copy (${query}) to stdout csv header`), target, { end: out !== undefined })
  })
  if (out !== undefined) output.result({ file: resolve(out) }, `ditulis ke ${resolve(out)}`)
}

/** A registry without areas cannot place anybody: the first import loads those of Indonesia. */
async function openWithAreas(dir: string | undefined, output: Output): Promise<OpenRegistry> {
  const registry = await openRegistry(registryHome(dir))
  if (await registry.store.asOwner(hasAreas)) return registry
  output.progress('memuat 83.762 desa dan kelurahan')
  await registry.store.asOwner(importIndonesia)
  return registry
}

function dateOf(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (date === undefined) throw wrongCall('date', text, '2026-03-31')
  return date
}

function today(): PlainDate {
  return plainDate(new Date().toISOString().slice(0, 10))
}

function wrongCall(what: string, given: string, example: string): InputIssues {
  const message = {
    id: `${what}: "${given}" tidak dikenal, misalnya ${example}.`,
    en: `${what}: "${given}" is not known, for example ${example}.`,
  }
  return new InputIssues([{ code: 'wrong_call', severity: 'error', where: {}, params: {}, message }])
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
