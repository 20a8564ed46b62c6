import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }
/** The narrowest that is looked at. */
export const narrow = { width: 350, height: 700 }

/** Somebody who looks at the playground in a browser of their own, and finds things as people do: by their names. */
export interface Visitor {
  readonly page: Page
  /** What the browser complained about: errors in its console, requests that failed. */
  readonly faults: readonly string[]
  readonly composer: Locator
  /** The message of the poll on the paper of that title. */
  poll(title: string): Locator
  /** The thread that is open beside the channel. */
  readonly thread: Locator
  /** Closes the thread, or goes back from where it covers the channel. */
  leaveThread(): Promise<void>
  /** The private answers in sight. */
  readonly notes: Locator
  type(text: string): Promise<void>
  /** Opens the menu where it is folded away. */
  openMenu(): Promise<void>
  /** Goes on as somebody else. */
  speakAs(name: string): Promise<void>
}

/** Opens the playground as a new reader does. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = { viewport: desktop },
): Promise<Visitor> {
  const context = await browser.newContext(options)
  // What doesn't come is ended by the limit of the test.
  context.setDefaultTimeout(0)
  const page = await context.newPage()
  const faults = watch(page)
  await page.goto(address)
  const composer = page.getByRole('textbox', { name: /^Message in/ })
  await composer.waitFor()
  const thread = page.getByRole('complementary', { name: 'Thread' })

  async function openMenu() {
    const menu = page.getByRole('button', { name: 'Menu' })
    // Where Back was a moment ago, a click isn't meant for it.
    if ((await menu.isVisible()) && (await menu.getAttribute('aria-expanded')) === 'false')
      await menu.press('Enter')
  }

  return {
    page,
    faults,
    composer,
    openMenu,
    poll: (title) =>
      page
        .getByRole('region', { name: 'Messages', exact: true })
        .getByRole('article', { name: 'Cruxgrid' })
        .filter({ has: page.getByRole('heading', { name: title }) }),
    thread,
    leaveThread: () => thread.getByRole('link', { name: /^(Close the thread|Back to the channel)$/ }).click(),
    notes: page.getByRole('article', { name: 'Only you can see this' }),
    async type(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    async speakAs(name) {
      await openMenu()
      await page.getByRole('navigation', { name: 'Speak as' }).getByRole('link', { name }).click()
      await page.getByText(`Speaking as ${name}`).waitFor({ state: 'attached' })
      await page.getByRole('button', { name: 'Menu', expanded: true }).waitFor({ state: 'detached' })
    },
  }
}

/** Keeps what the browser complains about. */
export function watch(page: Page): readonly string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('requestfailed', (request) => {
    // What the page ends itself: somebody leaves it, or goes on as somebody else.
    const isEnded = request.failure()?.errorText === 'net::ERR_ABORTED'
    if (!isEnded) faults.push(`${request.url()} ${request.failure()?.errorText}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.url()} ${response.status()}`)
  })
  return faults
}

/** Resolves when those words stand there. */
export const reads = (place: Locator, words: string | RegExp): Promise<void> =>
  place.filter({ hasText: words }).first().waitFor()
