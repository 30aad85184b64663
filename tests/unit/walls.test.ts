import { execFile } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rooms } from '../../walls.config.js'

/** A wall that is not tested may be painted on: each is breached in a copy of the house, and must turn red. */
const root = fileURLToPath(new URL('../../', import.meta.url))
const report = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

type Breach = { readonly wall: string; readonly file: string; readonly imports: string }

const allRooms = Object.keys(rooms)
const roomsOn = (floor: string) => allRooms.filter((room) => rooms[room]!.floor === floor)

/** For every room: a value of each room closed to it, a value where only types are allowed, a file behind a front door. */
const breaches: readonly Breach[] = allRooms.flatMap((room) => {
  const { uses, typesOf = [], npm } = rooms[room]!
  const closed = allRooms.filter(
    (other) => other !== room && !uses.includes(other) && !typesOf.includes(other),
  )
  return [
    ...closed.map((other) => breach(`table-${room}`, room, `../${other}/index.ts`)),
    ...typesOf.map((other) => breach(`types-only-${room}`, room, `../${other}/index.ts`)),
    ...uses.map((other) => breach(`front-door-${other}`, room, `../${other}/hidden.ts`)),
    ...(npm === undefined ? [] : [breach(`npm-${room}`, room, 'fast-check')]),
    ...(roomsOn('pure').includes(room) || room === 'web' ? [breach('no-node', room, 'node:fs')] : []),
  ]
})

const others: readonly Breach[] = [
  breach('only-in-store', 'server', 'pg'),
  breach('only-in-engine', 'cycle', '@duckdb/node-api'),
  breach('only-in-server', 'cli', 'fastify'),
  breach('only-in-cli', 'server', 'commander'),
  breach('resolved', 'cycle', './absent.ts'),
  { wall: 'front-door-store-in-tests', file: 'src/cycle/deep.test.ts', imports: '../store/hidden.ts' },
]

const folder = mkdtempSync(join(tmpdir(), 'mutakhir-walls-'))
let planted: ReadonlySet<string>

beforeAll(async () => {
  buildHouse(folder)
  for (const { file, imports } of [...breaches, ...others])
    write(file, `import { a } from '${imports}'\nexport const b = a\n`)
  write('src/kernel/ring-one.ts', `import { b } from './ring-two.ts'\nexport const a = b\n`)
  write('src/kernel/ring-two.ts', `import { a } from './ring-one.ts'\nexport const b = a\n`)
  const { violations } = (await cruise(folder)).summary
  planted = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the walls', () => {
  it('have a row for every folder of src, and for nothing else', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    expect(allRooms).toEqual(expect.arrayContaining(folders.map(({ name }) => name)))
  })

  it('let a room import only rooms of earlier rows', () => {
    for (const [room, { uses, typesOf = [] }] of Object.entries(rooms)) {
      const earlier = allRooms.slice(0, allRooms.indexOf(room))
      expect(earlier).toEqual(expect.arrayContaining([...uses, ...typesOf]))
    }
  })

  it('keep linkage, ranking, targeting and quality apart', () => {
    const apart = ['linkage', 'ranking', 'targeting', 'quality']
    for (const room of apart) {
      const { uses, typesOf = [] } = rooms[room]!
      expect([...uses, ...typesOf].filter((other) => apart.includes(other))).toEqual([])
    }
  })

  it('let only doors import doors', () => {
    const doors = roomsOn('door')
    for (const room of [...roomsOn('pure'), ...roomsOn('node')]) {
      expect(rooms[room]!.uses.filter((other) => doors.includes(other))).toEqual([])
    }
  })

  it('stand in the real tree, which is read whole', async () => {
    const { modules, summary } = await cruise(root)
    expect(summary.violations).toEqual([])
    expect(modules.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['src/store/store.ts', 'src/web/app.vue', 'src/kernel/plain-date.ts']),
    )
    expect(modules.length).toBeGreaterThan(400)
  })

  it.each(allRooms)('are red for each breach planted in %s', (room) => {
    const here = breaches.filter(({ file }) => file.startsWith(`src/${room}/`))
    expect(here.filter(({ wall, file }) => !planted.has(`${wall} ${file}`))).toEqual([])
    expect(here.length).toBeGreaterThan(3)
  })

  it.each(others)('$wall is red when $file imports $imports', ({ wall, file }) => {
    expect(planted).toContain(`${wall} ${file}`)
  })

  it('are red for a circle within a room', () => {
    expect(planted).toContain('no-circles src/kernel/ring-one.ts')
  })

  it('are green for a house without a breach', async () => {
    const clean = mkdtempSync(join(tmpdir(), 'mutakhir-clean-'))
    buildHouse(clean)
    expect((await cruise(clean)).summary.violations).toEqual([])
    rmSync(clean, { recursive: true, force: true })
  })
})

describe('pure rooms', () => {
  it.each(roomsOn('pure'))('%s knows no clock, chance, process, console or network', (room) => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bprocess\.|\bconsole\.|\bfetch\(|\bsetTimeout\(/
    expect(sourcesOf(room).filter((file) => impure.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})

function breach(wall: string, room: string, imports: string): Breach {
  const name = `${wall}-${imports}`.replace(/[^a-z]+/g, '-')
  return { wall, file: `src/${room}/breach-${name}.ts`, imports }
}

/** Every room with a front door, a hidden file, and the imports that its row allows. */
function buildHouse(house: string): void {
  for (const [room, { uses, typesOf = [] }] of Object.entries(rooms)) {
    const values = uses.map((other) => `export { a as ${other} } from '../${other}/index.ts'`)
    const types = typesOf.map((other) => `export type { A as ${other} } from '../${other}/index.ts'`)
    write(
      `src/${room}/index.ts`,
      [...values, ...types, 'export const a = 1', 'export type A = number'].join('\n'),
      house,
    )
    write(`src/${room}/hidden.ts`, 'export const a = 1\n', house)
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  for (const file of ['walls.config.js', 'package.json']) cpSync(join(root, file), join(house, file))
}

function write(file: string, text: string, house: string = folder): void {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), text)
}

/** Runs dependency-cruiser on the `src` of a folder; it exits with the number of violations, so the report is what counts. */
function cruise(house: string): Promise<z.infer<typeof report>> {
  const args = [
    join(root, 'node_modules/.bin/depcruise'),
    '--config',
    'walls.config.js',
    '--output-type',
    'json',
    'src',
  ]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: house, maxBuffer: 2 ** 28 }, (error, stdout) => {
      if (stdout === '') reject(error ?? new Error('dependency-cruiser said nothing'))
      else resolve(report.parse(JSON.parse(stdout)))
    })
  })
}

function sourcesOf(room: string): readonly string[] {
  if (!readdirSync(join(root, 'src')).includes(room)) return []
  return readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(root, 'src', room, file))
}
