import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quoteText } from '../../sql/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import { linkFiles } from './index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-kinds-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

const settings = {
  id: 'key',
  columns: { title: ['judul'] },
  comparisons: [
    { column: 'title', as: 'words', frequency: true },
    { column: 'maker', as: 'text', edits: [1], similar: [0.9], swapped_with: 'seller' },
    { column: 'person', as: 'name' },
    { column: 'price', as: 'number', within: [0.1, 0.3], relative: true },
    { column: 'made', as: 'date', frequency: true },
    { column: 'code', as: 'digits' },
    { column: 'place', as: 'area', prefixes: [4, 2] },
    { column: 'kind', as: 'exact', frequency: true },
  ],
  blocking: [
    'code',
    'last(code, 4)',
    'word(title, 1), kind',
    'first(maker, 3), year(made)',
    'last(maker, 2), month(made), day(made)',
    'sorted(person), place',
    'joined(person), first(place, 2)',
    'first_sound(person), last_sound(person), made',
    'price',
    'title',
    'kind, maker',
  ],
  links: 'best',
}

const left = [
  'key, title ,maker,seller,person,price,made,code,place,kind',
  'a1,Red wooden chair,Jati Indah,Toko A,Siti Nurhayati,100.5,1999-04-03,001234,32.01,chair',
  'a2,"Blue, steel table",Baja,Toko B,H. Moh. Ali,2000,03/04/2001,77,32.02,table',
  'a3,Lamp,,,,,,,,',
]
const right = [
  'key,JUDUL,maker,seller,person,price,made,code,place,kind',
  '1,chair red WOODEN,Jati Indahh,Toko A,Noorhayati Sitti,"100,5",3-4-1999,1234,3201,Chair',
  '2,Blue steel table,Toko B,Baja,Muhammad Ali,2100,20010403,78,3202,table',
  '3,Lamp,n/a,-,,,,null,,',
]

test('every kind of comparison and every part of a rule runs, whichever way values are written', async () => {
  const files = [join(folder, 'left.csv'), join(folder, 'right.csv')] as const
  await writeFile(files[0], left.join('\n'))
  await writeFile(files[1], right.join('\n'))
  const linked = await linkFiles({
    left: files[0],
    right: files[1],
    settings: { ...settings, keep: 0.0001 },
    out: folder,
  })
  if (linked.kind === 'refused') throw new Error(JSON.stringify(linked.issues))
  await using db = await openDuckDb()
  const { texts, numbers } = await db.readColumns(
    `select left_id, right_id, pattern from read_parquet(${quoteText(join(folder, 'pairs.parquet'))}) where chosen order by left_id`,
  )
  expect(texts('left_id').map((id, row) => `${id} ${texts('right_id')[row]}`)).toEqual([
    'a1 1',
    'a2 2',
    'a3 3',
  ])
  const named = (pattern = 0) => {
    let rest = pattern
    return linked.model.comparisons.map(({ levels }) => {
      const level = levels[rest % levels.length]
      rest = Math.floor(rest / levels.length)
      return level
    })
  }
  expect(named(numbers('pattern')[0])).toEqual([
    'shared_0.8',
    'edits_1',
    'same_words',
    'equal',
    'equal',
    'equal',
    'equal',
    'equal',
  ])
  expect(named(numbers('pattern')[1])).toEqual([
    'equal',
    'swapped',
    'equal',
    'within_0.1',
    'equal',
    'two_digits',
    'equal',
    'equal',
  ])
  expect(named(numbers('pattern')[2])).toEqual(['equal', ...Array.from({ length: 7 }, () => 'missing')])
})
