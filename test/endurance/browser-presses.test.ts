import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { openTable } from '../browser/table.ts'
import { desktop, reads } from '../browser/visitor.ts'

const table = openTable()

/** Where the upper edge of something is on the screen, in px. */
async function topOf(element: Locator): Promise<number> {
  const box = await element.boundingBox()
  if (box === null) throw new Error('It is not on the page')
  return box.y
}

/** As far as nobody sees it, in px. */
const unseen = 1

const cell = (poll: Locator, name: string) => poll.getByRole('button', { name })

/** A channel with some talk and a poll at its end. */
async function prepare(channel: string, title: string): Promise<string> {
  await table.addChannel(channel)
  for (let at = 1; at <= 8; at += 1) await table.say('ben', channel, `Message ${at}`)
  return table.openPoll(channel, `"${title}"`)
}

describeInBrowser('a press', () => {
  test('moves nothing under the pointer, whatever arrives before its answer and with it', async () => {
    const id = await prepare('held', 'A held paper')
    const cleo = await table.arrive({ channel: 'held', as: 'cleo', viewport: { width: 1280, height: 640 } })
    const poll = cleo.poll('A held paper')
    const answers = Promise.withResolvers<void>()
    await cleo.page.route('**/api/call', (route) => answers.promise.then(() => route.continue()))
    const pressed = cell(poll, 'Cognitivist science × Worst-case')
    await pressed.scrollIntoViewIfNeeded()
    const view = cleo.page.getByRole('region', { name: 'Messages', exact: true })
    const scrolled = () => view.evaluate(({ scrollTop }) => scrollTop)
    const [before, place] = [await topOf(pressed), await scrolled()]
    await pressed.click()
    // The headline comes with the third vote, and pushes the cells down.
    for (const [name, answer] of Object.entries({ ada: '0', ben: '4', dan: '7' }))
      await table.vote(name, 'held', id, answer)
    await reads(poll, '3 votes')
    expect(await scrolled()).toBeGreaterThan(place)
    expect(Math.abs((await topOf(pressed)) - before)).toBeLessThanOrEqual(unseen)
    answers.resolve()
    await reads(cleo.notes, 'Your vote: Cognitivist science × Worst-case.')
    await reads(poll, '4 votes')
    expect(Math.abs((await topOf(pressed)) - before)).toBeLessThanOrEqual(unseen)

    // Whoever scrolls away is not taken back.
    await pressed.click()
    await view.evaluate((element) => element.scrollTo(0, 0))
    await table.vote('eve', 'held', id, '8')
    await reads(poll, '5 votes')
    expect(await scrolled()).toBe(0)
    expect(cleo.faults).toEqual([])
  })

  test('whose answer is out of sight names it above the message box for six seconds', async () => {
    await prepare('named', 'A named paper')
    const dan = await table.arrive({ channel: 'named', as: 'dan', viewport: { width: 1280, height: 640 } })
    await dan.page.clock.install()
    const poll = dan.poll('A named paper')
    const line = dan.page.locator('.unseen')
    await cell(poll, 'Engineering × Average-case').click()
    await reads(line, 'Your vote: Engineering × Average-case.')
    // What arrives once the press is over is scrolled to, and the answer with it.
    await reads(poll, '1 vote')
    await dan.page.clock.fastForward(6000)
    await line.waitFor({ state: 'detached' })

    await cell(poll, 'Unsure about both').click()
    await reads(line, 'Changed your vote')
    await line.getByRole('button', { name: 'Show' }).click()
    await line.waitFor({ state: 'detached' })
    await expect.poll(() => dan.notes.and(dan.page.locator(':focus')).count()).toBe(1)
    const [note, box] = [await dan.notes.boundingBox(), await dan.composer.boundingBox()]
    expect((note?.y ?? 0) + (note?.height ?? Number.POSITIVE_INFINITY)).toBeLessThan(box?.y ?? 0)

    // In sight it needs no name.
    await cell(poll, 'Engineering × Worst-case').click()
    await reads(dan.notes, 'Engineering × Worst-case')
    expect(await line.count()).toBe(0)
    expect(dan.faults).toEqual([])
  })

  test('of a double click, the second takes nothing that came under the pointer with the first', async () => {
    await table.addChannel('late')
    const ada = await table.arrive({ channel: 'late' })
    const { page, notes } = ada
    for (const count of [1, 2, 3]) {
      await ada.type('/grid settings')
      await expect.poll(() => notes.count()).toBe(count)
    }
    const dismiss = notes.first().getByRole('button', { name: 'Dismiss' })
    await dismiss.dblclick()
    await expect.poll(() => notes.count()).toBe(2)
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect(await notes.count()).toBe(2)
    // The keyboard has no pointer that rests.
    await dismiss.press('Enter')
    await expect.poll(() => notes.count()).toBe(1)
    const box = await dismiss.boundingBox()
    if (box === null) throw new Error('The last note is gone')
    // A moment later it takes clicks.
    await expect
      .poll(async () => {
        await page.mouse.click(box.x + 5, box.y + 5)
        return notes.count()
      })
      .toBe(0)
    expect(ada.faults).toEqual([])
  })

  test('on a cell is a vote that its own person alone sees as pressed', async () => {
    const id = await prepare('own', 'A paper of their own')
    await table.vote('ada', 'own', id, '8')
    const visitor = await table.arrive({ channel: 'own' })
    const pressed = visitor.poll('A paper of their own').getByRole('button', { pressed: true })
    const unpressed = visitor.poll('A paper of their own').locator('[aria-pressed="false"]')
    await reads(pressed, 'Cog · Worst')
    expect(await unpressed.count()).toBe(10)
    await visitor.speakAs('Ben')
    await expect.poll(() => unpressed.count()).toBe(11)
    expect(await pressed.count()).toBe(0)
    await visitor.speakAs('Ada')
    await reads(pressed, 'Cog · Worst')
    expect(visitor.faults).toEqual([])
  })
})

describeInBrowser('a private answer that is higher than the window', () => {
  test('is shown from its first line on, typed or pressed', async () => {
    await table.addChannel('tall')
    for (let at = 1; at <= 8; at += 1) await table.say('ben', 'tall', `Message ${at}`)
    const ada = await table.arrive({ channel: 'tall', viewport: { ...desktop, height: 500 } })
    const first = ada.notes.getByText('Only you can see this')
    const isInSight = async () => {
      const [line, view] = [
        await first.boundingBox(),
        await ada.page.getByRole('region', { name: 'Messages' }).boundingBox(),
      ]
      return line !== null && view !== null && line.y >= view.y && line.y < view.y + view.height
    }
    await ada.type('/grid help')
    await reads(ada.notes, 'What I can do')
    await expect.poll(isInSight).toBe(true)
    await ada.notes.getByRole('combobox').selectOption('poll')
    await ada.notes.getByRole('button', { name: 'Choose' }).click()
    await reads(ada.notes, 'note:read section 3 first')
    await expect.poll(isInSight).toBe(true)
    expect(ada.faults).toEqual([])
  })
})

describeInBrowser('a long channel', () => {
  test('loads its last fifty messages, and the earlier ones without moving what is read', async () => {
    await table.addChannel('long')
    await table.openPoll('long', '"A paper far up"')
    for (let at = 1; at <= 60; at += 1) await table.say('ben', 'long', `Message ${at}.`)
    await table.say('ada', 'long', '/grid close')
    await table.say('ada', 'long', '/grid reopen')
    const ada = await table.arrive({ channel: 'long' })
    const messages = ada.page.getByRole('region', { name: 'Messages', exact: true }).getByRole('article')
    await expect.poll(() => messages.count()).toBe(50)
    const first = messages.first()
    const id = await first.getAttribute('data-message')
    const earlier = ada.page.getByRole('button', { name: 'Earlier messages' })
    await earlier.scrollIntoViewIfNeeded()
    // The page hears of it with its next frame: until then, what arrives is scrolled to.
    await ada.page.evaluate(
      'new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard)))',
    )
    const same = ada.page.locator(`[data-message="${id}"]`)
    const before = await topOf(same)
    await earlier.click()
    await earlier.waitFor({ state: 'detached' })
    expect(await messages.count()).toBe((await table.textsIn('long')).length)
    expect(Math.abs((await topOf(same)) - before)).toBeLessThanOrEqual(unseen)

    // A link to a message that isn't loaded loads what is between.
    await ada.page.reload()
    await expect.poll(() => messages.count()).toBe(50)
    await messages.last().getByRole('link', { name: 'Go to the poll' }).click()
    const poll = ada.poll('A paper far up')
    await expect.poll(() => poll.and(ada.page.locator(':focus')).count()).toBe(1)
    expect(ada.faults).toEqual([])
  })
})
