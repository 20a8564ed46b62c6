import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createServer } from '../../adapters/server.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics } from '../../src/metrics.ts'
import { violationsOn } from '../browser/axe.ts'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { openPages } from '../pages/open-pages.ts'

let pages: Awaited<ReturnType<typeof openPages>>
let server: Awaited<ReturnType<typeof createServer>>
let browser: Browser
let full: string
let counts: string

/** Two rounds of nine votes, three of which change, with reasons. */
async function fill(): Promise<void> {
  const voters = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hal', 'Ivy']
  const rounds = [
    ['01', '11', '11', '11', '22', '22', '01', '00', '12'],
    ['01', '11', '11', '11', '11', '11', '01', '01', '12'],
  ]
  for (const [i, round] of rounds.entries()) {
    if (i > 0) await pages.ada.type('revote')
    for (const [at, [approach = '', column = '']] of round.entries())
      await pages.table.as(voters[at] ?? '').ask({
        command: 'cast',
        args: {
          poll: pages.pollId,
          approach,
          case: column,
          confidence: '4',
          why: `A reason of ${voters[at]}.`,
        },
      })
    await pages.ada.type('close')
  }
}

beforeAll(async () => {
  pages = await openPages('note:"Read section 3 first"')
  await fill()
  server = await createServer({
    host: '127.0.0.1',
    port: 0,
    mounts: [pages.mount],
    isReady: async () => true,
    metrics: createMetrics(),
    log: createLog('silent', false),
  })
  browser = await launchBrowser()
  full = server.address + (await pages.link('full'))
  counts = server.address + (await pages.link('counts'))
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await pages?.[Symbol.asyncDispose]()
})

// One address gets only so many pages a minute.
afterEach(() => pages.table.clock.advance(60_000))

const [wide, narrow] = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]

/** Opens a page in a browser of its own. @returns it with what went wrong in it, and the hosts that it asked. */
async function visit(address: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: wide, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  const hosts = new Set<string>()
  page.on('console', (message) => faults.push(message.text()))
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.goto(address)
  return { page, faults, hosts, close: () => context.close() }
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

describeInBrowser('the page of a poll', () => {
  test.each(looks)('has nothing that hinders people, $name', async ({ name: _, ...look }) => {
    for (const address of [full, counts, `${full}#round-1`]) {
      const { page, faults, hosts, close } = await visit(address, look)
      for (const summary of await page.locator('summary:visible').all()) await summary.click()
      expect(await violationsOn(page)).toEqual([])
      expect(await overflowOf(page)).toBe(0)
      expect(faults).toEqual([])
      expect([...hosts]).toEqual([new URL(server.address).host])
      await close()
    }
  })

  test('is read without a script, all rounds of it', async () => {
    const { page, close } = await visit(full, { javaScriptEnabled: false })
    const text = await page.locator('body').textContent()
    for (const words of ['Round 2 of 2', 'Round 1', 'A reason of Ben.', 'Read section 3 first', 'All counts'])
      expect(text).toContain(words)
    expect(await page.locator('section figure svg').count()).toBe(2)
    expect(await page.locator('#round-1').isVisible()).toBe(true)
    await close()
  })

  test('keeps its columns and its words at twice the size of text', async () => {
    const { page, close } = await visit(full, { viewport: narrow })
    await page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(await overflowOf(page)).toBe(0)
    await close()
  })

  test('shows where the keyboard is, and the first thing it reaches leads past the head', async () => {
    const { page, close } = await visit(full)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content')
    const stops = new Set<string>()
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      stops.add(await page.evaluate<string>('document.activeElement.outerHTML.slice(0, 60)'))
      expect(
        await page.evaluate<string>(
          "document.activeElement === document.body ? 'none' : getComputedStyle(document.activeElement).outlineStyle",
        ),
      ).toMatch(/solid|none/)
    }
    expect([...stops].join()).toContain('<summary')
    expect([...stops].join()).toContain('.json')
    await close()
  })

  test('prints every round on white, with the details open and without its address', async () => {
    const { page, close } = await visit(full, { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('footer nav').isVisible()).toBe(false)
    expect(await page.locator('#round-1').isVisible()).toBe(true)
    expect(await page.evaluate("getComputedStyle(document.querySelector('h1')).color")).toBe(
      'rgb(26, 31, 38)',
    )
    expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000)
    expect(await page.locator('body').textContent()).not.toContain(full)
    await close()
  })

  test('shows one round at a time by a slider, which says what each round is', async () => {
    const { page, close } = await visit(full)
    const slider = page.getByRole('slider', { name: 'Round' })
    expect(await slider.getAttribute('aria-valuetext')).toBe('Round 2: 9 votes, 3 moved')
    expect(await page.locator('#round-1').isVisible()).toBe(false)
    await slider.press('ArrowLeft')
    expect(await slider.getAttribute('aria-valuetext')).toBe('Round 1: 9 votes')
    expect(await page.locator('#round-1').isVisible()).toBe(true)
    expect(await page.locator('#round-2').isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'Earlier round' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Later round' }).click()
    expect(await page.locator('#round-2').isVisible()).toBe(true)
    expect(await violationsOn(page)).toEqual([])
    await close()
    const first = await visit(`${full}#round-1`)
    expect(await first.page.locator('#round-1').isVisible()).toBe(true)
    await first.close()
  })

  test('opens a cell with the keyboard, in one stop for the whole grid', async () => {
    const { page, close } = await visit(full)
    const cells = page.locator('#round-2').getByRole('gridcell')
    await cells.last().waitFor()
    expect(await cells.count()).toBe(9)
    expect(await page.locator('#round-2 [role=gridcell][tabindex="0"]').count()).toBe(1)
    await cells.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const focused = page.locator(':focus')
    expect(await focused.getAttribute('aria-label')).toBe('Behaviorist, Pessimistic-case: 5 votes')
    await page.keyboard.press('Enter')
    const panel = page.locator('#round-2 .panel')
    expect(await panel.getAttribute('aria-live')).toBe('polite')
    for (const words of ['Behaviorist, Pessimistic-case: 5 votes', '3 votes in round 1', 'A reason of Ben.'])
      expect(await panel.textContent()).toContain(words)
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').getAttribute('role')).not.toBe('gridcell')
    await page.locator('#round-2 [role=gridcell]').nth(5).click()
    expect(await panel.textContent()).toContain('Behaviorist, Worst-case: 1 vote')
    expect(await violationsOn(page)).toEqual([])
    await close()
  })

  test('keeps up with an open poll while people look at it, and leaves a closed one alone', async () => {
    await using open = await openPages()
    const served = await createServer({
      host: '127.0.0.1',
      port: 0,
      mounts: [open.mount],
      isReady: async () => true,
      metrics: createMetrics(),
      log: createLog('silent', false),
    })
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.clock.install()
    let asked = 0
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/p/')) asked += 1
    })
    await page.goto(served.address + (await open.link('full')))
    await page.getByText('What each part shows').click()
    await page.locator('body').click({ position: { x: 2, y: 2 } })
    await open.ben.press(open.poll, 'Cog · Worst')
    await page.clock.runFor(15_000)
    await page.getByText('1 vote', { exact: true }).waitFor()
    expect(await page.locator('details').first().getAttribute('open')).not.toBeNull()
    await open.ada.type('close')
    await page.clock.runFor(15_000)
    await page.getByText('Closed', { exact: true }).waitFor()
    const before = asked
    await page.clock.runFor(60_000)
    expect(asked).toBe(before)
    await context.close()
    await served.close()
  })
})
