import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { openTable } from '../browser/table.ts'
import { phone, reads, type Visitor } from '../browser/visitor.ts'

const table = openTable()
const touch = { hasTouch: true, isMobile: true } as const

/** Whatever reaches beyond the right edge of the window; empty if the page can't be scrolled sideways. */
const tooWide = (page: Page) =>
  page.evaluate<readonly string[]>(`[...document.querySelectorAll('body *')]
    .filter((element) => element.closest('.hidden') === null && element.clientWidth > 0)
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map(({ outerHTML }) => outerHTML.slice(0, 120))`)

async function lookAround({ page, poll, thread, notes }: Visitor, title: string): Promise<void> {
  const look = async (screen: string) => expect.soft(await tooWide(page), screen).toEqual([])
  const asked = poll(title)
  await asked.waitFor()
  await look('the channel')
  await asked.getByRole('button', { name: 'Behav · Worst' }).tap()
  await reads(notes, 'Behaviorist science × Worst-case')
  await look('a receipt')
  await asked.getByRole('button', { name: 'What do these mean?' }).tap()
  await reads(notes, 'Approach')
  await look('an explanation')
  await asked.getByRole('button', { name: 'Full ballot…' }).tap()
  await page.getByRole('dialog').waitFor()
  await look('a form')
  await page.keyboard.press('Escape')
  await asked.getByRole('link', { name: 'Reply in thread' }).tap()
  await thread.waitFor()
  await look('a thread')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Menu' }).waitFor()
  await page.getByRole('button', { name: 'Menu' }).press('Enter')
  await look('the menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Menu', expanded: false }).waitFor()
}

describeInBrowser('on a phone', () => {
  test.each([390, 350, 320])('nothing scrolls sideways at %i px', async (width) => {
    const channel = `narrow-${width}`
    await table.addChannel(channel)
    const title = 'Sleeper Agents: Training Deceptive LLMs that Persist Through Safety Training'
    await table.openPoll(channel, `"${title}" note:"https://example.org/${'a-long-address-'.repeat(8)}"`)
    const visitor = await table.arrive({ channel, viewport: { width, height: 700 }, ...touch })
    await lookAround(visitor, title)
    expect(visitor.faults).toEqual([])
  })

  test('a form fills the screen and its button is always in sight', async () => {
    await table.addChannel('filled')
    await table.openPoll('filled', '"A paper on a phone"')
    const { page, poll } = await table.arrive({ channel: 'filled', viewport: phone, ...touch })
    await poll('A paper on a phone').getByRole('button', { name: 'Full ballot…' }).tap()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.boundingBox()).toMatchObject({ x: 0, y: 0, ...phone })
    const vote = dialog.getByRole('button', { name: 'Vote' })
    const isInSight = async () => {
      const box = await vote.boundingBox()
      return box !== null && box.y > 0 && box.y + box.height <= phone.height
    }
    expect(await isInSight()).toBe(true)
    await dialog.getByRole('textbox').last().scrollIntoViewIfNeeded()
    expect(await isInSight()).toBe(true)
  })

  test('the cells are three columns, high enough for a finger, on one screen with the picture', async () => {
    await table.addChannel('cells')
    await table.openPoll('cells', '"A paper with cells"')
    const { page, poll } = await table.arrive({ channel: 'cells', viewport: phone, ...touch })
    const asked = poll('A paper with cells')
    await asked.waitFor()
    const cells = await Promise.all(
      ['Eng · Avg', 'Eng · Pess', 'Eng · Worst', 'Cog · Avg'].map((name) =>
        asked.getByRole('button', { name }).boundingBox(),
      ),
    )
    const [first, second, third, lower] = cells.map((box) => box ?? { x: 0, y: 0, width: 0, height: 0 })
    for (const box of cells) expect(box?.height).toBeGreaterThanOrEqual(40)
    expect([second?.y, third?.y]).toEqual([first?.y, first?.y])
    expect(lower?.x).toBe(first?.x)
    const picture = await asked.getByRole('figure').boundingBox()
    const view = await page.getByRole('region', { name: 'Messages', exact: true }).boundingBox()
    const height = (first?.y ?? 0) + (first?.height ?? 0) - (picture?.y ?? 0)
    expect(height).toBeLessThanOrEqual(view?.height ?? 0)
  })

  test('a thread covers the channel, and Back leads to it, with the focus where it was', async () => {
    await table.addChannel('covered')
    await table.openPoll('covered', '"A covered paper"')
    const { page, composer, poll, thread } = await table.arrive({
      channel: 'covered',
      viewport: phone,
      ...touch,
    })
    const opener = poll('A covered paper').getByRole('link', { name: 'Reply in thread' })
    await opener.press('Enter')
    await thread.waitFor()
    expect(await composer.isVisible()).toBe(false)
    expect(await thread.boundingBox()).toMatchObject({ x: 0, y: 0, width: phone.width })
    await thread.getByRole('link', { name: 'Back to the channel' }).press('Enter')
    await thread.waitFor({ state: 'detached' })
    await expect.poll(() => opener.and(page.locator(':focus')).count()).toBe(1)
  })

  test('the page gives way to a keyboard that opens below it', async () => {
    const { page } = await table.arrive({ channel: 'general', viewport: phone, ...touch })
    const viewport = await page.locator('meta[name="viewport"]').getAttribute('content')
    expect(viewport).toContain('interactive-widget=resizes-content')
  })
})
