import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { quoteText } from '../../sql/index.ts'
import { openDuckDb } from '../duckdb/index.ts'
import { everyKind } from '../../../tests/support/linkage-every-kind.ts'
import { linkFiles } from './index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-kinds-'))
})
afterAll(async () => await rm(folder, { recursive: true, force: true }))

test('every kind of comparison and every part of a rule runs, whichever way values are written', async () => {
  const files = [join(folder, 'left.csv'), join(folder, 'right.csv')] as const
  await writeFile(files[0], everyKind.left.join('\n'))
  await writeFile(files[1], everyKind.right.join('\n'))
  const linked = await linkFiles({
    left: files[0],
    right: files[1],
    settings: everyKind.settings,
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
