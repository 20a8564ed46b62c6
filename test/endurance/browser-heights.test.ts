import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../browser/chromium.ts'
import { launchBrowser } from '../browser/launch.ts'
import { desktop, phone, reads, type Visitor, visit } from '../browser/visitor.ts'
import { sourcesDown } from '../paper/offline.ts'
import { type Cruxgrid, startCruxgrid } from '../running.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

const channel = 'papers'
const title =
  'Sleeper Agents: Training Deceptive LLMs that Persist Through Safety Training, and What That Means For Us'
const reasons = [
  'They report a method that steers outputs better than a prompt does.',
  'Adding a direction and watching what changes is a test of the concept.',
]

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let cruxgrid: Cruxgrid
let browser: Browser
const people = new Map<string, string>()

beforeAll(async () => {
  directory = await temporaryDirectory()
  cruxgrid = await startCruxgrid(join(directory.path, 'heights.db'), sourcesDown)
  for (const name of ['Fay', 'Gus', 'Hal']) await send('/api/people', { name, rank: 'member' })
  const state = (await (await fetch(new URL('/api/state', cruxgrid.address))).json()) as {
    people: { id: string; name: string }[]
  }
  for (const { id, name } of state.people) people.set(name, id)
  await send('/api/channels', { name: channel, people: [...people.values()] })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await cruxgrid?.end('SIGTERM')
  await directory?.[Symbol.asyncDispose]()
})

async function send(path: string, body: object): Promise<string> {
  const { origin } = new URL(cruxgrid.address)
  const response = await fetch(new URL(path, origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  })
  return response.text()
}

const call = (name: string, command: string, args: Readonly<Record<string, string>>): Promise<string> =>
  send('/api/call', { person: people.get(name), channel, zone: 'Europe/Berlin', call: { command, args } })

async function look(viewport: { readonly width: number; readonly height: number }): Promise<Visitor> {
  const visitor = await visit(browser, cruxgrid.address, { viewport })
  const { origin } = new URL(cruxgrid.address)
  await visitor.page.goto(`${origin}/#${new URLSearchParams({ as: 'web:ada', in: channel })}`)
  return visitor
}

/** From the sender's name to the last control, in CSS pixels. */
async function heightOf(message: Locator): Promise<number> {
  const name = await message.getByText('Cruxgrid', { exact: true }).first().boundingBox()
  const last = await message.locator('.view').getByRole('button').last().boundingBox()
  if (name === null || last === null) throw new Error('The message has no name or no button')
  return Math.round(last.y + last.height - name.y)
}

/** By how much the last row of controls reaches beyond the picture; infinite if it doesn't fit one line. */
async function overhangOf(message: Locator): Promise<number> {
  const [first, last, picture] = await Promise.all([
    message.getByRole('button', { name: 'Neither (applications)' }).boundingBox(),
    message.getByRole('button', { name: 'More…' }).boundingBox(),
    message.locator('figure svg').boundingBox(),
  ])
  if (first === null || last === null || picture === null) throw new Error('The message is not whole')
  return first.y === last.y ? last.x + last.width - picture.x - picture.width : Number.POSITIVE_INFINITY
}

/** How many lines a text has, by the height of one. */
async function linesOf(place: Locator, words: string): Promise<number> {
  const box = await place.getByText(words).first().boundingBox()
  return Math.round((box?.height ?? 0) / 22.5)
}

describeInBrowser('the message of a poll', () => {
  test('keeps its height from edit to edit, and is as low as it should be, in every state', async () => {
    const desk = await look(desktop)
    const onPhone = await look(phone)
    const board = desk.poll(title)
    const asked = await call('Ada', 'poll', {
      paper: title,
      closes: 'tomorrow 5pm Berlin',
    })
    const poll = /p_[a-z0-9]{10}/.exec(asked + (await messages()))?.[0] ?? ''
    await reads(board, 'nobody has voted yet')
    expect(await linesOf(board, title)).toBe(2)

    const empty = await heightOf(board)
    expect(await overhangOf(board)).toBeLessThanOrEqual(0)
    const vote = (name: string, answer: string) => call(name, 'vote', { poll, answer })
    await vote('Ada', '0')
    await reads(board, '1 vote ')
    const one = await heightOf(board)
    await vote('Ben', '0')
    await reads(board, '2 votes')
    expect([one, await heightOf(board)]).toEqual([empty, empty])

    await vote('Cleo', '0')
    await reads(board, '3 votes')
    const three = await heightOf(board)
    expect(three).toBeLessThanOrEqual(660)
    await vote('Dan', '0')
    await reads(board, '4 votes')
    expect(await heightOf(board)).toBe(three)

    for (const [name, answer] of [
      ['Eve', '7'],
      ['Fay', '7'],
      ['Gus', '7'],
      ['Hal', '8'],
    ] as const)
      await vote(name, answer)
    await reads(board, '8 votes')
    expect(await heightOf(board)).toBeLessThanOrEqual(705)

    const picture = await onPhone.poll(title).getByRole('figure').boundingBox()
    const first = await onPhone
      .poll(title)
      .getByRole('button', { name: 'Eng · Avg, Engineering × Average-case' })
      .boundingBox()
    if (picture === null || first === null) throw new Error('The phone shows no poll')
    const conversation = await onPhone.page
      .getByRole('region', { name: 'Messages', exact: true })
      .boundingBox()
    expect(first.y + first.height - picture.y).toBeLessThanOrEqual(conversation?.height ?? 0)

    for (const [i, name] of ['Ada', 'Eve'].entries())
      await call(name, 'remark', { poll, round: '1', why: reasons[i] ?? '' })
    await call('Ada', 'close', { paper: poll })
    await reads(board, 'Closed by')
    await board.getByRole('link', { name: '1 reply' }).press('Enter')
    const outcome = desk.thread.getByRole('article').filter({ hasText: 'Round 1 is closed.' })
    await reads(outcome, reasons[1] ?? '')
    for (const reason of reasons) expect(await linesOf(outcome, reason)).toBe(2)
    expect(await heightOf(outcome)).toBeLessThanOrEqual(790)

    await desk.leaveThread()
    await call('Ada', 'share', { poll })
    const shared = desk.page.getByRole('article').filter({ hasText: 'Result of a poll in' })
    await reads(shared, 'To settle:')
    expect(await heightOf(shared)).toBeLessThanOrEqual(560)
  })
})

const messages = async (): Promise<string> =>
  (await fetch(new URL(`/api/messages?person=web:ada&channel=${channel}`, cruxgrid.address))).text()
