import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { desktop, phone, reads, type Visitor, visit } from '../browser/visitor.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const paper = 'Risks from Learned Optimization'
const hourMs = 3_600_000

/** Weekly, three hours from now: a session is prepared and announced at once, and opens by itself in none of this. */
function soon(): string {
  const at = new Date(Date.now() + 3 * hourMs).toUTCString()
  return `${at.slice(0, 3)} ${at.slice(17, 22)} UTC`
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'reading.db'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

async function arrive(name: string, look = { viewport: desktop }): Promise<Visitor> {
  const visitor = await visit(browser, cruxgrid.address, look)
  if (name !== 'Ada') await visitor.speakAs(name)
  return visitor
}

const message = ({ page }: Visitor, heading: string) =>
  page
    .getByRole('article', { name: 'Cruxgrid' })
    .filter({ has: page.getByRole('heading', { name: heading, exact: true }) })
    .last()

const press = (place: Locator, button: string) =>
  place.getByRole('button', { name: button, exact: true }).click()

describeInBrowser('a reading group', () => {
  test('is begun, nominates, meets, votes and sums up', async () => {
    const ada = await arrive('Ada')
    const cleo = await arrive('Cleo', { viewport: phone })

    await ada.type(`/grid reading schedule ${soon()}`)
    await press(ada.notes, 'Confirm')
    const board = message(cleo, 'Reading group')
    await reads(board, 'No papers yet. Press Nominate to add one.')

    await press(board, 'Nominate…')
    const form = cleo.page.getByRole('dialog')
    await form.getByLabel(/^Paper/).fill(paper)
    await form.getByLabel(/^Why/).fill('everyone cites it')
    await press(form, 'Nominate')
    await reads(cleo.notes, `Added “${paper}” to the list and counted your vote.`)

    await cleo.type('/grid reading add “A paper whose title is long enough for a second line of its entry”')
    const vote = board.getByRole('button', { name: /^Vote for “A paper/ })
    const [box, line] = [
      await vote.boundingBox(),
      await vote.locator('..').getByRole('paragraph').boundingBox(),
    ]
    if (box === null || line === null) throw new Error('The list has no Vote beside its paper')
    expect(box.width).toBeGreaterThan(box.height)
    expect(box.x).toBeGreaterThanOrEqual(line.x + line.width)

    const announcement = message(ada, 'Reading group: next session')
    await reads(announcement, paper)
    await reads(announcement, 'everyone cites it')
    await press(announcement, 'Coming')
    await reads(announcement, '1 person is coming.')
    await press(announcement, "I'll lead")
    await reads(announcement, /Led by\s*Ada/)

    await ada.type('/grid reading next do:open')
    const opening = message(cleo, "Reading group: today's session has started")
    await opening.getByRole('link', { name: /repl/ }).press('Enter')
    await press(cleo.thread, 'Cog · Worst, Cognitivist science × Worst-case')
    await reads(cleo.notes, 'Your vote: Cognitivist science × Worst-case.')
    await message(ada, "Reading group: today's session has started")
      .getByRole('link', { name: /repl/ })
      .press('Enter')
    await press(ada.thread, 'Eng · Avg, Engineering × Average-case')
    await reads(ada.notes, 'Your vote: Engineering × Average-case.')

    await ada.type('/grid reading next do:reveal')
    await reads(cleo.thread, 'Votes are visible.')
    await ada.type('/grid reading next do:recap')
    await reads(cleo.thread, `Recap: ${paper}`)
    await reads(cleo.thread, 'Round 1')
    await ada.type('/grid reading history')
    await reads(ada.notes, paper)

    expect(cleo.faults).toEqual([])
    expect(ada.faults).toEqual([])
  })
})
