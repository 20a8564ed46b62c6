import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PollExport } from '../../src/export/poll-json.ts'
import { violationsOn } from '../browser/axe.ts'
import { describeInBrowser } from '../browser/chromium.ts'
import { focusOn, walkTo } from '../browser/keyboard.ts'
import { launchBrowser } from '../browser/launch.ts'
import { desktop, phone, reads, visit } from '../browser/visitor.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { textOf } from '../view-text.ts'

const title = 'Risks from Learned Optimization'
const here = (name: string) => ({ person: `web:${name}`, channel: 'reading-group' })

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser
/** A poll in its second round, after the outcome of the first, so that there is something of everything to see. */
let poll: string

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'accessibility.db'))
  browser = await launchBrowser()
  await cruxgrid.say(here('ada'), `/grid poll ${title} note:Read section 3 first`)
  const exported = await cruxgrid.say(here('ada'), '/grid export')
  if (exported.kind !== 'shown') throw new Error('Nothing was exported')
  poll = PollExport.parse(JSON.parse(textOf(exported.view))).poll.id
  const ballot = { poll, approach: '2', case: '1', confidence: '4', why: 'It is about what a system wants.' }
  const vote = async () => {
    await cruxgrid.call(here('ben'), { command: 'vote', args: { poll, answer: '8' } })
    await cruxgrid.call(here('cleo'), { command: 'cast', args: ballot })
  }
  await vote()
  const ada = await visit(browser, cruxgrid.address)
  await cruxgrid.say(here('ada'), '/grid close')
  await ada.poll(title).getByRole('link', { name: '1 reply' }).waitFor()
  await ada.page.context().close()
  await cruxgrid.say(here('ada'), '/grid revote')
  await vote()
})

afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

/** The id of the last poll in a channel. */
async function pollIn(channel: string): Promise<string> {
  const sent = JSON.stringify(await cruxgrid.get(`/api/messages?person=web:ada&channel=${channel}`))
  return [...sent.matchAll(/p_[a-z0-9]{10}/g)].at(-1)?.[0] ?? ''
}

/** The first two hold both sizes and both colours; `npm run test:all` looks at the others, too. */
const screens = [
  { size: 'desktop', colorScheme: 'light', viewport: desktop },
  { size: 'phone', colorScheme: 'dark', viewport: phone },
  { size: 'desktop', colorScheme: 'dark', viewport: desktop },
  { size: 'phone', colorScheme: 'light', viewport: phone },
] as const

describeInBrowser('everyone can use the playground', () => {
  test.each(screens)(
    'axe finds nothing wrong on a $size in $colorScheme colours',
    async ({ colorScheme, viewport }) => {
      const options = { colorScheme, viewport, reducedMotion: 'reduce' } as const
      const { page, composer, notes, thread, leaveThread, openMenu, ...cleo } = await visit(
        browser,
        cruxgrid.address,
        options,
      )
      const asked = cleo.poll(title)
      const look = async (screen: string) => expect.soft(await violationsOn(page), screen).toEqual([])

      await asked.waitFor()
      await look('a poll')
      await asked.getByRole('button', { name: 'More…' }).click()
      await notes.waitFor()
      await look('a private answer')
      await composer.fill('/grid ')
      await page.getByRole('option').first().waitFor()
      await look('completions')
      await composer.fill('')
      await asked.getByRole('button', { name: 'Full ballot…' }).click()
      await page.getByRole('dialog').waitFor()
      await look('a form')
      await page.getByRole('dialog').getByRole('button', { name: 'Vote' }).click()
      await page.getByRole('dialog').getByRole('alert').waitFor()
      await look('a form with a refusal')
      await page.getByRole('dialog').getByLabel('Applications research').check()
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
      await asked.getByRole('button', { name: 'Full ballot…' }).click()
      await page.getByRole('button', { name: 'Start over' }).waitFor()
      await look('a restored form, with questions that are not used')
      await page.keyboard.press('Escape')
      await composer.fill('Half a thought')
      await look('a draft')
      await asked.getByRole('link', { name: '2 replies' }).click()
      await reads(thread, 'It is about what a system wants.')
      await look('a thread')
      await leaveThread()
      await openMenu()
      await page.getByRole('button', { name: 'Add a person' }).click()
      await look('the menu')
      await page.getByRole('link', { name: 'general' }).click()
      await page.getByRole('heading', { name: 'Where does this paper sit?' }).waitFor()
      await look('the first screen')
      await cruxgrid.say(here('ada'), 'Something new')
      await page.route('**/api/events?*', (route) => route.abort())
      await page.evaluate('dispatchEvent(new Event("offline"))')
      await page.getByRole('button', { name: 'Try now' }).waitFor()
      await look('news, and no connection')
      await page.goto(`${cruxgrid.address}/p/${poll}`)
      await page.getByRole('heading', { name: title }).waitFor()
      await look('the page of a poll')
      await page.context().close()
    },
  )

  test('a poll is opened, voted in, filled in and discussed with the keyboard alone, the focus always in sight', async () => {
    const { page, notes, thread, poll } = await visit(browser, `${cruxgrid.address}/#as=web:ada&in=general`)
    const walk = async (key: string, name: string | RegExp) => {
      const stops = await walkTo(page, key, name)
      expect(stops.filter(({ isVisible }) => !isVisible)).toEqual([])
      return stops.map(({ name }) => name)
    }
    const press = (key: string) => page.keyboard.press(key)
    const isOn = (name: string) => expect.poll(() => focusOn(page)).toEqual({ name, isVisible: true })
    const said = page.getByRole('status')
    const title = 'Concrete Problems in AI Safety'
    const asked = poll(title)

    await walk('Tab', 'Skip to the message box')
    await press('Enter')
    await isOn('Message in general')
    await page.keyboard.type(`/grid poll ${title}`)
    await press('Enter')
    await reads(said, `Ada: Poll: ${title}, open, nobody has voted yet`)

    const below = ['Neither (applications): applications research', 'Unsure about both', 'Full ballot…']
    const last = ['What do these mean?', 'More…']
    const back = await walk('Shift+Tab', 'Eng · Avg, Engineering × Average-case')
    expect(back).toEqual(['Reply in thread', ...[...below, ...last].toReversed(), back.at(-1)])
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown'])
      await press(key)
    await isOn('Cog · Worst, Cognitivist science × Worst-case')
    await press('ArrowUp')
    await press('Space')
    await reads(said, 'Your vote: Behaviorist science × Worst-case.')
    await isOn('Behav · Worst, Behaviorist science × Worst-case')
    await reads(asked.getByRole('button', { pressed: true }), 'Behav · Worst')

    // What others do to the tally is not announced.
    const before = await said.allTextContents()
    const id = await pollIn('general')
    const ben = { person: 'web:ben', channel: 'general' }
    await cruxgrid.call(ben, { command: 'vote', args: { poll: id, answer: '0' } })
    await reads(asked, '2 votes')
    expect(await said.allTextContents()).toEqual(before)

    expect(await walk('Tab', 'Full ballot…')).toEqual(below)
    await press('Enter')
    await page.getByRole('dialog', { name: 'Your vote' }).waitFor()
    await expect
      .poll(() => focusOn(page))
      .toEqual({ name: expect.stringMatching(/^Behaviorist science/), isVisible: true })
    await walk('Tab', 'Your reason')
    await page.keyboard.insertText('x'.repeat(501))
    await walk('Tab', 'Vote')
    await press('Enter')
    await isOn('Your reason')
    const why = page.getByRole('textbox', { name: 'Your reason' })
    const parts = (await why.getAttribute('aria-describedby'))?.split(' ') ?? []
    const described = await page.locator(parts.map((part) => `[id="${part}"]`).join()).allTextContents()
    expect(described.join(' ')).toContain('1 character too long')
    await press('Escape')
    await isOn('Full ballot…')

    await press('Enter')
    await why.fill('It looks at what the agent does.')
    await walk('Tab', 'Vote')
    await press('Enter')
    await reads(notes, 'It looks at what the agent does.')
    await isOn('Full ballot…')
    expect(await walk('Tab', 'More…')).toEqual(last)
    await walk('Tab', 'Reply in thread')
    await press('Enter')
    await isOn('Thread')
    await press('Escape')
    await thread.waitFor({ state: 'detached' })
    await isOn('Reply in thread')

    await page.reload()
    await asked.waitFor()
    const stops = await walk('Tab', 'Behav · Worst, Behaviorist science × Worst-case')
    expect(stops.length).toBeLessThanOrEqual(12)
    await page.context().close()
  })

  test('what takes itself away gives the focus to what is near', async () => {
    const { page, composer, notes, thread, poll } = await visit(browser, cruxgrid.address)
    const isLost = async () => (await focusOn(page)).name === 'body'
    await composer.fill('/grid help')
    await page.keyboard.press('Enter')
    await notes.waitFor()
    await notes.getByRole('button', { name: 'Dismiss' }).focus()
    await page.keyboard.press('Enter')
    await notes.waitFor({ state: 'hidden' })
    await expect.poll(isLost).toBe(false)

    await poll(title).getByRole('button', { name: 'Unsure' }).press('Enter')
    await notes.getByRole('button', { name: 'Withdraw' }).press('Enter')
    await reads(notes, 'has been withdrawn')
    await expect.poll(isLost).toBe(false)

    await poll(title).getByRole('link', { name: '2 replies' }).press('Enter')
    await thread.waitFor()
    await expect.poll(() => focusOn(page)).toEqual({ name: 'Thread', isVisible: true })
    await thread.getByRole('link', { name: /^(Close the thread|Back to the channel)$/ }).press('Enter')
    await thread.waitFor({ state: 'hidden' })
    await expect.poll(() => focusOn(page)).toEqual({ name: '2 replies', isVisible: true })
    await page.context().close()
  })

  test('the parts of a picture are reached with the arrow keys and tell what is in them', async () => {
    const { page } = await visit(browser, cruxgrid.address)
    await page.goto(`${cruxgrid.address}/p/${poll}`)
    const picture = page.getByRole('figure')
    await walkTo(page, 'Tab', /^Engineering/)
    const stops = await walkTo(page, 'ArrowRight', /^Cognitivist.*Worst-case/)
    expect(stops.length).toBeGreaterThan(5)
    await reads(picture.locator('figcaption'), 'Ben')
    await page.keyboard.press('ArrowUp')
    await reads(picture.locator('figcaption'), 'Behaviorist science, Worst-case')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await reads(picture.locator('figcaption'), 'Unsure on at least one question')
    await page.context().close()
  })
})
