import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Journey,
  expectText,
  picture,
  seriousFaults,
  startJourney,
  stickingOut,
} from '../support/journey.ts'

const stack = new AsyncDisposableStack()
let demo: Journey
beforeAll(async () => {
  demo = await startJourney(stack)
})
afterAll(() => stack.disposeAsync())

test('the demo leaves a model in force, with figures, two persons and what it ranked', async () => {
  const page = await demo.signedIn('statistik')
  await page.goto(`${demo.origin}/model`)
  await page.locator('a[href^="/model/"]').first().click()
  await expectText(page, 'Siapa yang terlewat')
  await expectText(page, '1–2 orang')
  await expectText(page, 'Ratna, pengelola data')
  await expectText(page, 'Perbandingan model')
  await expectText(page, 'model resmi, pertanyaan lebih sedikit')
  await expectText(page, 'Tahap kedua: pohon')
  await page.getByRole('img', { name: /^Peta, / }).waitFor()
  await page.getByLabel('Kelompok menurut').selectOption({ label: 'lansia saja' })
  await expectText(page, 'bukan: lansia saja')
  expect(await page.locator('.place svg').count()).toBeGreaterThanOrEqual(5)
  await page.getByRole('button', { name: 'Periksa', exact: true }).click()
  await expectText(page, 'Asli: tanda tangan dan byte cocok')
  await picture(page, 'model')
})

test('quotas of a poverty map stand beside what rank alone gives each area, and add up', async () => {
  const page = await demo.signedIn('statistik')
  await page.goto(`${demo.origin}/model`)
  await page
    .getByLabel('Peta kemiskinan', { exact: true })
    .selectOption({ label: 'Peta kemiskinan kabupaten rekaan (demo)' })
  await page
    .getByText(/lebih (banyak|sedikit)$/)
    .first()
    .waitFor()
  await picture(page, 'kuota')
  const { areas, parted } = await page.evaluate(async () => (await fetch('/api/quotas?map=demo.json')).json())
  const sumOf = (key: string) =>
    areas.reduce((sum: number, area: Record<string, number>) => sum + (area[key] ?? 0), 0)
  expect([sumOf('quota'), sumOf('byRank')]).toEqual([parted, parted])
  await page
    .getByLabel('Peta kemiskinan', { exact: true })
    .selectOption({ label: 'Persentase penduduk miskin menurut provinsi, Maret 2025' })
  await expectText(page, 'Peta ini tidak memuat')
})

test('from a survey to an approved model in force, by two persons', async () => {
  const page = await demo.signedIn('statistik')
  await page.goto(`${demo.origin}/model`)
  await page.getByLabel('Spesifikasi (JSON)').waitFor()
  await picture(page, 'model-meja-kerja')
  const spec = await page.getByLabel('Spesifikasi (JSON)').inputValue()
  await page
    .getByLabel('Spesifikasi (JSON)')
    .fill(spec.replace(/"name": "[^"]*"/, '"name": "Model uji coba"'))
  await page.getByRole('button', { name: 'Latih dan usulkan' }).click()
  await page.waitForURL(/\/model\/[0-9a-f-]{36}/, { timeout: 180_000 })
  await expectText(page, 'Model uji coba')
  await expectText(page, 'Anda mengusulkan model ini; orang lain yang menyetujuinya.')
  expect(await page.getByRole('button', { name: 'Setujui' }).count()).toBe(0)

  const other = await demo.signedIn('data')
  await other.goto(page.url())
  await decide(other, 'Setujui')
  await decide(other, 'Berlakukan')
  await other.getByText('Berlaku', { exact: true }).first().waitFor()
  await other.goto(`${demo.origin}/model`)
  await expectText(other, 'Disetujui, penantang')
})

test('a family is told which answers move its score, and which correction would change its decile', async () => {
  const page = await demo.signedIn('data')
  await page.goto(`${demo.origin}/keluarga?cari=a&desil=2`)
  await page.locator('a[href^="/keluarga/"]').first().click()
  await page.getByText(/jawaban yang menggerakkan skor/).click()
  await expectText(page, 'diamati')
  await expectText(page, 'Pembetulan yang akan mengubah desil')
  await picture(page, 'keluarga-skor')
})

test.each([360, 1280])('the pages of models are accessible and fit at %i pixels', async (width) => {
  const page = await demo.signedIn('statistik', width)
  await page.goto(`${demo.origin}/model`)
  const link = page.locator('a[href^="/model/"]').first()
  await link.waitFor()
  const paths = ['/model', (await link.getAttribute('href')) ?? '']
  for (const path of paths) {
    await page.goto(`${demo.origin}${path}`)
    await page.waitForLoadState('networkidle')
    expect(await seriousFaults(page), path).toEqual([])
    expect(await stickingOut(page), path).toEqual([])
    await picture(page, path === '/model' ? 'model-daftar' : 'model-rinci')
  }
})

test('charts are drawn within the rules of safety that the server sends', async () => {
  const page = await demo.signedIn('statistik')
  const refused: string[] = []
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) refused.push(line.text())
  })
  await page.goto(`${demo.origin}/model`)
  await page.locator('a[href^="/model/"]').first().click()
  await page.locator('.place svg circle').first().waitFor()
  expect(refused).toEqual([])
})

async function decide(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').getByLabel('Alasan').fill('Galat dan kalibrasi sudah diperiksa.')
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
