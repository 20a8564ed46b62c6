import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { PollExport } from '../../src/export/poll-json.ts'
import { sourcesDown } from '../paper/offline.ts'
import { repeats } from '../repeats.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { describeInBrowser } from './chromium.ts'
import { launchBrowser } from './launch.ts'
import { desktop, phone, reads, type Visitor, visit, watch } from './visitor.ts'

const paper = 'https://arxiv.org/abs/2204.05863'
const title = 'arXiv:2204.05863'
const agentFoundations = 'Closest example in the essay: Agent foundations.'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser

/** How somebody looks at the page. */
type Look = Pick<BrowserContextOptions, 'viewport' | 'colorScheme'>

const database = () => join(directory.path, 'story.db')

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(database(), sourcesDown)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

async function arrive(name: string, look: Look = { viewport: desktop }): Promise<Visitor> {
  const visitor = await visit(browser, cruxgrid.address, look)
  if (name !== 'Ada') await visitor.speakAs(name)
  return visitor
}

/** Presses a button of a poll's message. */
async function press({ page, poll }: Visitor, on: string, button: string): Promise<void> {
  // What has just come under a pointer that rests takes no click.
  await page.mouse.move(0, 0)
  await poll(on).getByRole('button', { name: button, exact: true }).click()
}

/** The buttons of the poll that are shown as pressed: that of the reader's own vote. */
const ownCell = ({ poll }: Visitor, name?: string) =>
  poll(title).getByRole('button', { pressed: true, ...(name !== undefined && { name }) })

/** Chooses in the poll's private panel. */
async function chooseMore(visitor: Visitor, on: string, button: string): Promise<void> {
  await press(visitor, on, 'More…')
  await visitor.notes.getByRole('button', { name: button, exact: true }).press('Enter')
}

/** Whether a line is within the part of the conversation that is shown. */
const isInSight = (line: Locator): Promise<boolean> =>
  line.evaluate((element) => {
    const view = element.closest('.scroll')?.getBoundingClientRect()
    const { top } = element.getBoundingClientRect()
    return view !== undefined && view.top <= top && top < view.bottom
  })

async function contentOf(page: Page, start: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), start()])
  return readFile(await download.path(), 'utf8')
}

const looks: readonly [string, Look][] = [
  ['on a phone in the dark', { viewport: phone, colorScheme: 'dark' }],
  ['at a desk in the light', { viewport: desktop, colorScheme: 'light' }],
]

for (const [where, look] of looks.slice(0, repeats(1, looks.length)))
  describeInBrowser(`three people place a paper ${where}`, () => placing(look))

function placing(look: Look): void {
  let home: Cruxgrid
  let ada: Visitor
  let ben: Visitor
  let cleo: Visitor

  beforeAll(async () => {
    home = await startCruxgrid(join(directory.path, `${look.colorScheme}.db`), sourcesDown)
    const arriveAt = async (name: string) => {
      const visitor = await visit(browser, home.address, look)
      if (name !== 'Ada') await visitor.speakAs(name)
      return visitor
    }
    ;[ada, ben, cleo] = await Promise.all([arriveAt('Ada'), arriveAt('Ben'), arriveAt('Cleo')])
  })

  afterAll(async () => {
    await Promise.all([ada, ben, cleo].map((visitor) => visitor?.page.context().close()))
    await home?.end('SIGTERM')
  })

  afterEach(() => {
    expect([...ada.faults, ...ben.faults, ...cleo.faults]).toEqual([])
  })

  test('a poll is opened by typing, with the completions taken by keyboard', async () => {
    const { page, composer, poll } = ada
    await composer.press('/')
    await page.getByRole('option', { name: '/grid' }).waitFor()
    await composer.press('Tab')
    await composer.pressSequentially('po')
    await page.getByRole('option', { name: /^poll/ }).waitFor()
    await composer.press('ArrowDown')
    await composer.press('Enter')
    expect(await composer.inputValue()).toBe('/grid poll ')
    await composer.pressSequentially(paper)
    await composer.press('Enter')
    await reads(poll(title), 'nobody has voted yet')
    expect(await composer.inputValue()).toBe('')
  })

  test('while new completions are on their way, none is taken that no longer fits', async () => {
    const { page, composer } = ada
    await composer.fill('/grid ')
    await page.getByRole('option', { name: /^close/ }).waitFor()
    const { promise: mayPass, resolve: pass } = Promise.withResolvers<void>()
    await page.route('**/api/suggest', (route) => mayPass.then(() => route.continue()))
    await composer.pressSequentially('po')
    await composer.press('Tab')
    expect(await composer.inputValue()).toBe('/grid poll ')
    pass()
    await page.unrouteAll({ behavior: 'wait' })
    await composer.fill('')
  })

  test('whoever types fast has completions of all they typed', async () => {
    const { page, composer } = ada
    await composer.pressSequentially(`/grid results ${title.slice(0, 12)}`)
    await page.getByRole('option', { name: title }).waitFor()
    await composer.fill('')
  })

  test('one press is a vote: its voter alone is told what, and everybody sees the tally at once', async () => {
    await press(ben, title, 'Cog · Worst, Cognitivist science × Worst-case')
    await reads(
      ben.notes,
      'Your vote: Cognitivist science × Worst-case. Shown with your name to everyone here.',
    )
    await reads(ben.notes, agentFoundations)
    await reads(ada.poll(title), '1 Cognitivist × Worst-case')
    expect(await ada.notes.count()).toBe(0)
    expect(await ada.page.getByText('Agent foundations').count()).toBe(0)
    await ownCell(ben, 'Cog · Worst, Cognitivist science × Worst-case').waitFor()
    expect(await ownCell(ada).count()).toBe(0)
  })

  test('a full ballot holds a reason, and a refusal loses nothing that was typed', async () => {
    await reads(cleo.poll(title), '1 vote')
    await press(cleo, title, 'Full ballot…')
    const form = cleo.page.getByRole('dialog', { name: 'Your vote' })
    await form
      .getByRole('textbox', { name: 'Your reason' })
      .fill('It measures behaviour, not what is inside.')
    await form.getByRole('button', { name: 'Vote' }).click()
    await reads(form.getByRole('alert'), 'Not saved: ')
    await form
      .getByRole('group', { name: /^Approach/ })
      .getByLabel('Behaviorist science')
      .check()
    await form
      .getByRole('group', { name: /^Case focus/ })
      .getByLabel('Average-case')
      .check()
    await form.getByRole('group', { name: 'Confidence' }).getByLabel('4').check()
    await form.getByRole('button', { name: 'Vote' }).click()
    await reads(cleo.notes, 'It measures behaviour, not what is inside.')
    await reads(cleo.notes, '4 of 5')
    await reads(ben.poll(title), '2 votes')
  })

  test('another press changes the vote, Withdraw takes it back, Neither and Unsure are answers too', async () => {
    await press(ben, title, 'Eng · Avg, Engineering × Average-case')
    await reads(ben.notes, 'to Engineering × Average-case.')
    await reads(ada.poll(title), '1 Engineering × Average-case, 1 Behaviorist × Average-case')
    await ben.notes.getByRole('button', { name: 'Withdraw' }).press('Enter')
    await reads(ben.notes, 'has been withdrawn')
    await reads(ada.poll(title), '1 Behaviorist × Average-case')
    await expect.poll(() => ownCell(ben).count()).toBe(0)
    await press(ben, title, 'Neither (applications): applications research')
    await reads(ben.notes, 'Your vote: applications research (off the grid).')
    expect(await ben.notes.count()).toBe(1)
    await press(ada, title, 'Unsure about both')
    await reads(ada.notes, 'Your vote: unsure about both.')
    await reads(cleo.poll(title), '1 Behaviorist × Average-case, 1 applications research, 1 unsure')
  })

  test('a blind poll tells how many have voted and nothing else, until it is revealed', async () => {
    const title = 'Risks from Learned Optimization'
    await ada.type(`/grid poll ${title} blind`)
    await press(ben, title, 'Eng · Worst, Engineering × Worst-case')
    await reads(ada.poll(title), 'Open, votes hidden · 1 person has voted')
    expect(await ada.poll(title).getByRole('table').count()).toBe(0)
    await chooseMore(ada, title, 'Reveal votes')
    // The button that asks has the name of the one that confirms.
    const question = ada.notes.filter({ hasText: 'Reveal the 1 vote' })
    await question.getByRole('button', { name: 'Reveal votes' }).press('Enter')
    await reads(cleo.poll(title), '1 Engineering × Worst-case')
    await reads(cleo.poll(title), 'names are shown to everyone in this channel')
  })

  test('an anonymous poll names nobody, not even in its report', async () => {
    const title = 'AI Control'
    await ada.type(`/grid poll ${title} anonymous`)
    await press(ben, title, 'Eng · Worst, Engineering × Worst-case')
    await reads(ben.notes, 'Your vote: Engineering × Worst-case.')
    await reads(ada.poll(title), 'anonymous: nobody here can see who voted what')
    // Buttons move down a line when the first vote arrives; nobody presses one while it moves.
    await reads(ada.poll(title), '1 person has voted')
    await chooseMore(ada, title, 'Full report')
    const report = ada.notes.filter({ has: ada.page.getByRole('heading', { name: title }) })
    await reads(report, '1 person has voted')
    expect(await report.textContent()).not.toContain('Ben')
  })

  test('closing posts the outcome in the thread, and a re-vote opens round 2, which is compared with it', async () => {
    await chooseMore(ada, title, 'Close round 1')
    await reads(cleo.poll(title), '· round 1 · ')
    await cleo.poll(title).getByRole('link', { name: '1 reply' }).press('Enter')
    await reads(cleo.thread, 'It measures behaviour, not what is inside.')
    await reads(cleo.thread, 'Cleo, Behaviorist × Average-case')
    await cleo.leaveThread()
    expect(
      await ben
        .poll(title)
        .getByRole('button', { name: 'Cog · Worst, Cognitivist science × Worst-case' })
        .count(),
    ).toBe(0)

    await ada.poll(title).getByRole('link', { name: '1 reply' }).press('Enter')
    const outcome = ada.thread.getByRole('article').filter({ hasText: 'Round 1 is closed.' })
    await outcome.getByRole('button', { name: 'New round' }).click()
    await reads(cleo.poll(title), 'Round 2 · opened by')
    await press(cleo, title, 'Cog · Worst, Cognitivist science × Worst-case')
    await reads(cleo.notes, agentFoundations)
    await cleo.notes.getByRole('button', { name: 'What moved you?' }).press('Enter')
    const form = cleo.page.getByRole('dialog', { name: 'What moved you?' })
    await form.getByRole('textbox').fill('Section 4')
    await form.getByRole('button', { name: 'Save' }).click()
    await reads(cleo.notes, 'Section 4')
    await reads(ben.poll(title), '1 vote')
    await chooseMore(ben, title, 'Full report')
    await reads(ben.notes, 'Only 1 person has voted in both rounds, too few to compare.')
  })

  test('the picture tells who is in a cell that is pointed at, arrows and all', async () => {
    const picture = ben.poll(title).getByRole('figure')
    await picture.getByText('moved since round 1').waitFor()
    await picture.locator('[data-part="cell-8"]').hover()
    await reads(picture.locator('figcaption'), 'Cognitivist science, Worst-case: 1 vote')
    await reads(picture.locator('figcaption'), 'Cleo')
  })

  test('a topic is explained to whoever asks, in brief and whole, and to everyone once it is shared', async () => {
    await ben.type('/grid explain AI control')
    const note = ben.notes.filter({ hasText: 'AI control. Arranging things' })
    await note.getByRole('button', { name: 'More', exact: true }).click()
    await note.getByRole('img', { name: /^AI control: Behaviorist science × Worst-case/ }).waitFor()
    // However much there is, its first line is in sight.
    expect(await isInSight(note.locator('.view p').first())).toBe(true)
    const shared = 'Explanation · shared by Ben'
    expect(await cleo.page.getByText(shared).count()).toBe(0)
    await note.getByRole('button', { name: 'Share', exact: true }).click()
    for (const { page } of [cleo, ben]) await page.getByText(shared).waitFor()
    expect(await cleo.page.getByText('Why it is there').count()).toBe(0)
  })

  test('a mention is answered in the thread of its message', async () => {
    await ben.type('@Cruxgrid what is scalable oversight?')
    const asked = cleo.page.getByRole('article').filter({ hasText: '@Cruxgrid what is scalable oversight?' })
    await asked.getByRole('link', { name: '1 reply' }).click()
    await reads(cleo.thread, 'Scalable oversight. Ways for people')
    await cleo.leaveThread()
  })

  test('what the buttons of a poll mean, and what sets two of them apart', async () => {
    await press(ben, title, 'What do these mean?')
    const note = ben.notes.filter({ hasText: 'Torn between two?' })
    await reads(note, 'Worst About the worst that could happen: rare, hidden or caused on purpose.')
    await note.getByLabel('Torn between two?').selectOption('Pess or Worst?')
    await note.getByRole('button', { name: 'Choose', exact: true }).click()
    await reads(note, 'Yes: Worst-case. No: Pessimistic-case.')
    await note.getByRole('button', { name: 'Another term' }).click()
    await ben.page
      .getByRole('dialog', { name: 'Explain a term' })
      .getByRole('button', { name: 'Cancel' })
      .click()
  })
}

describeInBrowser('what was said stays', () => {
  const title = 'Concrete Problems in AI Safety'

  test('after kill -9 the same page shows everything again, without a reload', async () => {
    const ada = await arrive('Ada')
    await ada.type(`/grid poll ${title}`)
    await press(ada, title, 'Behav · Pess, Behaviorist science × Pessimistic-case')
    await reads(ada.notes, 'Your vote: Behaviorist science × Pessimistic-case.')
    const { port } = new URL(cruxgrid.address)
    await cruxgrid.end('SIGKILL')
    await reads(ada.page.getByRole('status'), 'No connection to Cruxgrid. Trying again…')
    cruxgrid = await startCruxgrid(database(), { ...sourcesDown, PORT: port })
    await reads(ada.page.getByRole('status'), 'Connected again.')
    await press(ada, title, 'Cog · Pess, Cognitivist science × Pessimistic-case')
    await reads(ada.poll(title), '1 Cognitivist × Pessimistic-case')
    const cleo = await arrive('Cleo')
    await reads(cleo.poll(title), '1 Cognitivist × Pessimistic-case')
    await ada.page.context().close()
  })

  test('the page of a poll can be read by its address alone, and is the same files as the export', async () => {
    const ada = await arrive('Ada')
    await chooseMore(ada, title, 'Export')
    const file = ada.notes.getByRole('link', { name: /^Download .*\.json$/ })
    const exported = await contentOf(ada.page, () => file.click())
    const { poll, rounds } = PollExport.parse(JSON.parse(exported))
    expect(rounds[0]?.ballots).toMatchObject([{ voter: { name: 'Ada' }, row: 2, column: 1 }])

    const page = await ada.page.context().newPage()
    const faults = watch(page)
    await page.goto(`${cruxgrid.address}/p/${poll.id}`)
    await page.getByRole('heading', { name: title }).waitFor()
    await page.locator('figure svg').waitFor()
    await page.getByRole('table').waitFor()
    await reads(page.getByRole('main'), '1 vote, at Cognitivist × Pessimistic-case.')
    expect(
      await page
        .getByRole('button', { name: 'Cog · Pess, Cognitivist science × Pessimistic-case', exact: true })
        .count(),
    ).toBe(0)
    const json = page.getByRole('link', { name: /^Download .* \d{4}\.json$/ })
    expect(await contentOf(page, () => json.click())).toBe(exported)
    const csv = page.getByRole('link', { name: /^Download .* \d{4}\.csv$/ })
    expect(await contentOf(page, () => csv.click())).toContain('Ada')
    const files = await page.getByRole('link', { name: /^Download / }).allTextContents()
    expect(new Set(files.map((name) => name.replace(/\.\w+$/, ''))).size).toBe(1)
    expect(files.map((name) => name.replace(/^.*\./, ''))).toContain('png')
    expect([...faults, ...ada.faults]).toEqual([])
  })
})

describeInBrowser('while a channel is being loaded', () => {
  test('what is told isn’t lost', async () => {
    const { page, poll } = await arrive('Ada')
    const told = Promise.withResolvers<void>()
    const loaded = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let loads = 0
    await page.route('**/api/messages?*', async (route) => {
      const response = await route.fetch()
      loaded[loads++]?.resolve()
      await told.promise
      await route.fulfill({ response })
    })
    await page.reload({ waitUntil: 'commit' })
    // Once at first, once when the page listens.
    await Promise.all(loaded.map(({ promise }) => promise))
    await page.evaluate(`new Promise((ready) => {
      const source = new EventSource('/api/events?person=web:ben')
      window.heard = new Promise((posted) => source.addEventListener('posted', () => posted(1)))
      source.addEventListener('ready', () => ready(1))
    })`)
    await cruxgrid.say({ person: 'web:ben', channel: 'reading-group' }, '/grid poll A paper told meanwhile')
    await page.evaluate('window.heard')
    told.resolve()
    await poll('A paper told meanwhile').waitFor()
  })
})

describeInBrowser('on a phone', () => {
  test('the first screen leads to a poll, and nothing is wider than the screen', async () => {
    const { page, poll, notes, composer, thread, leaveThread, faults, speakAs, openMenu } = await arrive(
      'Dan',
      {
        viewport: phone,
      },
    )
    const isTooWide = () => page.evaluate('document.documentElement.scrollWidth > innerWidth')
    await openMenu()
    await page.getByRole('navigation', { name: 'Channels' }).getByRole('link', { name: 'general' }).click()
    const heading = page.getByRole('heading', { name: 'Where does this paper sit?' })
    await heading.waitFor()
    const screen = await page.getByRole('region', { name: 'Messages' }).boundingBox()
    expect((await heading.boundingBox())?.y).toBeGreaterThan(screen?.y ?? Infinity)
    expect(await isTooWide()).toBe(false)
    await page.getByRole('button', { name: /^AI Control/ }).click()
    const asked = poll('AI Control: Improving Safety Despite Intentional Subversion')
    await asked.getByRole('button', { name: 'Eng · Worst, Engineering × Worst-case' }).click()
    await reads(notes, 'Your vote: Engineering × Worst-case.')
    await reads(asked, '1 vote')
    expect(await isTooWide()).toBe(false)
    await asked.getByRole('button', { name: 'Full ballot…' }).click()
    await page.getByRole('dialog').getByLabel('Pessimistic-case').check()
    expect(await isTooWide()).toBe(false)
    await page.getByRole('dialog').getByRole('button', { name: 'Vote' }).click()
    await reads(notes, 'to Engineering × Pessimistic-case.')
    await speakAs('Eve')
    expect(await notes.count()).toBe(0)
    await asked.getByRole('link', { name: 'Reply in thread' }).click()
    await page.getByRole('textbox', { name: 'Reply in this thread' }).fill('I am not so sure.')
    await page.getByRole('textbox', { name: 'Reply in this thread' }).press('Enter')
    await reads(thread.getByRole('article', { name: 'Eve' }), 'I am not so sure.')
    expect(await isTooWide()).toBe(false)
    await leaveThread()
    await reads(asked, '1 reply')
    await composer.waitFor()
    expect(faults).toEqual([])
  })
})
