import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkTrail, signCheckpoint } from './checkpoint.ts'
import {
  anchorFileIn,
  appendCheckpoint,
  checkpointFileIn,
  readTrail,
  writeAnchor,
} from './checkpoint-file.ts'
import { demoKeys, publicKeys } from './keys.ts'

const keys = demoKeys(7)
let folder = ''
let copy = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mutakhir-audit-'))
  copy = join(folder, 'copy')
})
afterEach(() => rmSync(folder, { recursive: true }))

const keep = async (seq: number, copies: readonly string[] = []) =>
  await appendCheckpoint(folder, copies, signAt(seq))
const signAt = (seq: number) =>
  signCheckpoint(
    keys.signing.checkpoints[0],
    { seq, hash: 'ab'.repeat(32) },
    new Date(seq * 1000),
    readTrail(folder),
  )

test('checkpoints are read as they were appended, each linked to the one before', async () => {
  for (const seq of [1, 2, 3]) await keep(seq)
  await writeAnchor([folder], signAt(4))
  const trail = readTrail(folder)
  expect(trail.checkpoints.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(trail.anchor?.seq).toBe(4)
  expect(checkTrail(trail, publicKeys(keys, 'checkpoints'))).toEqual([])
})

test('a line cut short by a power failure is left out, and the next one takes its place', async () => {
  await keep(1)
  appendFileSync(checkpointFileIn(folder), '{"seq":2,"ha')
  expect(readTrail(folder).checkpoints).toHaveLength(1)
  await keep(3)
  expect(readTrail(folder).checkpoints.map(({ seq }) => seq)).toEqual([1, 3])
})

test('a copy that was away gets all it missed', async () => {
  await keep(1, [copy])
  await keep(2)
  await keep(3, [copy])
  expect(readTrail(copy)).toEqual(readTrail(folder))
})

test('a copy that says something else is refused and left as it is', async () => {
  await keep(1, [copy])
  writeFileSync(checkpointFileIn(copy), 'something else\n')
  await expect(keep(2, [copy])).rejects.toMatchObject({ code: 'copyDiffers' })
  expect(readFileSync(checkpointFileIn(copy), 'utf8')).toBe('something else\n')
})

test('a folder that cannot be read is refused, not taken for an empty one', async () => {
  writeFileSync(anchorFileIn(folder), '{}')
  expect(() => readTrail(folder)).toThrow(expect.objectContaining({ code: 'checkpointsDamaged' }))
})
