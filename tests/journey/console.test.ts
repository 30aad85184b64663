import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { buildDemo } from '../../src/demo/index.ts'
import { excelCsv, renderCsv } from '../../src/sheets/index.ts'
import { sql } from '../../src/sql/index.ts'
import { openBrowser } from '../../src/engine/index.ts'
import { passwordOf, serveDemo } from '../support/served-demo.ts'

const stack = new AsyncDisposableStack()
const sizes = [{ width: 360 }, { width: 1280 }]
const pictures = join(import.meta.dirname, '../../.build/journey')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let demo: Awaited<ReturnType<typeof serveDemo>>
let browser: Browser

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  demo = await serveDemo(stack)
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterAll(() => stack.disposeAsync())

test('a wrong password is refused in words', async () => {
  const page = await newPage(1280)
  await page.goto(`${demo.origin}/masuk`)
  await fillSignIn(page, 'data', 'bukan-kata-sandinya')
  await page.getByRole('alert').waitFor()
  expect(page.url()).toContain('/masuk')
})

test('a data manager brings a file with a conflict and sees whom it may mean before anything is written', async () => {
  const page = await signedIn('data')
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
  const page = await signedIn('data')
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
  const page = await signedIn('data')
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
  const page = await signedIn('data')
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
  const page = await signedIn('data')
  await page.goto(`${demo.origin}/peta`)
  await page.locator('path.area').first().waitFor()
  expect(await page.locator('path.area').count()).toBeGreaterThan(3)
  const before = page.url()
  await page.locator('path.area').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.href !== before)
})

test('an auditor verifies the chain; after an entry was edited the first bad one is named', async () => {
  const page = await signedIn('auditor')
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
    const page = await signedIn('data', width)
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
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path).toBe(true)
      await picture(page, path.split('?')[0]?.replace('/', '-') || 'siklus')
    }
  },
)

async function newPage(width: number): Promise<Page> {
  const viewport = { width, height: width === 360 ? 740 : 860 }
  const context = await browser.newContext({ viewport, locale: 'id-ID', bypassCSP: true })
  return await context.newPage()
}

async function signedIn(login: string, width = 1280): Promise<Page> {
  const page = await newPage(width)
  await page.goto(`${demo.origin}/masuk`)
  await fillSignIn(page, login, passwordOf(login))
  await page.waitForURL((url) => !url.pathname.startsWith('/masuk'))
  return page
}

async function fillSignIn(page: Page, login: string, password: string): Promise<void> {
  await page.fill('input[autocomplete=username]', login)
  await page.fill('input[type=password]', password)
  await page.click('button[type=submit]')
}

async function openFamily(page: Page): Promise<void> {
  await page.goto(`${demo.origin}/keluarga?cari=a`)
  await page.locator('a[href^="/keluarga/"]').first().click()
  await page.locator('input[type=range]').waitFor()
}

async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor()
}

/** To be looked at by whoever changed a page. */
async function picture(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true })
}

const axeResult = z.object({
  violations: z.array(z.object({ id: z.string(), impact: z.string().nullish() })),
})

async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  const { violations } = axeResult.parse(await page.evaluate('axe.run()'))
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
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
