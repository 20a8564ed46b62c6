import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOn } from '../browser/axe.ts'
import { describeInBrowser } from '../browser/chromium.ts'
import { focusOn } from '../browser/keyboard.ts'
import { launchBrowser } from '../browser/launch.ts'
import { desktop, narrow, reads, visit, watch } from '../browser/visitor.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { secret } from '../web/open-web.ts'

const warning =
  "Anyone with the secret can speak as anyone here and read their private notes. Don't use it for votes that must stay secret."
const protectsNothing = 'Hidden channels and ranks protect nothing here'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let shared: Cruxgrid
let alone: Cruxgrid
let browser: Browser

beforeAll(async () => {
  directory = await temporaryDirectory()
  ;[shared, alone, browser] = await Promise.all([
    startCruxgrid(join(directory.path, 'shared.db'), { WEB_SECRET: secret }),
    startCruxgrid(join(directory.path, 'alone.db')),
    launchBrowser(),
  ])
})

afterAll(async () => {
  await browser?.close()
  await Promise.all([shared?.end('SIGTERM'), alone?.end('SIGTERM')])
  await directory?.[Symbol.asyncDispose]()
})

/** Opens a page in a browser of its own. */
async function open(address: string, options: BrowserContextOptions = { viewport: desktop }): Promise<Page> {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(0)
  const page = await context.newPage()
  await page.goto(address)
  return page
}

async function enter(page: Page): Promise<void> {
  await page.getByLabel('Secret').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: /^Message in/ }).waitFor()
}

/** How far the page can be scrolled sideways, in px. */
const overhang = (page: Page): Promise<number> =>
  page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)

const screens = [
  { size: 'desktop', colorScheme: 'light', viewport: desktop },
  { size: 'narrow phone', colorScheme: 'dark', viewport: narrow },
  { size: 'desktop', colorScheme: 'dark', viewport: desktop },
  { size: 'narrow phone', colorScheme: 'light', viewport: narrow },
] as const

describeInBrowser('a playground that is shared behind a secret', () => {
  test.each([...screens])(
    'says who can read it, can be used on a $size in $colorScheme colours, and is left',
    async ({ colorScheme, viewport }) => {
      const page = await open(shared.address, { colorScheme, viewport, reducedMotion: 'reduce' })
      const faults = watch(page)
      const look = async (screen: string) => {
        expect.soft(await violationsOn(page), screen).toEqual([])
        expect.soft(await overhang(page), screen).toBe(0)
      }
      await reads(page.getByRole('main'), warning)
      await look('the login page')
      await page.goto(`${shared.address}/login?wrong`)
      await reads(page.getByRole('alert'), 'That secret is wrong.')
      await look('the login page after a wrong secret')
      await enter(page)

      await reads(page.getByRole('complementary', { name: 'Who can read this' }), warning)
      // It takes nothing of the message box.
      await expect.poll(() => page.getByRole('textbox').first().isVisible()).toBe(true)
      const box = await page.getByRole('textbox').first().boundingBox()
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height)
      // Of what is only there for the keyboard nothing is in sight.
      const skip = await page.getByRole('button', { name: 'Skip to the message box' }).boundingBox()
      expect((skip?.y ?? 0) + (skip?.height ?? 0)).toBeLessThanOrEqual(0)
      await look('the chat')
      const menu = page.getByRole('button', { name: 'Menu' })
      if (await menu.isVisible()) await menu.click()
      await look('the menu')
      await page.getByRole('button', { name: 'Sign out', exact: true }).click()
      await page.getByLabel('Secret').waitFor()
      // What is still being loaded would be given up, which is a fault of the page.
      await page.waitForLoadState()
      await page.goto(shared.address)
      await page.getByLabel('Secret').waitFor()
      expect(faults).toEqual([])
      await page.context().close()
    },
  )

  test('is left everywhere at once, also by a page that is still open', async () => {
    const [here, elsewhere] = [await open(shared.address), await open(shared.address)]
    await enter(here)
    await enter(elsewhere)
    await here.getByRole('button', { name: 'Sign out everywhere' }).click()
    await here.getByLabel('Secret').waitFor()
    await enter(here)
    await here.getByRole('textbox', { name: /^Message in/ }).fill('Back again.')
    await here.keyboard.press('Enter')
    // Nobody touches it, and it goes back to the login.
    await elsewhere.getByLabel('Secret').waitFor()
    expect(await elsewhere.getByText('Back again.').count()).toBe(0)
    for (const page of [here, elsewhere]) await page.context().close()
  })
})

describeInBrowser('a playground on this machine alone', () => {
  test('says nothing of a secret, and has nothing to leave', async () => {
    const { page } = await visit(browser, alone.address)
    expect(await page.getByText('Anyone with the secret').count()).toBe(0)
    expect(await page.getByRole('button', { name: /^Sign out/ }).count()).toBe(0)
    await page.context().close()
  })

  test('has channels for some people, and says that these protect nothing', async () => {
    const { page, composer, speakAs, faults } = await visit(browser, alone.address)
    const add = page.getByRole('button', { name: 'Add a channel' })
    await add.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a channel' })
    await reads(dialog, protectsNothing)
    await expect.poll(() => focusOn(page)).toEqual({ name: 'Channel name', isVisible: true })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(async () => (await focusOn(page)).name).toContain('Add a channel')

    await add.click()
    await dialog.getByLabel('Channel name').fill('Reviewers only')
    const seenBy = dialog.getByRole('group', { name: 'Who sees it' })
    await seenBy.getByLabel('Ada').check()
    await seenBy.getByLabel('Dan').check()
    await dialog.getByRole('group', { name: 'Who manages it' }).getByLabel('Cleo').check()
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('heading', { name: 'reviewers-only' }).waitFor()
    await composer.fill('Between us.')
    await composer.press('Enter')
    await page.getByText('Between us.').waitFor()

    await speakAs('Cleo')
    await page.getByText('Between us.').waitFor()
    await speakAs('Ben')
    await reads(page.getByRole('main'), 'There is no such channel for Ben.')
    expect(await page.getByText('Between us.').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'reviewers-only' }).count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('leaves whoever makes a channel for others where they are', async () => {
    const { page } = await visit(browser, alone.address)
    await page.getByRole('button', { name: 'Add a channel' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a channel' })
    await dialog.getByLabel('Channel name').fill('reading group')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await reads(dialog.getByRole('alert'), 'There is already a channel with that name.')
    await dialog.getByLabel('Channel name').fill('for ben')
    await dialog.getByRole('group', { name: 'Who sees it' }).getByLabel('Ben').check()
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { name: 'reading-group' }).waitFor()
    await page.context().close()
  })

  test.each([...screens])(
    'shows what makes channels and people whole on a $size in $colorScheme colours',
    async ({ colorScheme, viewport }) => {
      const { page, openMenu } = await visit(browser, alone.address, { colorScheme, viewport })
      await openMenu()
      await page.getByRole('button', { name: 'Add a person' }).click()
      await reads(page.getByRole('navigation', { name: 'Speak as' }), protectsNothing)
      expect.soft(await violationsOn(page), 'a person').toEqual([])
      await page.getByRole('button', { name: 'Add a channel' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      expect.soft(await violationsOn(page), 'a channel').toEqual([])
      expect.soft(await overhang(page)).toBe(0)
      expect.soft(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
      await page.context().close()
    },
  )
})
