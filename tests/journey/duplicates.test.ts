import { readFileSync } from 'node:fs'
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

test('two reviewers judge a pair by themselves, a third settles it, and it is merged as it was previewed', async () => {
  const first = await demo.signedIn('data')
  await first.goto(`${demo.origin}/ganda`)
  await expectText(first, 'Pencarian terakhir')
  await picture(first, 'ganda')
  const path = await openPair(first, /nama mirip.*Perlu ditinjau/)
  await expectText(first, 'Mengapa diusulkan')
  await first.locator('.place svg rect').first().waitFor()
  await judge(first, 'Satu orang', 'Tanggal lahir dan desa sama, nama hanya beda ejaan.')
  await expectText(first, 'Menunggu penilai lain.')

  const second = await demo.signedIn('dinsos')
  await second.goto(`${demo.origin}${path}`)
  await expectText(second, 'Pendapat Anda')
  expect(await second.content()).not.toContain('nama hanya beda ejaan')
  await judge(second, 'Orang berbeda', 'Di desa ini ada dua orang bernama mirip.')
  await expectText(second, 'Penilai berbeda')

  const third = await demo.signedIn('pengawas')
  await third.goto(`${demo.origin}/ganda?keadaan=disagreed`)
  await third.locator(`a[href="${path}"]`).click()
  await expectText(third, 'nama hanya beda ejaan')
  await expectText(third, 'dua orang bernama mirip')
  await judge(third, 'Satu orang', 'Sudah ditanyakan ke kedua keluarga: orangnya satu.')
  await expectText(third, 'Satu orang, siap digabung')
  expect(await third.getByRole('button', { name: 'Gabungkan…' }).count()).toBe(0)

  await first.reload()
  await merge(first, 'ganda-gabung')
  await expectText(first, 'Digabung')
  await first.goto(`${demo.origin}/ganda?keadaan=merged`)
  await first.locator(`a[href="${path}"]`).waitFor()
  await expectText(first, '0,0% sama, dari 1 pasangan')
})

test('what was merged can be taken back from the list of merges and from the person’s page', async () => {
  const page = await demo.signedIn('data')
  const fromList = await mergeSurePair(page)
  await page.goto(`${demo.origin}/ganda`)
  await page.getByRole('button', { name: 'Batalkan…' }).first().click()
  await undo(page)
  await page.goto(`${demo.origin}${fromList}`)
  await expectText(page, 'Penggabungan dibatalkan')

  await mergeSurePair(page)
  await page.goto(`${demo.origin}/ganda`)
  const link = page.getByRole('link', { name: / digabung ke / }).first()
  const kept = ((await link.textContent()) ?? '').split(' digabung ke ')[1]?.trim() ?? ''
  await link.click()
  await page.getByRole('button', { name: kept, exact: true }).click()
  await expectText(page, 'Data yang digabung ke orang ini')
  await page.getByRole('button', { name: 'Batalkan…' }).first().click()
  await undo(page)
  await page.goto(`${demo.origin}/ganda?keadaan=undone`)
  await expect.poll(() => page.locator('a[href^="/ganda/"]').count()).toBe(2)
})

test('a further search counts its pairs and tells what judgements taught the model', async () => {
  const page = await demo.signedIn('data')
  await page.goto(`${demo.origin}/ganda`)
  await page.getByRole('button', { name: 'Mulai mencari' }).click()
  await page.getByText(/orang dibandingkan: .* pasangan pasti/).waitFor({ timeout: 60_000 })
  await expectText(page, /bobot digeser .* oleh \d+ penilaian/)
  await picture(page, 'ganda-lagi')
})

test('letters to families whose NIK does not match are printed for an area at once', async () => {
  const page = await demo.signedIn('data')
  await page.goto(`${demo.origin}/keluarga`)
  await page.getByRole('button', { name: 'Cetak surat' }).click()
  await page.getByText(/\d+ surat siap diunduh/).waitFor({ timeout: 120_000 })
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Unduh PDF' }).click()
  const file = readFileSync(await (await download).path())
  expect(file.subarray(0, 5).toString()).toBe('%PDF-')
})

test.each([360, 1280])('the pages of duplicates are accessible and fit at %i pixels', async (width) => {
  const page = await demo.signedIn('dinsos', width)
  await page.goto(`${demo.origin}/ganda`)
  const link = page.locator('a[href^="/ganda/"]').first()
  await link.waitFor()
  for (const path of ['/ganda', (await link.getAttribute('href')) ?? '']) {
    await page.goto(`${demo.origin}${path}`)
    await page.waitForLoadState('networkidle')
    expect(await seriousFaults(page), path).toEqual([])
    expect(await stickingOut(page), path).toEqual([])
    await picture(page, path === '/ganda' ? 'ganda-daftar' : 'ganda-pasangan')
  }
})

/** Opens the first pair with such a row that waits for the one who is signed in; its path. */
async function openPair(page: Page, row: string | RegExp): Promise<string> {
  await page.goto(`${demo.origin}/ganda`)
  await page.locator('tr').filter({ hasText: row }).first().locator('a[href^="/ganda/"]').click()
  await page.waitForURL(/\/ganda\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname
}

async function judge(page: Page, verdict: string, reason: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${verdict}`) }).check()
  await page.getByLabel('Alasan').fill(reason)
  await page.getByRole('button', { name: 'Simpan penilaian' }).click()
  await page.getByText('Penilaian disimpan.').waitFor()
}

async function merge(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Gabungkan…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('dinyatakan satu orang').waitFor()
  await dialog.getByLabel('Alasan').fill('Sudah dinilai satu orang.')
  expect(await seriousFaults(page), 'merge dialog').toEqual([])
  await picture(page, name)
  await dialog.getByRole('button', { name: 'Gabungkan', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function mergeSurePair(page: Page): Promise<string> {
  const path = await openPair(page, 'Pasti menurut model')
  await judge(page, 'Satu orang', 'Nama, tanggal lahir dan desa sama.')
  await merge(page, 'ganda-gabung-pasti')
  await expectText(page, 'Digabung')
  return path
}

async function undo(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Batalkan penggabungan' })
  await dialog.getByLabel('Alasan').fill('Ternyata dua orang sepupu bernama sama.')
  await dialog.getByRole('button', { name: 'Batalkan penggabungan' }).click()
  await dialog.waitFor({ state: 'detached' })
}
