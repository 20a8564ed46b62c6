import { mkdir } from 'node:fs/promises'
import process from 'node:process'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '../../adapters/server.ts'
import { createLog } from '../../src/log.ts'
import { violationsOn } from '../browser/axe.ts'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { linkPage } from '../pages/link-page.ts'
import { openPages } from '../pages/open-pages.ts'
import { placePolls } from '../pages/place-polls.ts'

let pages: Awaited<ReturnType<typeof openPages>>
let server: Awaited<ReturnType<typeof createServer>>
let browser: Browser
let paths: { readonly group: string; readonly paper: string }

/** Papers in every cell, more in one than it shows at once, and some below the grid. */
const papers = [
  ...Array.from({ length: 12 }, (_, i) => ({ paper: `Crowded cell number ${i}`, votes: { 5: 3 } })),
  ...Array.from({ length: 9 }, (_, i) => ({ paper: `A paper of cell ${i}`, votes: { [i]: 4 } })),
  { paper: 'arXiv:2412.14093', votes: { 5: 4, 8: 1 } },
  { paper: 'arXiv:1906.01820', votes: { 0: 3, 8: 3 } },
  { paper: 'arXiv:2401.05566', votes: { 4: 3, 5: 2, 8: 2 } },
  { paper: 'Mostly applications', votes: { neither: 4, 0: 1 } },
  { paper: 'Nobody agrees', votes: { 0: 1, 2: 1, 4: 1, 6: 1 } },
  { paper: 'Too few', votes: { 0: 2 } },
]

beforeAll(async () => {
  pages = await openPages()
  await pages.ada.type('close')
  const polls = await placePolls(pages.table, papers)
  server = await createServer({
    host: '127.0.0.1',
    port: 0,
    mounts: [pages.mount],
    isReady: async () => true,
    log: createLog('silent', false),
  })
  browser = await launchBrowser()
  const faking = polls[papers.findIndex(({ paper }) => paper === 'arXiv:2412.14093')]
  paths = {
    group: server.address + (await linkPage(pages, 'channel')),
    paper: server.address + (await linkPage(pages, 'paper', { poll: faking })),
  }
  await linkPage(pages, 'outcomes')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await pages?.[Symbol.asyncDispose]()
})

const [wide, narrow] = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]

/** Opens a page in a browser of its own. @returns it with what went wrong in it. */
async function visit(address: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: wide, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (fault) => faults.push(String(fault)))
  await page.goto(address)
  return { page, faults, close: () => context.close() }
}

/** How far the page reaches beyond the window, in px. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

const looks = [
  { name: 'wide and light', viewport: wide, colorScheme: 'light' },
  { name: 'narrow and dark', viewport: narrow, colorScheme: 'dark', hasTouch: true, isMobile: true },
  { name: 'wide and dark', viewport: wide, colorScheme: 'dark' },
  { name: 'narrow and light', viewport: narrow, colorScheme: 'light' },
  { name: 'in forced colours', viewport: wide, forcedColors: 'active' },
] as const

describeInBrowser('the pages of a group and of a paper', () => {
  test.each(looks)('have nothing that hinders people, $name', async ({ name, ...look }) => {
    const addresses = { group: paths.group, table: `${paths.group}?view=table`, paper: paths.paper }
    for (const [kind, address] of Object.entries(addresses)) {
      const { page, faults, close } = await visit(address, look)
      if (process.env.SCREENSHOTS !== undefined) {
        await mkdir(process.env.SCREENSHOTS, { recursive: true })
        const path = `${process.env.SCREENSHOTS}/${kind} ${name}.png`
        await page.screenshot({ path, fullPage: true })
      }
      for (const summary of await page.locator('summary:visible').all()) await summary.click()
      expect(await violationsOn(page)).toEqual([])
      expect(await overflowOf(page)).toBe(0)
      expect(faults).toEqual([])
      await close()
    }
  })

  test('show eight papers of a cell in a wide window and four in a narrow one, and the rest behind one button', async () => {
    for (const [viewport, shown, more] of [
      [wide, 8, '+6 more'],
      [narrow, 4, '+10 more'],
    ] as const) {
      const { page, close } = await visit(paths.group, { viewport })
      const cell = page.locator('section.cell').nth(5)
      expect(await cell.locator('li:visible').count()).toBe(shown)
      expect(await cell.locator('summary:visible').allTextContents()).toEqual([more])
      await cell.locator('summary:visible').click()
      expect(await cell.locator('li:visible').count()).toBe(14)
      await close()
    }
  })

  test('are read and filtered without a script, and name every paper somewhere', async () => {
    const { page, close } = await visit(paths.group, { javaScriptEnabled: false })
    const text = (await page.locator('main').innerHTML()).replaceAll(/<[^>]+>/g, '')
    for (const words of ['Does the group use the axes alike?', 'Latest outcomes', 'Too few votes: 1'])
      expect(text).toContain(words)
    await page.getByRole('link', { name: 'Table' }).click()
    expect(await page.locator('tbody tr').count()).toBe(papers.length)
    await page.getByText('Filter').click()
    await page.getByLabel('From').fill('2030-01-01')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(await page.locator('main').textContent()).toContain('No papers placed yet.')
    expect(new URL(page.url()).searchParams.get('view')).toBe('table')
    await close()
  })

  test('keep their columns at twice the size of text, and print on white without controls', async () => {
    const { page, close } = await visit(paths.group, { viewport: narrow, colorScheme: 'dark' })
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(await overflowOf(page)).toBe(0)
    await page.emulateMedia({ media: 'print' })
    for (const hidden of ['.filters', '.bar nav', 'footer nav'])
      expect(await page.locator(hidden).isVisible()).toBe(false)
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).color")).toBe(
      'rgb(26, 31, 38)',
    )
    expect(await page.locator('section.cell').nth(5).locator('li:visible').count()).toBe(14)
    await close()
  })
})
