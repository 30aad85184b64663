import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { openRegistry } from '../../cycle/index.ts'
import { type DemoResult, demoAccounts, runDemo } from '../../demo/index.ts'
import { dataFolder } from '../folders.ts'
import type { Output } from '../output.ts'
import { serveUntilStopped } from '../serve-until-stopped.ts'

type DemoOptions = {
  readonly dir?: string
  readonly families: number
  readonly seed: number
  readonly port: number
  readonly serve: boolean
}

export function addDemoCommand(program: Command, output: () => Output): void {
  program
    .command('demo')
    .description('kabupaten rekaan melalui satu siklus pemutakhiran penuh, lalu konsolnya')
    .option('--dir <folder>', 'tempat menyimpan (bawaan: di bawah folder data)')
    .option('--families <jumlah>', 'jumlah keluarga, 200 sampai 100000', wholeBetween(200, 100_000), 20_000)
    .option(
      '--seed <angka>',
      'benih: benih yang sama menghasilkan daftar yang sama',
      wholeBetween(0, 2_147_483_647),
      7,
    )
    .option('--port <angka>', 'porta konsol', wholeBetween(0, 65_535), 8642)
    .option('--no-serve', 'tanpa konsol: cetak hasilnya dan selesai')
    .action(async (options: DemoOptions) => await demo(options, output()))
}

async function demo({ dir, families, seed, port, serve }: DemoOptions, output: Output): Promise<void> {
  const folder = resolve(dir ?? join(dataFolder(), 'demo'))
  const earlier = await readEarlier(folder)
  const kept = serve && earlier?.families === families && earlier.seed === seed
  if (!kept) await clear(folder, earlier !== undefined)
  await using registry = await openRegistry({ folder, demoSeed: seed })
  const result = kept
    ? earlier.result
    : await runDemo(registry, {
        families,
        seed,
        onStep: (step, index, of) => output.progress(`[${index}/${of}] ${stepNames[step] ?? step}`),
      })
  await writeFile(join(folder, 'demo.json'), JSON.stringify({ families, seed, result }))
  output.result(result, summary(result))
  if (serve)
    await serveUntilStopped(registry, {
      port,
      output,
      hints: demoAccounts.map(({ login, password, role }) => `${role}: ${login} / ${password}`),
    })
}

const stepNames: Readonly<Record<string, string>> = {
  areas: 'Menyusun kabupaten rekaan',
  form: 'Menerbitkan kuesioner, dan mengujinya',
  import: 'Mengimpor daftar lama: memeriksa, mempratinjau, mempromosikan',
  visit: 'Kunjungan lapangan',
  review: 'Memeriksa kunjungan dan memutakhirkan registri',
  snapshot: 'Membuat snapshot',
  rank: 'Melatih model dan memeringkat',
  link: 'Memadankan dengan register penduduk',
  decide: 'Menetapkan PKH dan menerbitkan daftar',
}

const earlierSchema = z.object({
  families: z.number(),
  seed: z.number(),
  result: z.object({
    families: z.number(),
    people: z.number(),
    imported: z.number(),
    held: z.number(),
    visits: z.number(),
    scored: z.number(),
    decile_counts: z.array(z.number()),
    published_sha256: z.string(),
  }),
})

/** What an earlier demo left in the folder. */
async function readEarlier(folder: string) {
  const file = join(folder, 'demo.json')
  return existsSync(file) ? earlierSchema.parse(JSON.parse(await readFile(file, 'utf8'))) : undefined
}

/** Only a demo's own folder is ever emptied. */
async function clear(folder: string, isDemo: boolean): Promise<void> {
  if (isDemo || existsSync(join(folder, '.demo'))) await rm(folder, { recursive: true, force: true })
}

function summary(result: DemoResult): string {
  const { families, people, imported, held, visits, scored, published_sha256: sha } = result
  return [
    `${families} keluarga, ${people} orang dalam registri`,
    `${imported} baris diimpor, ${held} ditahan beserta alasannya; ${visits} kunjungan; ${scored} keluarga diperingkat`,
    `daftar PKH diterbitkan, SHA-256 ${sha}`,
  ].join('\n')
}

export function wholeBetween(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`bilangan bulat ${least} sampai ${most}`)
  }
}
