import { describe, expect, test } from 'vitest'
import { latest, startTestBot, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'
import { openPoll, seats } from './open-poll.ts'
import { posted, sevenVotes } from './seven-votes.ts'

const minuteMs = 60_000

test('a change can be undone for half an hour, and is final then', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  const first = await chat.ben.press(chat.poll, 'Eng · Avg')
  chat.table.clock.advance(29 * minuteMs)
  expect(wordsOf(await chat.ben.press(first, 'Undo'))).toContain('Cognitivist science × Worst-case')
  const second = await chat.ben.press(chat.poll, 'Eng · Avg')
  chat.table.clock.advance(30 * minuteMs)
  expect(wordsOf(await chat.ben.press(second, 'Undo'))).toContain("This can't be undone any more.")
  expect(wordsOf(await chat.ada.type('results'))).toContain('Engineering × Average-case')
})

test('a restart makes changes final, because they are kept in memory', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  const moved = await chat.ben.press(chat.poll, 'Eng · Avg')
  await chat.table.app.stop()
  await using again = await startTestBot({ database: chat.table.file })
  expect(wordsOf(await seats(again).ben.press(moved, 'Undo'))).toContain("This can't be undone any more.")
})

test('of the changes that many people make, each undoes their own', async () => {
  await using chat = await openPoll()
  await chat.ben.press(chat.poll, 'Cog · Worst')
  await chat.cleo.press(chat.poll, 'Cog · Worst')
  const bens = await chat.ben.press(chat.poll, 'Eng · Avg')
  const cleos = await chat.cleo.press(chat.poll, 'Eng · Pess')
  await chat.ben.press(bens, 'Undo')
  await chat.cleo.press(cleos, 'Undo')
  expect(wordsOf(await chat.ada.type('results'))).toContain('Cognitivist science | 0 | 0 | 2')
})

describe('a vote that is withdrawn once votes are shown, and comes back', () => {
  /** Seven votes of which Ada's crux is the shared one, and what everyone reads of them. */
  async function openSettled() {
    const chat = await openPoll('blind')
    await sevenVotes(chat)
    await chat.ada.type('reveal')
    const list = await posted(chat, 'poll/')
    for (const who of [chat.ben, chat.dan, chat.eve, chat.table.as('Gil'), chat.table.as('Hal')])
      await who.press(await who.press(list, 'Would these move you too?'), 'Mine too')
    await chat.table.until(list, 'Number 1 would move 4 of 4')
    const report = await posted(chat, 'revealed/')
    await chat.ada.press(report, 'We weigh it differently')
    /** The export without the time of the last vote, and with its ballots in an order of their own. */
    const read = async () => {
      const { rounds } = JSON.parse(wordsOf(await chat.ada.type('export json')))
      return rounds.map((round: { ballots: { voter: { id: string }; castAt: string }[] }) => ({
        ...round,
        cruxes: undefined,
        ballots: round.ballots
          .map(({ castAt: _, ...ballot }) => ballot)
          .toSorted((a, b) => (a.voter.id < b.voter.id ? -1 : 1)),
      }))
    }
    return { ...chat, list, read, [Symbol.asyncDispose]: chat.table[Symbol.asyncDispose] }
  }

  async function withdrawAndUndo(chat: Awaited<ReturnType<typeof openSettled>>, who: typeof chat.ada) {
    const withdrawn = await who.press(await who.press(chat.poll, 'Eng · Worst'), 'Withdraw')
    expect(wordsOf(await who.type('my-data'))).not.toContain('"differ"')
    await who.press(withdrawn, 'Undo')
  }

  test('has its depth, guess and place among the counts at the reveal again', async () => {
    await using chat = await openSettled()
    const before = await chat.read()
    expect(JSON.stringify(before)).toContain('"expected":{"cell":2,"share":1}')
    await withdrawAndUndo(chat, chat.ben)
    expect(await chat.read()).toEqual(before)
  })

  test('has its crux again, as the shared one, and why they differ', async () => {
    await using chat = await openSettled()
    await withdrawAndUndo(chat, chat.ada)
    expect(wordsOf(await chat.ada.type('my-data'))).toContain('"differ": "values"')
    await chat.table.until(chat.list, 'would move 4 of 4 for Engineering')
    expect(textOf(latest(chat.list))).toContain('If the red-teaming were the contribution. – Ada')
  })

  test('has its answers to cruxes again, except to one that is gone', async () => {
    await using chat = await openSettled()
    const answersOf = async () => /"cruxes": \{[^}]*\}/.exec(wordsOf(await chat.ben.type('my-data')))?.[0]
    const before = await answersOf()
    expect(before).toContain('"mine"')
    await withdrawAndUndo(chat, chat.ben)
    expect(await answersOf()).toBe(before)
    const again = await chat.ben.press(await chat.ben.press(chat.poll, 'Eng · Worst'), 'Withdraw')
    await chat.ada.type('forget-me sure')
    await chat.ben.press(again, 'Undo')
    expect(await answersOf()).not.toContain('"mine"')
  })
})
