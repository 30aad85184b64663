import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { openBrowser } from '../../src/engine/index.ts'
import { passwordOf, serveDemo } from './served-demo.ts'

const pictures = join(import.meta.dirname, '../../.build/journey')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const axeResult = z.object({
  violations: z.array(z.object({ id: z.string(), impact: z.string().nullish() })),
})

/** A phone's and a desk's screen, by width. */
const heightOf = (width: number) => (width === 360 ? 740 : 860)

export type Journey = Awaited<ReturnType<typeof startJourney>>

/** The served demo and a browser that people sign in with, each in a context of their own. */
export async function startJourney(stack: AsyncDisposableStack) {
  mkdirSync(pictures, { recursive: true })
  const demo = await serveDemo(stack)
  const browser = await openBrowser()
  stack.defer(() => browser.close())
  const newPage = async (width = 1280): Promise<Page> => {
    const viewport = { width, height: heightOf(width) }
    const context = await browser.newContext({ viewport, locale: 'id-ID' })
    return await context.newPage()
  }
  const signedIn = async (login: string, width?: number): Promise<Page> => {
    const page = await newPage(width)
    await page.goto(`${demo.origin}/masuk`)
    await fillSignIn(page, login, passwordOf(login))
    await page.waitForURL((url) => !url.pathname.startsWith('/masuk'))
    return page
  }
  return { ...demo, newPage, signedIn }
}

export async function fillSignIn(page: Page, login: string, password: string): Promise<void> {
  await page.fill('input[autocomplete=username]', login)
  await page.fill('input[type=password]', password)
  await page.click('button[type=submit]')
}

export async function setWidth(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: heightOf(width) })
}

export async function expectText(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor()
}

/** To be looked at by whoever changed a page. */
export async function picture(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true })
}

/** Names of what axe finds serious or critical on the page. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource)
  const { violations } = axeResult.parse(await page.evaluate('axe.run()'))
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
}

/** What makes the page scroll sideways: how wide it is, and what reaches beyond the right edge. */
export async function stickingOut(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(
    await page.evaluate(`document.documentElement.scrollWidth <= innerWidth ? [] : [
      document.documentElement.scrollWidth + ' pixels',
      ...[...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth)
        .map((each) => each.tagName + ' ' + each.textContent.trim().slice(0, 60))]`),
  )
}
