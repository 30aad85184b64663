import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trialColumns, trialPeople } from '../../demo/index.ts'
import { indonesiaSettings } from '../../linkage/index.ts'
import { linkFiles } from './index.ts'
import type { LinkageRequest } from './request.ts'

const settings = { ...indonesiaSettings, random_pairs: 20_000 }
const people = [...trialPeople({ rows: 1_200, seed: 8 })]
/** Two lists that share people and, as lists do, ids. */
const [left, right] = [
  people.filter((_, row) => row % 2 === 0),
  people.filter((_, row) => row % 2 === 1),
].map((rows) => rows.map((row, index) => row.with(0, `id-${index}`)))
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-news-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

type Rows = readonly (readonly string[])[]

async function run(name: string, lists: readonly [Rows, Rows], more: Partial<LinkageRequest> = {}) {
  const [one, other] = [join(folder, `${name}-l.csv`), join(folder, `${name}-r.csv`)]
  for (const [file, rows] of [
    [one, lists[0]],
    [other, lists[1]],
  ] as const)
    await writeFile(file, [trialColumns, ...rows].map((row) => `${row.join(',')}\n`).join(''))
  const out = join(folder, name)
  await rm(out, { recursive: true, force: true })
  return { out, linked: await linkFiles({ left: one, right: other, settings, out, ...more }) }
}

async function bytesOf(out: string): Promise<readonly string[]> {
  const files = ['pairs.parquet', 'clusters.parquet', 'links.parquet']
  const hash = async (file: string) =>
    createHash('sha256')
      .update(await readFile(join(out, file)))
      .digest('hex')
  return await Promise.all(files.map(hash))
}

test('of two files, what is new or changed on either side against all equals a full run with the same model', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 150, max: 590 }),
      fc.integer({ min: 150, max: 590 }),
      fc.integer({ min: 7, max: 90 }),
      async (leftKnown, rightKnown, every) => {
        const known = (rows: Rows = [], count: number) =>
          rows.slice(0, count).map((row, index) => (index % every === 0 ? row.with(3, 'Nama Lain') : row))
        const earlier = await run('earlier', [known(left, leftKnown), known(right, rightKnown)])
        const all = [left ?? [], right ?? []] as const
        const added = await run('added', all, { previous: earlier.out })
        const full = await run('full', all, { model: earlier.out })
        if (added.linked.kind === 'refused') throw new Error(JSON.stringify(added.linked.issues))
        expect(added.linked.report.newRecords).toBeLessThan(people.length)
        expect(added.linked.report.newRecords).toBeGreaterThan(people.length - leftKnown - rightKnown)
        expect(await bytesOf(added.out)).toEqual(await bytesOf(full.out))
      },
    ),
    { numRuns: 3, seed: 4 },
  )
})

test('the results of one file are nothing to go on from with two', async () => {
  const single = await linkFiles({ left: join(folder, 'full-l.csv'), settings, out: join(folder, 'single') })
  expect(single.kind).toBe('linked')
  const { linked } = await run('wrong', [left ?? [], right ?? []], { previous: join(folder, 'single') })
  expect(linked).toMatchObject({ kind: 'refused', issues: [{ code: 'previous_unfit' }] })
})
