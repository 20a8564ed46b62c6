import { expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { openTable } from '../browser/table.ts'
import { reads } from '../browser/visitor.ts'

const table = openTable()
const noConnection = 'No connection to Cruxgrid. Trying again…'

describeInBrowser('without a connection', () => {
  test('words wait in the box and a press waits too, and both arrive once when it is back', async () => {
    await table.addChannel('lost')
    await table.openPoll('lost', '"A paper in between"')
    const ada = await table.arrive({ channel: 'lost' })
    const { page, composer, notes } = ada
    const banner = page.getByText(noConnection)
    await ada.poll('A paper in between').waitFor()
    await table.crash()
    await banner.waitFor()
    await ada.type('Said in between')
    await ada.poll('A paper in between').getByRole('button', { name: 'Cog · Worst' }).click()
    await expect.poll(() => composer.inputValue()).toBe('Said in between')
    expect(await notes.count()).toBe(0)

    await table.restart()
    await reads(page.getByRole('status'), 'Connected again.')
    await banner.waitFor({ state: 'detached' })
    await page.getByRole('article', { name: 'Ada' }).filter({ hasText: 'Said in between' }).waitFor()
    await reads(notes, 'Your vote: Cognitivist science × Worst-case.')
    expect(await composer.inputValue()).toBe('')
    expect((await table.textsIn('lost')).filter((text) => text === 'Said in between')).toHaveLength(1)
    expect(await notes.count()).toBe(1)
  })

  test('what has arrived though its answer was lost is not done twice', async () => {
    await table.addChannel('twice')
    const ada = await table.arrive({ channel: 'twice' })
    let calls = 0
    await ada.page.route('**/api/call', async (route) => {
      calls += 1
      const response = await route.fetch()
      await (calls === 1 ? route.abort() : route.fulfill({ response }))
    })
    await ada.type('/grid poll "A paper that is asked about once"')
    await ada.poll('A paper that is asked about once').waitFor()
    await expect.poll(() => calls).toBe(2)
    await expect.poll(() => ada.composer.inputValue()).toBe('')
    expect(await table.textsIn('twice')).toEqual([
      '/grid poll "A paper that is asked about once"',
      'Ada opened a poll: A paper that is asked about once',
    ])
    expect(await ada.notes.count()).toBe(0)
  })

  test('Try now tries at once, however long the next try is away', async () => {
    const { page } = await table.arrive({ channel: 'general' })
    await page.clock.install()
    await page.route('**/api/events?*', (route) => route.abort())
    await page.evaluate('dispatchEvent(new Event("offline"))')
    const banner = page.getByText(noConnection)
    await banner.waitFor()
    // From now on nothing is tried by itself.
    await page.clock.pauseAt(await page.evaluate<number>('Date.now() + 60_000'))
    await page.unroute('**/api/events?*')
    // Playwright's own clicks wait for the clock.
    await page.evaluate("document.querySelector('.banner button')?.click()")
    await banner.waitFor({ state: 'detached' })
  })

  test('words that are changed while they wait are not sent as they were', async () => {
    await table.addChannel('changed')
    const ada = await table.arrive({ channel: 'changed' })
    await ada.page.route('**/api/call', (route) => route.abort())
    await ada.type('Not like this')
    await expect.poll(() => ada.composer.inputValue()).toBe('Not like this')
    await ada.composer.fill('But like that')
    await ada.page.unroute('**/api/call')
    await ada.composer.press('Enter')
    await ada.page.getByRole('article', { name: 'Ada' }).waitFor()
    expect(await table.textsIn('changed')).toEqual(['But like that'])
  })
})

describeInBrowser('what is new', () => {
  test('is counted for each channel and person, has a line above it, and is read at the end', async () => {
    await table.addChannel('papers')
    for (let at = 1; at <= 12; at += 1) await table.say('ben', 'papers', `Message ${at}`)
    const ada = await table.arrive({ channel: 'papers' })
    const { page } = ada
    const link = (name: string) =>
      page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name, exact: true })
    const line = page.getByRole('listitem').filter({ hasText: /^New$/ })
    await link('general').click()
    await page.getByRole('textbox', { name: 'Message in general' }).waitFor()
    for (const text of ['One', 'Two', 'Three']) await table.say('ben', 'papers', text)
    await link('papers, 3 new').waitFor()
    expect(await link('papers, 3 new').textContent()).toContain('papers, 3 new')
    // It is kept in the browser.
    await page.reload()
    await link('papers, 3 new').click()
    await line.waitFor()
    const next = line.locator('xpath=following-sibling::li[1]')
    await reads(next, 'One')
    await link('papers').waitFor()
    await expect.poll(() => page.title()).toBe('#papers · Cruxgrid')

    const view = page.getByRole('region', { name: 'Messages', exact: true })
    await view.evaluate((element) => element.scrollTo(0, 0))
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    await table.say('ben', 'papers', 'Four')
    await table.say('cleo', 'papers', 'Five')
    await expect.poll(() => page.title()).toMatch(/^\(2\) #papers/)
    await reads(next, 'Four')
    await view.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await expect.poll(() => page.title()).toBe('#papers · Cruxgrid')
    await line.waitFor({ state: 'detached' })
    await link('papers').waitFor()
    expect(ada.faults).toEqual([])
  })

  test('is the same when the connection was lost, and a poll that waits for a vote is marked until it has it', async () => {
    await table.addChannel('waiting')
    const ada = await table.arrive({ channel: 'waiting' })
    const { page, poll } = ada
    const link = (name: string) =>
      page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name, exact: true })
    await table.crash()
    await page.getByText(noConnection).waitFor()
    await table.restart()
    const id = await table.openPoll('waiting', '"A waiting paper"')
    const waiting = poll('A waiting paper').getByText('Waiting for your vote')
    await waiting.waitFor()
    await link('waiting, 1 poll waiting for your vote').waitFor()
    await table.vote('ben', 'waiting', id, '4')
    await reads(poll('A waiting paper'), '1 vote')
    expect(await waiting.count()).toBe(1)
    await poll('A waiting paper').getByRole('button', { name: 'Unsure about both' }).click()
    await waiting.waitFor({ state: 'detached' })
    await link('waiting').waitFor()
  })
})
