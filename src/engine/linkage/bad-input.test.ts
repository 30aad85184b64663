import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluateLinks, linkFiles } from './index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-bad-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

async function link(left: string, settings: unknown, name = 'out') {
  return await linkFiles({ left, settings, out: join(folder, name), duckdb: { memoryLimit: '512MB' } })
}

const byNik = {
  id: 'id',
  comparisons: [
    { column: 'nik', as: 'nik' },
    { column: 'name', as: 'name' },
  ],
  blocking: ['nik', 'sorted(name)'],
  max_block: 500,
}

describe('placeholders', () => {
  test('20,000 rows of one possible NIK are split by name; what is still too big is refused with rule and row', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => {
      const name = row < 2_000 ? 'Slamet' : `Orang ${row.toString(36)}`
      return `${row},9701014101800001,${name}`
    })
    const linked = await link(await file('placeholder.csv', ['id,nik,name', ...rows]), byNik)
    if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))
    expect(linked.report.rules[0]).toMatchObject({ splitBy: 'name', refusedBlocks: 1, refusedRecords: 2_000 })
    expect(linked.report.pairs).toBeLessThan(100_000)
    const refused = linked.report.issues.filter(({ code }) => code === 'block_refused')
    expect(refused[0]).toMatchObject({ severity: 'warning', where: { row: 2, column: 'nik' } })
    expect(refused[0]?.message.id).toContain('Aturan "nik"')
  })

  test('a rule that would fill the disk is refused before a pair is made', async () => {
    const rows = Array.from(
      { length: 110_000 },
      (_, row) => `${row},9701014101800001,Orang ${row.toString(36)}`,
    )
    const linked = await link(await file('flood.csv', ['id,nik,name', ...rows]), {
      ...byNik,
      max_block: 1_000_000,
    })
    expect(linked).toMatchObject({
      kind: 'refused',
      issues: [{ code: 'too_many_pairs', where: { column: 'blocking.0' } }],
    })
    if (linked.kind === 'refused') expect(linked.issues[0]?.message.en).toContain('by "nik"')
  })

  test('a NIK that no office could have issued makes no block at all', async () => {
    const niks = [
      '1234567890123456',
      '9701010101800000',
      '1111111111111111',
      '9701013102800001',
      '0000000000000000',
    ]
    const rows = Array.from(
      { length: 1_000 },
      (_, row) => `${row},${niks[row % 5]},Orang ${row.toString(36)}`,
    )
    const linked = await link(await file('impossible.csv', ['id,nik,name', ...rows]), byNik)
    expect(linked).toMatchObject({
      kind: 'linked',
      report: { rules: [{ pairs: 0 }, {}] },
    })
  })
})

describe('columns', () => {
  test('that are empty throughout make no pair, and it is said', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => `${row},,`)
    const linked = await link(await file('empty-columns.csv', ['id,nik,name', ...rows]), byNik)
    if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))
    expect(linked.report).toMatchObject({ pairs: 0, clusters: 0 })
    expect(linked.report.issues.map(({ code }) => code)).toEqual(['column_empty', 'column_empty'])
  })

  test('of areas that a record lacks make no pair', async () => {
    const rows = ['a,3201,SITI', 'b,3201,ANI', 'c,,BUDI', 'd,,WATI', 'e,,JOKO']
    const settings = {
      id: 'id',
      comparisons: [
        { column: 'village', as: 'area' },
        { column: 'name', as: 'name' },
      ],
      blocking: ['first(village, 4)'],
    }
    const linked = await link(await file('no-area.csv', ['id,village,name', ...rows]), settings)
    if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))
    expect(linked.report.pairs).toBe(1)
  })

  test('of which there is only one give links by it, with a warning that nothing could be learnt', async () => {
    const rows = ['a,SITI', 'b,SITI', 'c,BUDI', 'd,ANI', 'e,WATI', 'f,JOKO']
    const settings = { id: 'id', comparisons: [{ column: 'name', as: 'exact' }], blocking: ['name'] }
    const linked = await link(await file('one-column.csv', ['id,name', ...rows]), settings)
    if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))
    expect(linked.report.pairs).toBe(1)
    expect(linked.report.issues.map(({ code }) => code)).toEqual(['comparison_untaught'])
  })

  test('that the file lacks are named, with those it has', async () => {
    const linked = await link(await file('other.csv', ['id,nama', '1,Ani']), byNik)
    expect(linked).toMatchObject({
      kind: 'refused',
      issues: [{ code: 'column_missing', where: { column: 'nik' } }, { where: { column: 'name' } }],
    })
    if (linked.kind === 'refused') expect(linked.issues[0]?.message.en).toContain('Its columns are: id, nama')
  })
})

describe('files', () => {
  test('with an id twice, or none, are refused with the row', async () => {
    const doubled = await link(
      await file('doubled.csv', ['id,nik,name', '1,,A', '2,,B', '1,,C', ',,D']),
      byNik,
    )
    expect(doubled).toMatchObject({
      kind: 'refused',
      issues: [
        { code: 'id_doubled', where: { row: 4, column: 'id' }, params: { id: '1', count: 2 } },
        { code: 'id_missing', where: { row: 5 } },
      ],
    })
  })

  test('that hold no rows, or are none, are refused', async () => {
    expect(await link(await file('no-rows.csv', ['id,nik,name']), byNik)).toMatchObject({
      kind: 'refused',
      issues: [{ code: 'file_empty' }],
    })
    expect(await link(await file('torn.parquet', ['no parquet']), byNik)).toMatchObject({
      kind: 'refused',
      issues: [{ code: 'file_unreadable' }],
    })
  })
})

describe('a truth', () => {
  test('with ids that the run does not know is refused with their rows, unless only known ones are wanted', async () => {
    const data = await file('data.csv', ['id,nik,name', '1,,Ani Lestari', '2,,Ani Lestari', '3,,Budi'])
    await link(data, byNik, 'truth')
    const clusters = join(folder, 'truth', 'clusters.parquet')
    const truth = await file('truth.csv', ['id,cluster', '1,a', '2,a', '9,b', '10,b'])
    expect(await evaluateLinks({ clusters, truth: [truth] })).toMatchObject({
      kind: 'refused',
      issues: [
        { code: 'truth_id_not_found', where: { file: truth, row: 4 }, params: { id: '9', count: 2 } },
        { where: { row: 5 } },
      ],
    })
    expect(await evaluateLinks({ clusters, truth: [truth], knownOnly: true })).toMatchObject({
      kind: 'evaluated',
      truePairs: 1,
      labelledRecords: 2,
    })
  })

  test('of which no column is known as such is refused with the columns', async () => {
    const truth = await file('unclear.csv', ['id,colour,size', '1,red,2'])
    expect(
      await evaluateLinks({ clusters: join(folder, 'truth', 'clusters.parquet'), truth: [truth] }),
    ).toMatchObject({
      kind: 'refused',
      issues: [{ code: 'truth_unknown', params: { known: 'id, colour, size' } }],
    })
  })
})
