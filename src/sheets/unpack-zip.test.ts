import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unpackZip } from './unpack-zip.ts'

const zip = (files: Readonly<Record<string, string>>) => ({
  name: 'a.zip',
  bytes: zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
})

test('files of an archive come by their name, those wanted alone', () => {
  const { files, issues } = unpackZip(zip({ 'a.csv': 'x,y\n', 'b.jpg': 'z' }), (name) =>
    name.endsWith('.csv'),
  )
  expect(issues).toEqual([])
  expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['a.csv', 'x,y\n'],
  ])
})

test('a bomb and a torn archive are issues', () => {
  const bomb = zip({ 'a.csv': 'x'.repeat(20_000_000) })
  expect(unpackZip(bomb, () => true).issues[0]?.code).toBe('sheets.bomb')
  expect(unpackZip({ name: 'a.zip', bytes: bomb.bytes.subarray(0, 500) }, () => true).issues[0]?.code).toBe(
    'sheets.damaged',
  )
})
