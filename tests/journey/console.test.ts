import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { buildDemo } from '../../src/demo/index.ts'
import { excelCsv, renderCsv } from '../../src/sheets/index.ts'
import { sql } from '../../src/sql/index.ts'
import {
  type Journey,
  expectText,
  fillSignIn,
  picture,
  seriousFaults,
  startJourney,
  stickingOut,
} from '../support/journey.ts'

const stack = new AsyncDisposableStack()
const sizes = [{ width: 360 }, { width: 1280 }]
let demo: Journey
beforeAll(async () => {
  demo = await startJourney(stack)
})
afterAll(() => stack.disposeAsync())

test('a wrong password is refused in words', async () => {
  const page = await demo.newPage(1280)
  await page.goto(`${demo.origin}/masuk`)
  await fillSignIn(page, 'data', 'bukan-kata-sandinya')
  await page.getByRole('alert').waitFor()
  expect(page.url()).toContain('/masuk')
})

test('a data manager brings a file with a conflict and sees whom it may mean before anything is written', async () => {
  const page = await demo.signedIn('data')
  await page.goto(`${demo.origin}/impor`)
  await page.setInputFiles('input[type=file]', {
    name: 'susulan.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(conflictingFile()),
  })
  await page.waitForURL(/\/impor\/[0-9a-f-]{36}/)
  await expectText(page, 'susulan.csv')
  await page.getByRole('button', { name: 'Pindahkan ke data terpadu' }).first().waitFor({ timeout: 30_000 })
  await page.locator('tbody').getByText('Konflik').first().waitFor()
  await picture(page, 'impor-konflik')
})

test('a family shows its facts with both kinds of check, and is seen as of an earlier day', async () => {
  const page = await demo.signedIn('data')
  await openFamily(page)
  await expectText(page, 'Verifikasi')
  await expectText(page, 'Validasi')
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
  await picture(page, 'keluarga-rinci')
  await page.getByLabel('Keadaan per').fill('2023-01-01')
  await page.waitForURL(/per=2023-01-01/)
  await expectText(page, '1 Jan 2023')
})

test('a programme is decided after its result was seen, and the list that was seen is published', async () => {
  const page = await demo.signedIn('data')
  await page.goto(`${demo.origin}/daftar/tetapkan`)
  await page.getByLabel('Program').selectOption('pkh')
  await page.getByLabel('Periode').fill('2026-T3')
  await page.getByLabel('Mulai berlaku').fill('2026-07-20')
  await page.getByLabel('Kabupaten Sukamaju Raya').fill('40')
  await page.getByRole('button', { name: 'Lihat hasilnya' }).click()
  await expectText(page, 'Hasil penetapan')
  await picture(page, 'penetapan')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByLabel('Dasar penetapan').fill('SK Bupati 12/2026')
  await page.getByRole('button', { name: 'Tandatangani dan terbitkan' }).click()
  await page.waitForURL(/\/daftar\/[0-9a-f-]{36}/)
  await expectText(page, 'Terpilih')
})

test('the list in force is brought in, and rows that mean nobody are named', async () => {
  const page = await demo.signedIn('data')
  await page.goto(`${demo.origin}/daftar/berlaku`)
  await page.getByLabel('Program').selectOption('sembako')
  await page.getByRole('textbox', { name: 'Periode' }).fill('2026-T1')
  const { oldList } = buildDemo({ seed: 7, families: 400 })
  const keys = oldList.rows.slice(0, 40).map((row) => row[oldList.headings.indexOf('idbdt')] ?? '')
  await page.setInputFiles('input[type=file]', {
    name: 'penerima.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['idbdt', ...new Set(keys), 'tidak-ada'].join('\n')),
  })
  await expectText(page, 'Tidak ada keluarga dengan nomor ini')
  await picture(page, 'daftar-berlaku')
  expect(await seriousFaults(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Dasar' }).fill('daftar penyaluran Januari')
  await page.getByRole('button', { name: 'Bawa masuk daftar ini' }).click()
  await page.waitForURL(/\/daftar\/[0-9a-f-]{36}/)
  await expectText(page, 'Tercantum sebagai penerima')
})

test('the map shows the districts and drills down into one', async () => {
  const page = await demo.signedIn('data')
  await page.goto(`${demo.origin}/peta`)
  await page.locator('path.area').first().waitFor()
  expect(await page.locator('path.area').count()).toBeGreaterThan(3)
  const before = page.url()
  await page.locator('path.area').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.href !== before)
})

test('an auditor verifies the chain; after an entry was edited the first bad one is named', async () => {
  const page = await demo.signedIn('auditor')
  await page.goto(`${demo.origin}/jejak`)
  await page.getByRole('button', { name: 'Periksa rantai' }).click()
  await page.locator('.result.ok').waitFor()
  const seq = await tamper()
  await page.getByRole('button', { name: 'Periksa rantai' }).click()
  await page.locator('.result:not(.ok)').waitFor()
  await expectText(page, String(seq))
})

test.each(sizes)(
  'no page has a serious fault of accessibility or scrolls sideways at $width pixels',
  async ({ width }) => {
    const page = await demo.signedIn('data', width)
    for (const path of [
      '',
      'keluarga?cari=a',
      'impor',
      'peta',
      'daftar',
      'daftar/tetapkan',
      'daftar/berlaku',
      'usulan',
      'bantuan',
      'akun',
    ]) {
      await page.goto(`${demo.origin}/${path}`)
      await page.waitForLoadState('networkidle')
      expect(await seriousFaults(page), path).toEqual([])
      expect(await stickingOut(page), path).toEqual([])
      await picture(page, path.split('?')[0]?.replace('/', '-') || 'siklus')
    }
  },
)

async function openFamily(page: Page): Promise<void> {
  await page.goto(`${demo.origin}/keluarga?cari=a`)
  await page.locator('a[href^="/keluarga/"]').first().click()
  await page.locator('input[type=range]').waitFor()
}

/** A head of the old list under another name, without the list's own number: the row fits a known person in part. */
function conflictingFile(): string {
  const { oldList } = buildDemo({ seed: 7, families: 400 })
  const at = (name: string) => oldList.headings.findIndex((heading) => heading === name)
  const nikOf = (row: readonly string[]) => row[at('nik')] ?? ''
  const counts = Map.groupBy(oldList.rows, nikOf)
  const row = oldList.rows.find(
    (cells) =>
      /^9701\d{12}$/.test(nikOf(cells)) &&
      counts.get(nikOf(cells))?.length === 1 &&
      cells[at('hubungan')] === '1',
  )
  const changed = row?.map((cell, column) =>
    column === at('idartbdt') ? '' : column === at('nama') ? 'ZULKARNAEN HAKIM' : cell,
  )
  return renderCsv([oldList.headings, changed ?? []], excelCsv)
}

/** What somebody with the database's own password could do. */
async function tamper(): Promise<number> {
  return await demo.registry.store.asOwner(async (db) => {
    await db.run(sql`alter table audit_entry disable trigger user`)
    const { seq } = await db.get(
      z.object({ seq: z.number() }),
      sql`update audit_entry set subject = 'someone-else' where seq = (select min(seq) + 1 from audit_entry) returning seq`,
    )
    await db.run(sql`alter table audit_entry enable trigger user`)
    return seq
  })
}
