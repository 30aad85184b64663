import { expect, it } from 'vitest'
import { openBrowser } from '../../src/engine/index.ts'

it('a browser is there, with a font, on a machine that has none', async () => {
  await using browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } })
  await page.setContent('<p style="display: inline-block">Keluarga</p>')
  expect(
    await page.locator('p').evaluate((element) => element.getBoundingClientRect().width),
  ).toBeGreaterThan(20)
  expect((await page.screenshot()).length).toBeGreaterThan(1000)
})
