import { readFileSync } from 'node:fs'
import { strToU8, unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { simulatePilot } from '../../src/demo/index.ts'
import {
  type Journey,
  picture,
  seriousFaults,
  setWidth,
  startJourney,
  stickingOut,
} from '../support/journey.ts'

/** A statistician brings a questionnaire with an error, mends it, tries it, publishes it, and judges its pilot. */
const stack = new AsyncDisposableStack()
let demo: Journey
beforeAll(async () => {
  demo = await startJourney(stack)
})
afterAll(() => stack.disposeAsync())

const form = (choice: string) => `
| survey | type | name | label | relevant | constraint | constraint_message | required |
| | select_one tanah | lahan | Status lahan keluarga? | | | | yes |
| | integer | sewa | Berapa sewa sebulan (ribu rupiah)? | \${lahan} = '2' | . > 0 | Lebih dari nol. | |
| | begin repeat | anggota | Anggota | | | | |
| | text | nama | Nama anggota? | | | | |
| | end repeat | | | | | | |

| choices | list_name | name | label |
| | ${choice} | 1 | Milik sendiri |
| | ${choice} | 2 | Sewa |

| settings | form_title | form_id | version |
| | Kuesioner lahan | lahan | 1.0.0 |
`

test('a questionnaire is uploaded, mended, previewed with its skips, published and taken along', async () => {
  const page = await demo.signedIn('statistik')
  await page.goto(`${demo.origin}/kuesioner`)
  await upload(page, 'lahan.md', form('lahan_lain'))
  await page.getByText('survey, baris 2').waitFor()
  expect(await page.locator('.hit').first().innerText()).toContain('select_one tanah')
  await judge(page, 'kuesioner-salah')

  await upload(page, 'lahan.md', form('tanah'))
  await page.waitForURL(/\/kuesioner\/[0-9a-f-]{36}/)
  await page.getByText('Status lahan keluarga?').waitFor()
  expect(await page.getByText('Berapa sewa sebulan').count()).toBe(0)
  await page.getByLabel('Sewa', { exact: true }).check()
  const rent = page.getByRole('group', { name: /Berapa sewa sebulan/ }).locator('input')
  await rent.fill('0')
  await rent.blur()
  await page.getByText('Lebih dari nol.').waitFor()
  await judge(page, 'kuesioner-pratinjau')
  await page.getByLabel('Milik sendiri').check()
  await rent.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Terbitkan' }).click()
  await page.getByLabel('Alasan').fill('Hasil uji coba baik')
  await page.getByRole('dialog').getByRole('button', { name: 'Terbitkan' }).click()
  await page.getByText('Terbit sejak').waitFor()

  await upload(
    await newTab(page, '/kuesioner'),
    'lahan.md',
    form('tanah').replace('1.0.0', '2.0.0').replace('Milik sendiri', 'Hak milik'),
  )
  const newer = page.context().pages().at(-1)!
  await newer.waitForURL(/\/kuesioner\/[0-9a-f-]{36}/)
  await newer.getByRole('tab', { name: 'Bandingkan' }).click()
  await newer.getByText('Pencacah perlu dilatih ulang').waitFor()
  await judge(newer, 'kuesioner-banding')
  await newer.getByRole('tab', { name: 'Unduhan' }).click()
  const download = newer.waitForEvent('download')
  await newer.getByRole('link', { name: 'Formulir untuk ponsel (XForm)' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('id="lahan" version="2.0.0"')
})

test('the pictures of a questionnaire are sent beside it, seen in the preview, and taken along', async () => {
  const page = await demo.signedIn('statistik')
  await page.goto(`${demo.origin}/kuesioner`)
  const pictured = form('tanah')
    .replace('| label |', '| label | image |')
    .replace('| Status lahan keluarga? |', '| Status lahan keluarga? | lahan.png |')
    .replace('| Berapa sewa sebulan (ribu rupiah)? |', '| Berapa sewa sebulan (ribu rupiah)? | |')
    .replace('| Anggota |', '| Anggota | |')
    .replace('| Nama anggota? |', '| Nama anggota? | |')
    .replace('| lahan | 1.0.0 |', '| lahan_gambar | 1.0.0 |')
  await upload(page, 'lahan.md', pictured)
  await page.waitForURL(/\/kuesioner\/[0-9a-f-]{36}/)
  await page.getByText('1 berkas yang disebut kuesioner belum diunggah.').waitFor()
  await page.getByRole('tab', { name: 'Gambar dan berkas' }).click()
  await page.getByText('belum ada').waitFor()
  const picture = Buffer.from(await page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 48 } }))
  await page.setInputFiles('input[type=file]', { name: 'lahan.png', mimeType: 'image/png', buffer: picture })
  await page.getByRole('img', { name: 'lahan.png' }).waitFor()
  await judge(page, 'kuesioner-berkas')
  await page.getByRole('tab', { name: 'Pratinjau' }).click()
  await page.getByRole('img', { name: 'lahan.png' }).waitFor()
  await page.getByRole('tab', { name: 'Unduhan' }).click()
  await judge(page, 'kuesioner-unduhan')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Unduh semuanya' }).click()
  const archive = readFileSync(await (await download).path())
  expect(Object.keys(unzipSync(archive))).toContain('media/lahan.png')
})

test('our own questionnaires are out, and a printed manual is made while one waits', async () => {
  const page = await demo.signedIn('statistik')
  await page.goto(`${demo.origin}/kuesioner`)
  await page.getByRole('link', { name: /Forum/ }).first().click()
  await page.getByRole('tab', { name: 'Unduhan' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /Pedoman fasilitator/ }).click()
  expect(
    readFileSync(await (await download).path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})

test('a pilot is brought in, its bad questions stand first, and a verdict is confirmed', async () => {
  const page = await demo.signedIn('statistik')
  const pilot = simulatePilot({ seed: 5, households: 160 })
  await page.goto(`${demo.origin}/uji-coba`)
  await page.getByLabel('Versi kuesioner').selectOption({ label: 'Uji coba kuesioner rekaan · 1' })
  await page.getByLabel('Nama uji coba').fill('Uji coba Sukamaju')
  await page.getByLabel('Survei pengeluaran').selectOption('survei-2026-T2')
  const files = pilot.interviews.flatMap(({ id, submission, audit }) => [
    [`${id.slice(5)}/submission.xml`, strToU8(submission)] as const,
    [`${id.slice(5)}/audit.csv`, strToU8(audit)] as const,
  ])
  await page.setInputFiles('input[type=file]', {
    name: 'uji-coba.zip',
    mimeType: 'application/zip',
    buffer: Buffer.from(zipSync(Object.fromEntries(files))),
  })
  await page.waitForURL(/\/uji-coba\/[0-9a-f-]{36}/, { timeout: 60_000 })
  const first = page.locator('button.item').first()
  await first.waitFor()
  const worst = await page.locator('button.item').allInnerTexts()
  for (const name of ['sumber_penghasilan_utama', 'rincian_belanja_setahun', 'makan_cukup'])
    expect(worst.slice(0, 5).join('\n')).toContain(name)
  await judge(page, 'uji-coba')
  await first.click()
  await judge(page, 'uji-coba-kartu')
  await page.getByRole('dialog').getByRole('button', { name: 'Putuskan' }).click()
  const dialog = page.getByRole('dialog').last()
  await dialog.getByLabel('Ubah susunan kata').check()
  await dialog.getByLabel('Alasan').fill('Terlalu lama untuk dijawab')
  await dialog.getByRole('button', { name: 'Putuskan' }).click()
  await page.getByText('Putusan dicatat.').waitFor()
  await page.goto(`${demo.origin}/uji-coba`)
  await page.getByText('Uji coba Sukamaju').waitFor()
  await judge(page, 'uji-coba-daftar')
})

async function newTab(page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage()
  await tab.goto(`${demo.origin}${path}`)
  return tab
}

async function upload(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[type=file]').waitFor({ state: 'attached' })
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/markdown', buffer: Buffer.from(text) })
}

/** Pictures at both widths, to be looked at; no serious fault of accessibility, nothing that scrolls sideways. */
async function judge(page: Page, name: string): Promise<void> {
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
  await page.waitForTimeout(500)
  for (const width of [360, 1280]) {
    await setWidth(page, width)
    await picture(page, name)
    expect(await stickingOut(page), `${name} ${width}`).toEqual([])
    expect(await seriousFaults(page), `${name} ${width}`).toEqual([])
  }
}
