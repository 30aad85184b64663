import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { findDuplicates, matchRegister, openRegistry, withSnapshot } from '../../cycle/index.ts'
import { recalibrate, renderPdf } from '../../engine/index.ts'
import { addDays } from '../../kernel/index.ts'
import { renderRemedyLetters } from '../../linkage/index.ts'
import { nation } from '../../store/index.ts'
import { asKnownNow, parseDay, today } from '../days.ts'
import { registryHome } from '../folders.ts'
import { InputIssues, type Output, renderIssue } from '../output.ts'
import { readJson } from '../parse-file.ts'
import { requireArea } from '../require-area.ts'
import { requireFile } from '../require-file.ts'
import { wholeBetween } from './demo.ts'

type FindOptions = {
  readonly dir?: string
  readonly area?: string
  readonly asOf: string
  readonly reviewers: number
  readonly retrain?: boolean
}
type RegisterOptions = {
  readonly name: string
  readonly asOf: string
  readonly settings?: string
  readonly dir?: string
}
type LetterOptions = {
  readonly dir?: string
  readonly area: string
  readonly until?: string
  readonly out: string
}
type RecalibrateOptions = { readonly clusters: string; readonly sample: string; readonly out: string }

/** What goes with the review by people: pairs put up for it, and models that learn from it. */
export function addReviewCommands(link: Command, output: () => Output): void {
  link
    .command('find')
    .description('cari data ganda dalam registri dan ajukan pasangannya untuk ditinjau di konsol')
    .option('--area <kode>', 'wilayah (kode Kemendagri); tanpa ini seluruh registri')
    .option('--as-of <tanggal>', 'keadaan pada tanggal ini', today())
    .option('--reviewers <n>', 'penilai tiap pasangan yang perlu ditinjau: 1 atau 2', wholeBetween(1, 2), 2)
    .option('--retrain', 'latih ulang model, abaikan yang dipelajari dari penilaian')
    .option('--dir <folder>', 'folder registri')
    .action(async (options: FindOptions) => await find(options, output()))
  link
    .command('register <kutipan>')
    .description('padankan orang dalam registri dengan kutipan Dukcapil (CSV atau Parquet)')
    .option('--name <nama>', 'nama kutipan, yang tercatat sebagai sumber pada tiap hasil', 'dukcapil')
    .option('--as-of <tanggal>', 'keadaan pada tanggal ini, juga tanggal pemeriksaan', today())
    .option('--settings <berkas>', 'pengaturan pemadanan (JSON); tanpa ini pengaturan baku untuk Dukcapil')
    .option('--dir <folder>', 'folder registri')
    .action(
      async (extract: string, options: RegisterOptions) => await matchExtract(extract, options, output()),
    )
  link
    .command('letters')
    .description('cetak surat perbaikan NIK satu wilayah, satu halaman tiap keluarga (PDF atau HTML)')
    .requiredOption('--area <kode>', 'wilayah (kode Kemendagri), biasanya desa')
    .requiredOption('--out <berkas>', 'berkas .pdf atau .html')
    .option('--until <tanggal>', 'batas waktu keluarga datang; tanpa ini 30 hari dari sekarang')
    .option('--dir <folder>', 'folder registri')
    .action(async (options: LetterOptions) => await writeLetters(options, output()))
  link
    .command('recalibrate')
    .description('geser bobot model menurut contoh yang sudah dinilai; pakai hasilnya dengan --model')
    .requiredOption('--clusters <berkas>', 'clusters.parquet atau links.parquet dari hasil')
    .requiredOption('--sample <berkas>', 'contoh dari link sample yang kolom match-nya sudah diisi')
    .requiredOption('--out <folder>', 'folder model yang digeser')
    .action(async (options: RecalibrateOptions) => await shift(options, output()))
}

async function find(options: FindOptions, output: Output): Promise<void> {
  await using registry = await openRegistry(registryHome(options.dir))
  const { codebook, store, folder } = registry
  const [runId, asOf] = [randomUUID(), parseDay(options.asOf)]
  const snapshotDir = join(folder, 'snapshots', runId)
  const snapshot = { codebook, asOf: asKnownNow(asOf), outDir: snapshotDir, onProgress: output.progress }
  const found = await store.asOwner(async (db) => {
    const areaId = await requireArea(options.area ?? nation.code)(db)
    db.audit({ action: 'linkage.run', subject: runId, areaId, detail: 'mutakhir link find' })
    return await withSnapshot(snapshot, ({ sha256: snapshotSha256 }) =>
      findDuplicates({
        runId,
        areaId,
        areaCode: options.area ?? '',
        snapshotDir,
        snapshotSha256,
        asOf,
        folder: join(folder, 'linkage'),
        reviewers: options.reviewers === 1 ? 1 : 2,
        retrain: options.retrain ?? false,
        onProgress: ({ phase }) => output.progress(phase),
      }),
    )(db)
  })
  const { people, sure, review, sample, fresh, shift: moved } = found
  output.result(
    { runId, ...found },
    `${people} orang; ${sure} pasangan pasti, ${review} perlu ditinjau, ${sample} contoh (${fresh} baru); bobot digeser ${moved / 1000} bit oleh penilaian`,
  )
}

async function matchExtract(file: string, options: RegisterOptions, output: Output): Promise<void> {
  const extract = requireFile(file)
  const settings = options.settings === undefined ? undefined : await readJson(options.settings)
  await using registry = await openRegistry(registryHome(options.dir))
  const { codebook, store, folder, vault } = registry
  const [runId, checkedOn] = [randomUUID(), parseDay(options.asOf)]
  const snapshotDir = join(folder, 'snapshots', runId)
  const snapshot = { codebook, asOf: asKnownNow(checkedOn), outDir: snapshotDir, onProgress: output.progress }
  const matched = await store.asOwner(async (db) => {
    db.audit({
      action: 'register.match',
      subject: runId,
      detail: `mutakhir link register name=${options.name}`,
    })
    return await withSnapshot(snapshot, () =>
      matchRegister({
        runId,
        snapshotDir,
        extract,
        vault,
        registerName: options.name,
        checkedOn,
        folder: join(folder, 'linkage'),
        settings,
        onProgress: ({ phase }) => output.progress(phase),
      }),
    )(db)
  })
  if (matched.kind === 'refused') throw new InputIssues(matched.issues)
  for (const issue of matched.issues) output.note(renderIssue(issue, output.language))
  const { statuses } = matched
  const told = Object.entries(statuses).map(([status, count]) => `${status} ${count}`)
  output.result({ runId, statuses, issues: matched.issues }, told.join('; '))
}

async function writeLetters(options: LetterOptions, output: Output): Promise<void> {
  // Only now: the other commands of linkage need no server.
  const { daysToCome, problems: serverProblems, readLetters } = await import('../../server/index.ts')
  await using registry = await openRegistry(registryHome(options.dir))
  const day = parseDay(today())
  const until = options.until === undefined ? addDays(day, daysToCome) : parseDay(options.until)
  const found = await registry.store.asOwner(async (db) => {
    const areaId = await requireArea(options.area)(db)
    db.audit({ action: 'register.letter', subject: options.area, areaId, detail: 'mutakhir link letters' })
    return await readLetters({ areaId }, day, { registry })(db)
  })
  if (!found) throw serverProblems.everybodyMatched()
  const html = renderRemedyLetters(found.letters, { checkedOn: found.checkedOn, until }, output.language)
  output.progress(`${found.letters.length} surat ke ${options.out}`)
  await writeFile(options.out, options.out.endsWith('.html') ? html : await renderPdf(html), { mode: 0o600 })
  output.result(
    { out: resolve(options.out), letters: found.letters.length, until },
    `${found.letters.length} surat di ${options.out}`,
  )
}

async function shift({ clusters, sample, out }: RecalibrateOptions, output: Output): Promise<void> {
  const done = await recalibrate({
    clusters: requireFile(clusters),
    sample: requireFile(sample),
    out: resolve(out),
  })
  if (done.kind === 'refused') throw new InputIssues(done.issues)
  const { kind: _, ...document } = done
  output.result(
    { out: resolve(out), ...document },
    `${done.judged} pasangan dinilai, ${done.same} satu orang; bobot digeser ${done.shift / 1000} ± ${(1.96 * done.error) / 1000} bit; model di ${out}`,
  )
}
