import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDuckDb } from '../duckdb/index.ts'
import { readRegister } from './read-register.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutakhir-register-'))
})
afterAll(async () => await rm(folder, { recursive: true }))

const head = 'ID,NIK,Nama Lengkap,Tanggal_Lahir,jenis_kelamin,kode_desa'

async function read(lines: readonly string[]) {
  const [file, out] = [join(folder, 'extract.csv'), join(folder, 'register.parquet')]
  await writeFile(file, `${lines.join('\n')}\n`)
  const result = await readRegister({ file, out, indexOf: (nik) => `key of ${nik.slice(-4)}` })
  return { result, out }
}

test('an extract under Indonesian headings is read, with the index in place of each NIK', async () => {
  const { result, out } = await read([
    head,
    'b,9701015504560001,SITI AMINAH,15-04-1956,P,97.01.01.2001',
    'a,9701.0109.0456.0002,BUDI,1956-04-09,Laki-laki, 97.01.01.2002',
    'c,123,TANPA NOMOR,9/4/1956,1,97.01.01.2002',
  ])
  expect(result).toEqual({ kind: 'read', rows: 3, issues: [] })
  await using db = await openDuckDb()
  const { texts } = await db.readColumns(`select * from read_parquet('${out}')`)
  expect(texts('register_id')).toEqual(['a', 'b', 'c'])
  expect(texts('nik_index')).toEqual(['key of 0002', 'key of 0001', null])
  expect(texts('birth_date')).toEqual(['1956-04-09', '1956-04-15', '1956-04-09'])
  expect(texts('sex')).toEqual(['1', '2', '1'])
  expect(texts('village_code')).toEqual(['97.01.01.2002', '97.01.01.2001', '97.01.01.2002'])
  expect(texts('death_date')).toEqual([null, null, null])
  expect((await readFile(out)).includes('9701015504560001')).toBe(false)
})

test('dates that cannot be read are counted, with the first row', async () => {
  const { result } = await read([head, 'a,,A,,L,1', 'b,,B,kemarin,L,1', 'c,,C,1956-02-31,L,1'])
  expect(result.issues).toMatchObject([
    {
      code: 'register_date_unread',
      severity: 'warning',
      where: { column: 'birth_date', row: 3 },
      params: { count: 2 },
    },
  ])
})

test('a missing column and an id that stands twice are refused, with what there is and where', async () => {
  const { result: missing } = await read(['id,nik,nama,jenis_kelamin,kode_desa', 'a,,A,L,1'])
  expect(missing).toMatchObject({
    kind: 'refused',
    issues: [{ code: 'register_column_missing', where: { column: 'birth_date' } }],
  })
  const { result: doubled } = await read([head, 'a,,A,1956-04-09,L,1', 'a,,B,1956-04-09,L,1'])
  expect(doubled).toMatchObject({ kind: 'refused', issues: [{ code: 'id_doubled', where: { row: 3 } }] })
})
