import { describe, expect, test } from 'vitest'
import type { Card, Part, View } from '../../src/chat/view.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

type Seat = ReturnType<TestBot['as']>

const hourMs = 3_600_000
const linkTo = async ({ id }: { readonly id: string }) => `https://table.example/m/${id}`

async function askHome({ ask }: Seat): Promise<View> {
  const answer = await ask({ command: 'home', args: {} })
  if (answer.kind !== 'shown') throw new Error('Nothing was shown')
  return answer.view
}

/** Somebody who looks at their start page, which is in no channel. */
const atHome = (table: TestBot, name: string): Seat => table.as(name, 'member', { channel: 'home' })

/** The titles of the cards of the start page, by the heading that they are under. */
async function sections(person: Seat): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, string[]> = {}
  let heading = ''
  for (const part of (await askHome(person)).parts) {
    if (part.kind === 'heading') heading = String(part.text)
    if (part.kind === 'card') found[heading] = [...(found[heading] ?? []), part.title]
  }
  return found
}

const isCard = (part: Part): part is Card => part.kind === 'card'

/** The card of a paper on somebody's start page. */
async function cardOf(person: Seat, title: string): Promise<Card> {
  const card = (await askHome(person)).parts.filter(isCard).find((one) => one.title === title)
  if (card === undefined) throw new Error(`${title} is not there`)
  return card
}

/** Opens a poll, a second after the one before. */
async function opens(table: TestBot, words: string, where: { channel?: string } = {}): Promise<void> {
  table.clock.advance(1000)
  await table.as('Ada', 'member', where).type(`poll ${words}`)
}

describe('the start page', () => {
  test('begins with what waits for the person, soonest closing first; what they voted in is newest first', async () => {
    await using table = await startTestBot()
    await opens(table, 'In three days closes:3d')
    await opens(table, 'In an hour closes:1h')
    await opens(table, 'In two days closes:2d')
    const ben = atHome(table, 'Ben')
    expect(await sections(ben)).toEqual({
      'Waiting for you': ['In an hour', 'In two days', 'In three days'],
    })
    const [first, second] = table.said
    for (const board of [first, second]) await ben.press(board ?? table.last(), 'Cog · Worst')
    expect(await sections(ben)).toEqual({
      'Waiting for you': ['In two days'],
      Open: ['In an hour', 'In three days'],
    })
  })

  test('ten polls wait at most, and ten more are open', async () => {
    await using table = await startTestBot()
    for (let i = 0; i < 22; i += 1) await opens(table, `Paper ${i} closes:1d`)
    const { 'Waiting for you': waiting = [], Open: open = [] } = await sections(atHome(table, 'Ben'))
    expect([waiting.length, waiting[0], waiting[9]]).toEqual([10, 'Paper 0', 'Paper 9'])
    expect([open.length, open[0], open[9]]).toEqual([10, 'Paper 21', 'Paper 12'])
  })

  test('of a channel that somebody sees and isn’t in, only what they were asked waits for them', async () => {
    await using table = await startTestBot()
    await opens(table, 'For everyone')
    await opens(table, 'For Cleo expect:table:cleo')
    table.left('table:cleo')
    expect(await sections(atHome(table, 'Cleo'))).toEqual({
      'Waiting for you': ['For Cleo'],
      Open: ['For everyone'],
    })
  })

  test('nothing waits for somebody who may not vote', async () => {
    await using table = await startTestBot()
    await opens(table, 'A paper')
    await table.as('Mona', 'manager').type('settings deny add:table:ben')
    const ben = table.as('Ben')
    expect(await sections(ben)).toEqual({ Open: ['A paper'] })
    expect(await cardOf(ben, 'A paper')).not.toHaveProperty('body')
  })

  test('ends with the five polls that closed last, within seven days', async () => {
    await using table = await startTestBot()
    for (let i = 0; i < 6; i += 1) {
      await opens(table, `Paper ${i}`)
      await table.as('Ada').type('close')
    }
    const ben = table.as('Ben')
    expect(await sections(ben)).toEqual({
      'Just closed': ['Paper 5', 'Paper 4', 'Paper 3', 'Paper 2', 'Paper 1'],
    })
    expect((await cardOf(ben, 'Paper 5')).buttons.map(({ label }) => label)).toEqual(['Full report'])
    table.clock.advance(7 * 24 * hourMs + 1)
    expect(await sections(ben)).toEqual({})
    expect(wordsOf(await ben.ask({ command: 'home', args: {} }))).toContain('No open polls.')
  })

  test('has no poll that somebody doesn’t see, whether open or closed', async () => {
    await using table = await startTestBot()
    await opens(table, 'Open there expect:table:ben', { channel: 'closed' })
    await opens(table, 'Closed there', { channel: 'closed' })
    await table.as('Ada', 'member', { channel: 'closed' }).type('close Closed there')
    table.hide('closed', 'Ben')
    expect(await sections(atHome(table, 'Ben'))).toEqual({})
    expect(await sections(atHome(table, 'Cleo'))).toEqual({
      'Waiting for you': ['Open there'],
      'Just closed': ['Closed there'],
    })
  })
})

describe('a poll on the start page', () => {
  test('leads to its message, and says where it is, how it stands and what the person voted', async () => {
    await using table = await startTestBot({ linkTo })
    await opens(table, 'A paper expect:table:ben,table:cleo closes:4 Dec 17:00')
    const board = table.last()
    const ben = table.as('Ben')
    const { title, url, subtitle, body, buttons } = await cardOf(ben, 'A paper')
    expect({ title, url, body }).toEqual({
      title: 'A paper',
      url: `https://table.example/m/${board.message.id}`,
      body: "You haven't voted.",
    })
    expect(subtitle).toEqual([
      { place: expect.objectContaining({ channel: 'main' }) },
      ' · ',
      'Open',
      ' · ',
      '0 of 2 have voted',
      ' · closes ',
      'Fri 4 Dec, 17:00 (UTC)',
    ])
    expect(buttons.map(({ label }) => label)).toEqual(['Full ballot…', 'Full report'])
    await ben.press(board, 'Eng · Worst')
    expect(await cardOf(ben, 'A paper')).toMatchObject({
      body: 'You voted: Engineering × Worst-case.',
      subtitle: expect.arrayContaining(['1 of 2 has voted']),
    })
    expect((await cardOf(table.as('Cleo'), 'A paper')).body).toBe("You haven't voted.")
  })

  test('says in a later round, and after the close, what the person voted there', async () => {
    await using table = await startTestBot()
    await opens(table, 'A paper')
    const [ada, ben, cleo] = [table.as('Ada'), table.as('Ben'), table.as('Cleo')]
    await ben.press(table.last(), 'Eng · Worst')
    await ada.type('close')
    expect((await cardOf(ben, 'A paper')).body).toBe('You voted: Engineering × Worst-case.')
    expect((await cardOf(cleo, 'A paper')).body).toBe("You didn't vote.")
    await ada.type('revote')
    expect((await cardOf(ben, 'A paper')).body).toBe("You haven't voted in this round.")
  })

  test('tells a person alone of their own vote in an anonymous one, and no turnout; nothing once it is sealed', async () => {
    await using table = await startTestBot()
    await opens(table, 'A paper anonymous sure expect:table:ben,table:cleo')
    const ben = table.as('Ben')
    await ben.press(table.last(), 'Eng · Worst')
    const { body, subtitle } = await cardOf(ben, 'A paper')
    expect(body).toBe('You voted: Engineering × Worst-case.')
    expect(subtitle).toContain('1 person has voted')
    const seenByCleo = await cardOf(table.as('Cleo'), 'A paper')
    expect(seenByCleo).toMatchObject({ subtitle, body: "You haven't voted." })
    const mona = table.as('Mona', 'manager')
    await mona.type('close')
    expect((await cardOf(ben, 'A paper')).body).toBe('You voted: Engineering × Worst-case.')
    await mona.type('seal sure')
    expect(await cardOf(ben, 'A paper')).not.toHaveProperty('body')
  })
})

describe('a reading group on the start page', () => {
  test('says when and where it meets next, and whether the person is coming', async () => {
    await using table = await startTestBot()
    const mona = table.as('Mona', 'manager')
    await mona.press(await mona.type('reading schedule wed 17:00 UTC'), 'Confirm')
    const ben = table.as('Ben')
    const home = async () => wordsOf(await ben.ask({ command: 'home', args: {} }))
    expect(await home()).toContain('Next session: Wed 25 Nov, 17:00 (UTC) in #main · no paper yet')
    table.clock.advance(2 * hourMs)
    await table.quiet()
    expect(await home()).not.toMatch(/You're (?:not )?coming/)
    const press = async (label: string) => ben.press(await askHome(ben), label)
    await press('Coming')
    expect(await home()).toContain("You're coming.")
    await press('Not this time')
    expect(await home()).toContain("You're not coming this time.")
  })
})
