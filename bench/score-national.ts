import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDb, copyToParquet, openDuckDb, readTables, scoreSnapshot } from '../src/engine/index.ts'
import { type Model, parseModel } from '../src/ranking/index.ts'

/**
 * Scores, ranks and writes families of 514 districts with 120 predictors (15 numbers, 105 yes or no), beside a plain scan
 * of the same columns: `node bench/score-national.ts [families] [runs]`, 5,000,000 and 3 without. Each run is a process of
 * its own, so that its memory is its own; figures are medians. Prints one line of JSON. `BENCH_MEMORY` is DuckDB's limit.
 *
 * Measured on two cores that nothing else used (26 November 2026), medians of seven, five and five; 5,000,000 families: the scan
 * 2.1 CPU seconds and 1.1 s; scored, ranked, written and hashed 8.1 CPU seconds and 4.3 s, which is 3.82, 3.84 and 3.87 times the
 * scan by CPU time and 3.85, 3.89 and 3.96 times by the clock, in 0.81 to 0.94 GB at a limit of 450 MB. Of the 4.3 s the scores
 * take 2.5, ranks 1.1, writing 0.4, the file's hash 0.15. The products alone are two scans: DuckDB takes a district's coefficients
 * row by row from the join, and each operation fills a vector of its own. 30,000,000 families in one run at a limit of 1 GB:
 * the scan 5.8 s; scored, ranked and written 40 s, 76 CPU seconds, 1.6 GB.
 */
const [families = 5_000_000, runs = 3] = process.argv.slice(2).map(Number)
const districts = 514
const numbers = 15
const features = 120

if (process.env['BENCH_TASK'] === undefined) await compare()
else await runTask(process.env['BENCH_TASK'], process.env['BENCH_FOLDER'] ?? '')

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(process.env['BENCH_DISK'] ?? tmpdir(), 'mutakhir-bench-'))
  try {
    await generate(join(folder, 'snapshot'))
    const bytes = await sizeOf(join(folder, 'snapshot'))
    const rounds: (readonly [scan: Cost, score: Cost])[] = []
    for (let run = 0; run < runs; run++)
      rounds.push([await inProcess('scan', folder), await inProcess('score', folder)])
    const [scan, score] = [medianOf(rounds.map(([cost]) => cost)), medianOf(rounds.map(([, cost]) => cost))]
    const ratio = { wall: score.wall / scan.wall, cpu: score.cpu / scan.cpu }
    console.log(JSON.stringify({ families, features, districts, bytes, scan, score, ratio }))
  } finally {
    await rm(folder, { recursive: true })
  }
}

type Cost = {
  readonly wall: number
  readonly cpu: number
  readonly megabytes: number
  readonly phases?: object
}

function medianOf(costs: readonly Cost[]): Cost {
  return costs.toSorted((a, b) => a.cpu - b.cpu)[Math.floor(runs / 2)] ?? { wall: 0, cpu: 0, megabytes: 0 }
}

async function inProcess(task: string, folder: string): Promise<Cost> {
  const { execFile } = await import('node:child_process')
  const { promisify } = await import('node:util')
  const env = { ...process.env, BENCH_TASK: task, BENCH_FOLDER: folder }
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, String(families)], {
    env,
  })
  return JSON.parse(stdout)
}

async function runTask(task: string, folder: string): Promise<void> {
  const model = nationalModel()
  const [before, start] = [process.cpuUsage(), performance.now()]
  const phases = task === 'scan' ? await scan(folder) : await score(folder, model)
  const { user, system } = process.cpuUsage(before)
  const wall = (performance.now() - start) / 1000
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ wall, cpu: (user + system) / 1e6, megabytes, phases }))
}

/** What any way of scoring must do at least: read every column that the model uses, and the family's id and places. */
async function scan(folder: string): Promise<undefined> {
  await using db = await openDuckDb()
  await readTables(db, join(folder, 'snapshot'))
  const sums = Array.from({ length: features }, (_, index) => `sum(x${index})`)
  await db.readColumns(
    `select ${sums.join(', ')}, max(family_id), sum(length(regency_code)), sum(length(province_code)) from family`,
  )
}

async function score(folder: string, model: Model): Promise<object> {
  const scored = await scoreSnapshot({
    snapshotDir: join(folder, 'snapshot'),
    model,
    outFile: join(folder, 'scores.parquet'),
    duckdb: { memoryLimit: process.env['BENCH_MEMORY'] ?? '450MB', tempDirectory: join(folder, 'spill') },
  })
  if (scored.rows !== families) throw new Error(`${scored.rows} families were scored`)
  return scored.seconds
}

async function generate(snapshot: string): Promise<void> {
  await using db = await openDuckDb({ memoryLimit: '2GB' })
  for (let province = 0; province < 38; province++) {
    const folder = join(snapshot, 'family', `province=${11 + province}`)
    await mkdir(folder, { recursive: true })
    await writeProvince(db, province, join(folder, 'part-0.parquet'))
  }
}

/** The families of a province, district by district, with answers of an arithmetic that resembles chance. */
async function writeProvince(db: DuckDb, province: number, file: string): Promise<void> {
  const [first, last] = [0, 1].map((step) => Math.floor((families * (province + step)) / 38))
  const draw = (seed: number) => `(hash(number * 1009 + ${seed}) % 1000)`
  const columns = Array.from({ length: features }, (_, index) =>
    index < numbers
      ? `cast(floor(${draw(index)} / 10) / ${index + 1} as double) as x${index}`
      : `cast(${draw(index)} < ${100 + ((index * 37) % 800)} as integer) as x${index}`,
  )
  await copyToParquet(
    db,
    `select cast(uuid_of as uuid) as family_id, '${11 + province}' as province_code,
      '${11 + province}.' || lpad(cast(1 + (number - ${first}) * ${districtsOf(province)} // ${(last ?? 0) - (first ?? 0)} as varchar), 2, '0') as regency_code,
      cast(1 + number % 6 as integer) as member_count, ${columns.join(', ')}
    from (select range as number, md5('keluarga' || range) as text,
      substr(text, 1, 8) || '-' || substr(text, 9, 4) || '-8' || substr(text, 14, 3) || '-a' || substr(text, 18, 3) || '-' || substr(text, 21) as uuid_of
      from range(${first}, ${last})) order by regency_code, number`,
    file,
  )
}

function districtsOf(province: number): number {
  return Math.floor((districts * (province + 1)) / 38) - Math.floor((districts * province) / 38)
}

/** A model with coefficients for every district; what they are does not matter to time. */
function nationalModel(): Model {
  const area = (seed: number) => ({
    coefficients: [
      13 + (seed % 7) / 50,
      ...Array.from({ length: features }, (_, index) => ((seed + index * 31) % 41) / 800 - 0.025),
    ],
    means: Array.from({ length: features }, () => 0.4),
    line: 13,
    households: 600,
  })
  const codes = Array.from({ length: 38 }, (_, province) =>
    Array.from(
      { length: districtsOf(province) },
      (_, place) => `${11 + province}.${String(place + 1).padStart(2, '0')}`,
    ),
  ).flat()
  const groups = ['demography', 'education', 'work', 'housing', 'assets', 'location']
  return parseModel({
    format: 'mutakhir-ranking-model/1',
    spec: {
      name: 'bench',
      id: 'family_id',
      outcome: 'y',
      weights: { hh: 'w', person: 'w' },
      psu: 'psu',
      district: 'regency_code',
      province: 'province_code',
      features: 'all other columns',
    },
    features: Array.from({ length: features }, (_, index) => ({
      name: `x${index}`,
      sql: `x${index}`,
      group: groups[index % groups.length],
      label: { id: `x${index}`, en: `x${index}` },
      mean: 0.4,
      scale: 1,
    })),
    attention: 0,
    penalties: { ridge: 1, intercept: 100, slope: 1000 },
    sigma: 0.4,
    national: area(0),
    provinces: {},
    districts: Object.fromEntries(codes.map((code, index) => [code, area(index + 1)])),
    trainedOn: { dataSha256: '', households: 300_000, psus: 30_000, folds: 10, foldSeed: 1 },
    calibration: {
      from: -4,
      step: 0.125,
      probabilities: Array.from({ length: 65 }, (_, knot) => 1 / (1 + Math.exp(-1.7 * (knot / 8 - 4)))),
    },
    covariance: [],
    validation: {
      quota: 0.4,
      r2: 0.5,
      spearman: 0.7,
      errors: [],
      calibration: [],
      lorenz: [],
      groups: [],
    },
    codeVersion: '0',
    codeSha256: '',
  })
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true })
  const sizes = await Promise.all(
    names.filter((name) => name.endsWith('.parquet')).map((name) => stat(join(folder, name))),
  )
  return sizes.reduce((sum, { size }) => sum + size, 0)
}
