import { expect, test } from 'vitest'
import { PersonId } from '../../src/chat/caller.ts'
import { openPoll } from '../poll/open-poll.ts'
import { posted, sevenVotes } from '../poll/seven-votes.ts'
import { fileIn } from '../reading/held-session.ts'
import { withGroup } from '../reading/test-group.ts'
import { createEventDesk } from '../sessions/event-desk.ts'
import { type Calendar, latest, wordsOf } from '../test-bot.ts'
import { textOf } from '../view-text.ts'

const dead = 'https://meet.example.org/dead'
const alive = 'https://meet.example.org/alive'

test('a call that is dead is replaced everywhere it is shown: announcement, board, bookmark, opening and calendar file', async () => {
  const calendar: Calendar = { entries: new Map(), leavesRemoved: true }
  await using group = await withGroup({ calendar, at: '2026-11-26T12:00:00Z' })
  const { ada, ben, board, goTo, post, table } = group
  await ada.type(`reading schedule where:${dead}`)
  await ben.type('reading add AI Control why:because')
  await goTo('2026-11-30T17:05:00Z')
  const announcement = post('next session')
  const fileOf = async () => fileIn(await ben.press(announcement, 'Add to calendar'))
  expect(await fileOf()).toMatch(/SEQUENCE:0\r\n/)
  await ada.type(`reading next where:${alive}`)
  await goTo('2026-11-30T17:35:00Z')
  for (const message of [announcement, board]) {
    expect(JSON.stringify(latest(message))).toContain(alive)
    expect(JSON.stringify(latest(message))).not.toContain(dead)
  }
  expect([...calendar.entries.values()].map(({ link }) => link)).toEqual([alive])
  const file = await fileOf()
  expect(file).toMatch(/SEQUENCE:1\r\n/)
  expect(file).toContain(`LOCATION:${alive}`)
  expect(file).not.toContain(dead)
  await goTo('2026-12-02T17:01:00Z')
  expect(JSON.stringify(latest(post('session has started')))).toContain(alive)
  await ada.type(`reading next where:${dead}`)
  await goTo('2026-12-02T17:02:00Z')
  expect(wordsOf(await ada.type('reading list'))).not.toContain('Something went wrong')
  expect(table.logged).toEqual([])
})

test('an event that a person deletes or calls off is not made again for its session, and who is coming stays so', async () => {
  const desk = createEventDesk()
  desk.calendar.leavesRemoved = true
  await using group = await withGroup({ calendar: desk.calendar, at: '2026-11-26T12:00:00Z' })
  const { ada, ben, cleo, goTo, post, read } = group
  await ben.type('reading add AI Control why:because')
  await ben.type('reading add Agent foundations why:because')
  await goTo('2026-11-30T17:05:00Z')
  const announcement = post('next session')
  desk.interested = [PersonId.parse('table:dan')]
  await ben.press(announcement, 'Coming')
  await goTo('2026-12-01T17:05:00Z')
  expect(read(announcement)).toContain('2 people are coming.')
  desk.entries.clear()
  desk.interested = undefined
  await ada.type('reading next where:Room 5')
  await cleo.press(announcement, 'Coming')
  await goTo('2026-12-02T17:05:00Z')
  expect(desk.entries.size).toBe(0)
  expect(read(announcement)).toContain('3 people are coming.')
  expect(read(announcement)).toContain('Room 5')
  // The next session has an event of its own.
  await goTo('2026-12-07T17:05:00Z')
  expect(desk.entries.size).toBe(1)
})

test('a paper that is exchanged after questions were asked takes none of them: the sheet has those of the new one', async () => {
  await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
  const { ada, ben, goTo, told } = group
  await ada.type('reading facilitators order:table:ada')
  for (const paper of ['AI Control', 'Agent foundations']) await ben.type(`reading add ${paper} why:because`)
  await goTo('2026-11-30T17:05:00Z')
  await ben.type('reading ask Is it an agent?')
  await ada.type('reading next paper:"AI Control"')
  await ben.type('reading ask Is it the protocol?')
  const sheetOf = (paper: string) => told('ada').find((words) => words.startsWith(`Your sheet for ${paper}`))
  await goTo('2026-12-02T16:05:00Z')
  expect(sheetOf('AI Control')).toContain('Is it the protocol?')
  expect(sheetOf('AI Control')).not.toContain('Is it an agent?')
  await goTo('2026-12-09T16:05:00Z')
  expect(sheetOf('Agent foundations')).toContain('Is it an agent?')
})

test('a reveal that comes before anyone has guessed says nothing of guesses', async () => {
  const linesAfter = async (guess: boolean) => {
    await using chat = await openPoll('blind')
    const { ada, ben, cleo, dan, table, poll } = chat
    for (const who of [ada, ben, cleo, dan]) {
      const receipt = await who.press(await who.press(poll, 'Eng · Worst'), 'Read it')
      if (guess) await who.press(receipt, 'About half')
    }
    await ada.type('reveal')
    await table.quiet()
    return [textOf(latest(poll)), wordsOf(await ben.type('results'))].join()
  }
  expect(await linesAfter(true)).toContain('they expected')
  expect(await linesAfter(false)).not.toContain('expected')
})

test('a length that changes while people read moves the re-vote, and nothing that is done', async () => {
  await using group = await withGroup()
  const { ada, ben, cleo, goTo, post, posts, table } = group
  await ada.type('reading schedule together 20m')
  await ben.type('reading add AI Control why:because')
  await goTo('2026-11-25T17:01:00Z')
  const opening = post('session has started')
  const [session] = /s_[a-z0-9]{10}/.exec(JSON.stringify(latest(opening))) ?? []
  const answer = await ada.ask({ command: 'reading next', args: { session: session ?? '', length: '90m' } })
  expect(wordsOf(answer)).toContain('takes 90 minutes')
  await goTo('2026-11-25T17:20:05Z')
  const poll = post('Open, votes hidden')
  for (const one of [ada, ben, cleo]) await one.press(poll, 'Eng · Worst')
  await goTo('2026-11-25T18:24:00Z')
  expect(posts('Round 2 is open')).toHaveLength(0)
  await goTo('2026-11-25T18:25:05Z')
  expect(posts('Round 2 is open')).toHaveLength(1)
  expect(posts('session has started')).toHaveLength(1)
  expect(table.logged).toEqual([])
})

test('a time to read that changes while people read moves the clock on the opening and the steps that are not done', async () => {
  await using group = await withGroup()
  const { ada, ben, goTo, post, posts, table } = group
  await ada.type('reading schedule together 30m')
  await ben.type('reading add AI Control why:because')
  await goTo('2026-11-25T17:01:00Z')
  const opening = post('session has started')
  await table.until(opening, 'Reading until 2026-11-25T17:30:00.000Z')
  const [session] = /s_[a-z0-9]{10}/.exec(JSON.stringify(latest(opening))) ?? []
  await ada.ask({ command: 'reading next', args: { session: session ?? '', together: '20m' } })
  await table.until(opening, 'Reading until 2026-11-25T17:20:00.000Z')
  expect(posts('session has started')).toHaveLength(1)
  await goTo('2026-11-25T17:19:00Z')
  expect(posts('Open, votes hidden')).toHaveLength(0)
  await goTo('2026-11-25T17:20:05Z')
  expect(posts('Open, votes hidden')).toHaveLength(1)
})

test('of two people who press “I’ll lead” at once, one leads, and the other sees who', async () => {
  await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
  const { ben, cleo, goTo, post } = group
  await ben.type('reading add AI Control why:because')
  await goTo('2026-11-30T17:05:00Z')
  const announcement = latest(post('next session'))
  const answers = await Promise.all([ben, cleo].map((one) => one.press(announcement, "I'll lead")))
  await goTo('2026-11-30T17:06:00Z')
  const leader = /Led by: (\w+)/.exec(group.read(post('next session')))?.[1] ?? ''
  expect(['Ben', 'Cleo']).toContain(leader)
  expect(answers.map(wordsOf).filter((words) => words.includes(`${leader} is leading.`))).toHaveLength(1)
})

test('a round that is reopened after its shared crux was shown leaves the list as it was shown', async () => {
  await using chat = await openPoll('blind')
  const { ada, ben, cleo, dan, eve, table, poll } = chat
  await sevenVotes(chat)
  await ada.type('reveal')
  const list = await posted(chat, 'poll/')
  const answer = async (who: typeof ben, label: string) =>
    who.press(await who.press(list, 'Would these move you too?'), label)
  const hal = table.as('Hal')
  for (const who of [ben, eve]) await answer(who, 'Mine too')
  for (const who of [cleo, dan, hal]) await answer(who, 'Not mine')
  await table.until(list, 'Number 1 would move 2 of 4 for Engineering')
  const shown = textOf(latest(list))
  await ada.type('close')
  await ada.type('reopen')
  await ben.press(poll, 'Behav · Worst')
  await answer(dan, 'Mine too')
  table.clock.advance(60_000)
  await table.quiet()
  expect(textOf(latest(list))).toBe(shown)
})
