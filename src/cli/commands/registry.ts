import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { stdout } from 'node:process'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { openRegistry, writeSnapshot } from '../../cycle/index.ts'
import { readBoundaries } from '../../exchange/index.ts'
import { isError, personIdSchema } from '../../kernel/index.ts'
import { exportQuery, findPersonAsOf, importBoundaries } from '../../store/index.ts'
import { asKnownNow, parseDay, today } from '../days.ts'
import { registryHome } from '../folders.ts'
import { openWithAreas } from '../open-with-areas.ts'
import { InputIssues, type Output } from '../output.ts'
import { parseJson } from '../parse-json.ts'
import { problems } from '../problems.ts'
import { requireFile } from '../require-file.ts'
import { addImportCommand } from './registry-import.ts'

type Folder = { readonly dir?: string }
type AsOfOptions = Folder & { readonly person: string; readonly knownAt?: string }
type SnapshotOptions = Folder & { readonly out: string; readonly asOf: string }
type ExportOptions = Folder & { readonly out?: string; readonly asOf: string }
type BoundaryOptions = Folder & { readonly code: string; readonly object?: string }

export function addRegistryCommands(program: Command, output: () => Output): void {
  const registry = program.command('registry').description('registri: orang, keluarga, wilayah')
  addImportCommand(registry, output)
  registry
    .command('as-of <tanggal>')
    .description('seorang beserta keluarga, wilayah, dan skornya pada suatu tanggal')
    .requiredOption('--person <id>', 'pengenal orang')
    .option('--known-at <waktu>', 'sebagaimana diketahui pada waktu itu (ISO 8601)')
    .option('--dir <folder>', 'folder registri')
    .action(async (day: string, options: AsOfOptions) => await asOf(day, options, output()))
  registry
    .command('snapshot')
    .description('tulis snapshot Parquet per provinsi dengan manifes')
    .requiredOption('--out <folder>', 'folder hasil')
    .option('--as-of <tanggal>', 'keadaan pada tanggal ini', today())
    .option('--dir <folder>', 'folder registri')
    .action(async (options: SnapshotOptions) => await snapshot(options, output()))
  registry
    .command('export')
    .description('ekspor anggota keluarga sebagai CSV, tanpa NIK')
    .option('--out <berkas>', 'berkas hasil (bawaan: stdout)')
    .option('--as-of <tanggal>', 'keadaan pada tanggal ini', today())
    .option('--dir <folder>', 'folder registri')
    .action(async (options: ExportOptions) => await exportMembers(options, output()))
  registry
    .command('boundaries <berkas>')
    .description('muat batas wilayah dari GeoJSON atau TopoJSON, untuk peta')
    .requiredOption(
      '--code <properti>',
      'properti berisi kode wilayah: Kemendagri bertitik (32.04) atau BPS (3204)',
    )
    .option('--object <nama>', 'objek TopoJSON (bawaan: yang pertama)')
    .option('--dir <folder>', 'folder registri')
    .action(async (file: string, options: BoundaryOptions) => await boundaries(file, options, output()))
}

async function asOf(day: string, { person, knownAt, dir }: AsOfOptions, output: Output): Promise<void> {
  const personId = personIdSchema.safeParse(person)
  if (!personId.success) throw problems.valueUnknown({ what: '--person', given: person, known: 'UUID' })
  await using registry = await openRegistry(registryHome(dir))
  const at = { day: parseDay(day), knownAt: knownAt ?? new Date().toISOString() }
  const found = await registry.store.asOwner(async (db) => {
    db.audit({ action: 'person.view', subject: personId.data, detail: 'mutakhir registry as-of' })
    return await findPersonAsOf(registry.codebook, personId.data, at)(db)
  })
  if (!found) throw personUnknown
  output.result(found, JSON.stringify(found, null, 2))
}

const personUnknown = new InputIssues([
  {
    code: 'person_unknown',
    severity: 'error',
    where: {},
    params: {},
    message: { id: 'Orang ini tidak dikenal pada tanggal itu.', en: 'This person is not known on that day.' },
  },
])

async function snapshot({ out, asOf: day, dir }: SnapshotOptions, output: Output): Promise<void> {
  await using registry = await openRegistry(registryHome(dir))
  const { codebook, store } = registry
  const request = {
    codebook,
    asOf: asKnownNow(parseDay(day)),
    outDir: resolve(out),
    onProgress: output.progress,
  }
  const manifest = await store.asOwner(async (db) => {
    const written = await writeSnapshot(request)(db)
    db.audit({ action: 'snapshot.make', subject: written.sha256, detail: `as_of=${day}` })
    return written
  })
  const { family, person } = manifest.tables
  output.result(manifest, `${family.rows} keluarga, ${person.rows} orang; snapshot ${manifest.sha256}`)
}

async function exportMembers({ out, asOf: day, dir }: ExportOptions, output: Output): Promise<void> {
  await using registry = await openRegistry(registryHome(dir))
  const query = exportQuery(registry.codebook, asKnownNow(parseDay(day)))
  await registry.store.asOwner(async (db) => {
    db.audit({ action: 'registry.export', subject: 'members', detail: `as_of=${day}` })
    const target = out === undefined ? stdout : createWriteStream(out, { mode: 0o600 })
    await pipeline(db.copyOut(`copy (${query}) to stdout csv header`), target, { end: out !== undefined })
  })
  if (out !== undefined) output.result({ file: resolve(out) }, `ditulis ke ${resolve(out)}`)
}

async function boundaries(
  file: string,
  { code, object, dir }: BoundaryOptions,
  output: Output,
): Promise<void> {
  const { shapes, issues } = readBoundaries(
    parseJson(await readFile(requireFile(file), 'utf8')),
    code,
    object,
  )
  if (shapes.length === 0) throw new InputIssues(issues)
  await using registry = await openWithAreas(dir, output)
  const unknown = await registry.store.asOwner(importBoundaries(shapes, basename(file)))
  const loaded = shapes.length - unknown.length
  output.result(
    { loaded, unknown, issues },
    `${loaded} wilayah dimuat; ${unknown.length} kode tidak dikenal; ${issues.filter(isError).length} fitur dilewati`,
  )
}
