import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { openTable } from '../browser/table.ts'
import { reads, type Visitor } from '../browser/visitor.ts'

const table = openTable()

/** What the page has in its global scope. */
interface Scope {
  farthest: number
  requestAnimationFrame(look: () => void): void
}

/** How far an element moves on the screen from now on, in px, until it is asked. */
async function follow(page: Page, element: Locator): Promise<() => Promise<number>> {
  await element.evaluate((element) => {
    const scope = globalThis as unknown as Scope
    const at = element.getBoundingClientRect().top
    scope.farthest = 0
    const look = () => {
      scope.farthest = Math.max(scope.farthest, Math.abs(element.getBoundingClientRect().top - at))
      if (element.isConnected) scope.requestAnimationFrame(look)
    }
    look()
  })
  const frames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'
  return async () => {
    await page.evaluate(frames)
    return page.evaluate<number>('globalThis.farthest')
  }
}

/** The effect of each control, as the page shows it. */
const effects: readonly [name: string, effect: (visitor: Visitor) => Promise<void>][] = [
  ...['Eng · Avg', 'Behav · Pess', 'Cog · Worst', 'Neither (applications)', 'Unsure about both'].map(
    (name): [string, (visitor: Visitor) => Promise<void>] => [
      name,
      ({ notes }) => reads(notes, /Your vote|your vote/),
    ],
  ),
  ['What do these mean?', ({ notes }) => reads(notes, 'Approach')],
  ['More…', ({ notes }) => reads(notes.getByRole('button', { name: 'Delete…' }), 'Delete')],
  ['Full ballot…', ({ page }) => page.getByRole('dialog').waitFor()],
]

describeInBrowser('a double click on a control of a poll at the end of the list', () => {
  test.each(effects)('does no harm and moves nothing: %s', async (name, effect) => {
    const channel = `double-${effects.findIndex(([one]) => one === name)}`
    await table.addChannel(channel)
    for (let at = 1; at <= 8; at += 1) await table.say('ben', channel, `Message ${at}`)
    const id = await table.openPoll(channel, '"A paper at the end" blind')
    await table.vote('ben', channel, id, '0')
    const before = await table.textsIn(channel)
    const ada = await table.arrive({ channel, viewport: { width: 1280, height: 700 } })
    const poll = ada.poll('A paper at the end')
    const control = poll.getByRole('button', { name })
    await control.scrollIntoViewIfNeeded()
    const box = await control.boundingBox()
    if (box === null) throw new Error(`There is no ${name}`)
    const farthest = await follow(ada.page, control)
    await ada.page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2)
    await effect(ada)
    expect(await farthest()).toBeLessThanOrEqual(1)
    expect(await table.textsIn(channel)).toEqual(before)
    await reads(poll, 'Open, votes hidden')
    expect(await ada.page.getByRole('dialog').count()).toBe(name === 'Full ballot…' ? 1 : 0)
    if (name === 'Full ballot…')
      expect(await ada.page.getByRole('dialog').getByRole('radio', { checked: true }).count()).toBe(1)
    expect(ada.faults).toEqual([])
    await ada.page.context().close()
  })

  test('opens a thread once, and closes it no more', async () => {
    await table.addChannel('double-thread')
    await table.openPoll('double-thread', '"A paper to discuss"')
    const ada = await table.arrive({ channel: 'double-thread' })
    await ada.poll('A paper to discuss').getByRole('link', { name: 'Reply in thread' }).dblclick()
    await ada.thread.waitFor()
    expect(ada.faults).toEqual([])
  })

  test('asks before it reveals, and the second click isn’t the answer', async () => {
    await table.addChannel('double-reveal')
    const id = await table.openPoll('double-reveal', '"A paper to reveal" blind')
    await table.vote('ben', 'double-reveal', id, '0')
    const ada = await table.arrive({ channel: 'double-reveal' })
    await ada.poll('A paper to reveal').getByRole('button', { name: 'More…' }).press('Enter')
    await ada.notes.getByRole('button', { name: 'Reveal votes' }).dblclick()
    await reads(ada.notes, "Votes can't be hidden again")
    await reads(ada.poll('A paper to reveal'), 'Open, votes hidden')
    expect(ada.faults).toEqual([])
  })
})
