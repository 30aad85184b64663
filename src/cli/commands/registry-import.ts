import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { type OpenRegistry, previewBatch, promoteBatch, stageFile } from '../../cycle/index.ts'
import { batchIdSchema, isError } from '../../kernel/index.ts'
import type { BatchSummary } from '../../store/index.ts'
import { parseDay, today } from '../days.ts'
import { openWithAreas } from '../open-with-areas.ts'
import { InputIssues, type Output } from '../output.ts'
import { problems } from '../problems.ts'
import { requireArea } from '../require-area.ts'
import { requireFile } from '../require-file.ts'

type ImportOptions = {
  readonly profile: string
  readonly promote?: boolean
  readonly listDate: string
  readonly area: string
  readonly dir?: string
}

export function addImportCommand(registry: Command, output: () => Output): void {
  registry
    .command('import <berkas>')
    .description(
      'impor daftar (CSV, XLSX, Parquet): baca, periksa, pratinjau; dengan --promote langsung dipromosikan',
    )
    .requiredOption('--profile <nama>', 'profil berkas: siks-ng')
    .option('--promote', 'promosikan baris yang tidak ditahan')
    .option('--list-date <tanggal>', 'tanggal daftar dibuat (TTTT-BB-HH)', today())
    .option('--area <kode>', 'kode wilayah kewenangan (bawaan: seluruh Indonesia)', '')
    .option('--dir <folder>', 'folder registri')
    .action(async (file: string, options: ImportOptions) => await importFile(file, options, output()))
}

async function importFile(path: string, options: ImportOptions, output: Output): Promise<void> {
  if (options.profile !== 'siks-ng')
    throw problems.valueUnknown({ what: '--profile', given: options.profile, known: 'siks-ng' })
  const stopwatch = startStopwatch()
  const file = { name: basename(path), bytes: await readFile(requireFile(path)) }
  await using registry = await openWithAreas(options.dir, output)
  const batchId = await stage(file, options, registry, output)
  const summary = await decide(batchId, options, registry, output)
  output.result(
    { batchId, ...summary, seconds: stopwatch() },
    renderSummary(batchId, summary, options.promote === true),
  )
}

type ReadFile = { readonly name: string; readonly bytes: Uint8Array }

async function stage(
  file: ReadFile,
  { area, listDate }: ImportOptions,
  { store, codebook, vault }: OpenRegistry,
  output: Output,
) {
  const areaId = await store.asOwner(requireArea(area))
  const batchId = batchIdSchema.parse(randomUUID())
  output.progress('membaca dan memeriksa setiap baris')
  const request = { batchId, file, profile: 'siks-ng', listDate: parseDay(listDate), areaId } as const
  const staged = await store.asOwner(stageFile(request, { codebook, vault }))
  if (!staged.readable) throw new InputIssues(staged.issues.filter(isError))
  return batchId
}

type BatchId = ReturnType<typeof batchIdSchema.parse>

async function decide(
  batchId: BatchId,
  { promote }: ImportOptions,
  { store, codebook, vault }: OpenRegistry,
  output: Output,
) {
  output.progress('mempratinjau')
  const preview = await store.asOwner(previewBatch(batchId, codebook))
  if (promote !== true) return preview
  output.progress('mempromosikan')
  return await store.asOwner(
    promoteBatch(batchId, { codebook, vault, reason: 'mutakhir registry import --promote' }),
  )
}

function renderSummary(batchId: string, summary: BatchSummary, done: boolean): string {
  const { rows, promoted, held, outcomes, heldBy, issues } = summary
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

/** Seconds on the wall and of this process; the database's are not among the latter. */
function startStopwatch() {
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const rounded = (seconds: number) => Math.round(seconds * 100) / 100
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { wall: rounded((performance.now() - start) / 1000), cpu: rounded((user + system) / 1e6) }
  }
}
