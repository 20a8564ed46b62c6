import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { formOf, startTestBot, wordsOf } from '../test-bot.ts'

const hourMs = 3_600_000
const paper = 'https://arxiv.org/abs/2312.06942'

/** A chat that makes offers, with a channel whose manager has switched them on. */
async function offering() {
  const table = await startTestBot({ makesOffers: true })
  const mona = table.as('Mona', 'manager')
  expect(wordsOf(await mona.submit(await mona.type('settings offers:on'), {}))).toContain(
    'Offer to place linked papers: yes, to the person who posts the link',
  )
  const links = (who: ReturnType<typeof table.as>, text: string): Promise<Answer> =>
    who.ask({ command: 'offer', args: { text } })
  return { ...table, mona, links, ben: table.as('Ben') }
}

const offered = 'Place “arXiv:2312.06942” on the grid?'

test('who links a paper is asked whether to place it, and the form is filled in', async () => {
  await using table = await offering()
  const offer = await table.links(table.ben, `Read ${paper} and https://example.org/other`)
  expect(wordsOf(offer)).toBe(`${offered}\n[Place it] [Not now] [Stop offering]`)
  const form = formOf(await table.ben.press(offer, 'Place it'))
  expect(form.fields.find(({ name }) => name === 'paper')?.value).toBe(paper)
  expect(wordsOf(await table.ben.press(offer, 'Not now'))).toBe('Nothing was changed.')
})

describe('nothing is offered', () => {
  test('for links that are no certain paper', async () => {
    await using table = await offering()
    for (const text of [
      'https://example.org/a-page',
      'https://arxiv.org/list/cs.AI/recent',
      'https://openreview.net/group?id=ICLR.cc/2025',
      'no link at all',
    ])
      expect(wordsOf(await table.links(table.ben, text))).toBe('')
    expect(wordsOf(await table.links(table.ben, paper))).toContain(offered)
  })

  test('while a poll is open on it in the channel, and again once it is closed', async () => {
    await using table = await offering()
    await table.as('Ada').type(`poll ${paper}`)
    expect(wordsOf(await table.links(table.ben, paper))).toBe('')
    expect(wordsOf(await table.links(table.ben, `${paper} or arXiv:1906.01820`))).toContain('1906.01820')
    await table.as('Ada').type('close 2312.06942')
    table.clock.advance(hourMs)
    expect(wordsOf(await table.links(table.ben, paper))).toContain(offered)
  })

  test('in a channel whose manager hasn’t switched it on, and where the chat makes no offers', async () => {
    await using table = await offering()
    const elsewhere = table.as('Ben', 'member', { channel: 'elsewhere' })
    expect(wordsOf(await table.links(elsewhere, paper))).toBe('')
    await using other = await startTestBot()
    const mona = other.as('Mona', 'manager')
    const form = formOf(await mona.type('settings offers:on'))
    expect(form.intro?.join()).toContain("I didn't understand “offers:on”")
    expect(form.fields.map(({ name }) => name)).not.toContain('offers')
    expect(wordsOf(await mona.type('settings'))).not.toContain('Offer')
    expect(wordsOf(await mona.type('help settings'))).not.toContain('Offer')
  })

  test('to people who may not open polls there', async () => {
    await using table = await offering()
    expect(wordsOf(await table.links(table.as('Gus', 'guest'), paper))).toBe('')
    await table.mona.ask({ command: 'settings deny', args: { add: 'table:mal' } })
    expect(wordsOf(await table.links(table.as('Mal'), paper))).toBe('')
  })
})

test('a person has one offer an hour, and a channel three a day', async () => {
  await using table = await offering()
  const { links, ben, clock } = table
  const isOffered = async (who: typeof ben, text = paper) => wordsOf(await links(who, text)) !== ''
  expect(await isOffered(ben)).toBe(true)
  clock.advance(hourMs - 1)
  expect(await isOffered(ben, 'https://arxiv.org/abs/1906.01820')).toBe(false)
  clock.advance(1)
  expect(await isOffered(ben)).toBe(true)
  expect(await isOffered(table.as('Ada'))).toBe(true)
  expect(await isOffered(table.as('Cleo'))).toBe(false)
  clock.advance(24 * hourMs)
  // What was refused to the channel wasn't counted of the person.
  expect(await isOffered(table.as('Cleo'))).toBe(true)
})

test('who stops the offers has none until they take it back, which their data say and forgetting ends', async () => {
  await using table = await offering()
  const { links, ben, clock } = table
  const stopped = await ben.press(await links(ben, paper), 'Stop offering')
  expect(wordsOf(stopped)).toBe('Stopped offering to place the papers that you link.\n[Undo]')
  clock.advance(hourMs)
  expect(wordsOf(await links(ben, paper))).toBe('')
  const mine = await ben.type('my-data')
  expect(wordsOf(mine)).toContain('"hasNoOffers": true')
  await ben.press(mine, 'Offer to place papers again')
  expect(wordsOf(await links(ben, paper))).toContain(offered)
  expect(wordsOf(await ben.type('my-data'))).toMatch(/"what": "offer"(?!.*hasNoOffers)/s)
  await ben.ask({ command: 'own-offers', args: { offers: 'off' } })
  await ben.press(await ben.type('forget-me'), 'Delete everything')
  expect(wordsOf(await ben.type('my-data'))).not.toContain('ffer')
})
