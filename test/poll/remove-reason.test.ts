import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { withGroup } from '../reading/test-group.ts'
import { latest, type Said, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { expectedMemoryOf, memoryRowsOf } from './memory-rows.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>
type Seat = Chat['ben']

const words = 'Zq7 is an insult'
const kept = 'It scales to larger models'

/** Closed polls have other buttons: the poll, as it was posted. */
const idOf = ({ poll: { views } }: Chat): string =>
  views.slice(0, 1).flatMap(buttonsOf)[0]?.call.args.poll ?? ''
const five = (chat: Chat): readonly Seat[] => [chat.ben, chat.cleo, chat.dan, chat.eve, chat.finn]

const cast = (chat: Chat, person: Seat, why: string, more: Readonly<Record<string, string>> = {}) =>
  person.ask({ command: 'cast', args: { poll: idOf(chat), approach: '2', case: '2', why, ...more } })

/** Ben writes the insult; the others agree with him. */
async function fill(chat: Chat): Promise<void> {
  await cast(chat, chat.ben, words)
  await cast(chat, chat.cleo, kept)
  for (const person of five(chat).slice(2))
    await person.ask({ command: 'vote', args: { poll: idOf(chat), answer: '8' } })
}

/** Mona goes the way that everyone would: from the panel of the poll to the list, and from there to the question. */
async function remove(chat: Chat, label = words, by: Seat = chat.mona): Promise<Answer> {
  const list = await by.press(await by.press(chat.poll, 'More…'), 'Remove a reason…')
  const entry = buttonsIn(list).find((one) => one.includes(label))
  if (entry === undefined) throw new Error(`Not in the list: ${wordsOf(list)}`)
  return by.press(await by.press(list, entry), 'Remove these words')
}

const buttonsIn = (answer: Answer): readonly string[] =>
  answer.kind === 'shown' ? buttonsOf(answer.view).map(({ label }) => label) : []

/** Lets every message follow that is behind. */
async function settle({ table }: Chat): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await table.quiet()
    table.clock.advance(2000)
  }
}

const shownIn = (said: readonly Said[]): string => said.map((one) => JSON.stringify(latest(one))).join('\n')

/** Everything that anybody can look at or search, and every message that is shown. */
async function everything(chat: Chat): Promise<string> {
  await settle(chat)
  const ways = ['results', 'export json', 'export csv', 'export json all', 'export csv all', 'settings audit']
  const seen = await Promise.all(ways.map(async (typed) => JSON.stringify(await chat.root.type(typed))))
  const own = await chat.ben.ask({ command: 'ballot', args: { poll: idOf(chat) } })
  const searched = memoryRowsOf(chat.table.file)
  expect(searched).toEqual(expectedMemoryOf(chat.table.file))
  return [...seen, shownIn(chat.table.said), wordsOf(own), ...searched].join('\n')
}

const votesIn = async (chat: Chat): Promise<number> =>
  JSON.parse(wordsOf(await chat.ada.type('export json'))).rounds[0].ballots.length

describe.each(['', 'anonymous sure'])('a reason that a manager removes (%s)', (visibility) => {
  test('is gone from messages, results, exports and pictures of a closed poll; the count stays', async () => {
    await using chat = await openPoll(visibility)
    await fill(chat)
    await chat.ada.type('close')
    await settle(chat)
    await chat.ben.ask({ command: 'share', args: { poll: idOf(chat) } })
    expect((await everything(chat)).includes(words)).toBe(true)
    expect(wordsOf(await remove(chat))).toContain('Removed the reason')
    const after = await everything(chat)
    expect(after.includes(words)).toBe(false)
    expect(after.includes(kept)).toBe(true)
    expect(await votesIn(chat)).toBe(5)
  })

  test('is gone from every round in which it was written, the open one included', async () => {
    await using chat = await openPoll(visibility)
    await fill(chat)
    await chat.ada.type('close')
    await chat.ada.type('revote')
    await cast(chat, chat.ben, words)
    await cast(chat, chat.cleo, kept, { moved: words })
    await remove(chat)
    await chat.ada.type('close')
    expect((await everything(chat)).includes(words)).toBe(false)
  })

  test('may be what moved somebody', async () => {
    await using chat = await openPoll(visibility)
    await fill(chat)
    await chat.ada.type('close')
    await chat.ada.type('revote')
    for (const person of five(chat)) await cast(chat, person, kept, { moved: `${words} ${kept}` })
    await chat.ada.type('close')
    expect((await everything(chat)).includes(`${words} ${kept}`)).toBe(true)
    await remove(chat, `${words} ${kept}`)
    expect((await everything(chat)).includes(`${words} ${kept}`)).toBe(false)
  })

  test('is recorded in the audit with the poll and the manager, and nothing else', async () => {
    await using chat = await openPoll(visibility)
    await fill(chat)
    await chat.ada.type('close')
    await remove(chat)
    const lines = wordsOf(await chat.mona.type('settings audit')).split('\n')
    const line = lines.find((line) => line.startsWith('remove-reason'))
    expect(line).toMatch(/^remove-reason “arXiv:2204.05863”: [\dT:.Z-]+ · Mona$/)
  })

  test('is found by some of its words', async () => {
    await using chat = await openPoll(visibility)
    await fill(chat)
    await chat.ada.type('close')
    const asked = await chat.mona.type('remove-reason reason:"INSULT"')
    expect(wordsOf(asked)).toContain(`“${words}”`)
    await chat.mona.press(asked, 'Remove these words')
    expect((await everything(chat)).includes(words)).toBe(false)
    expect(wordsOf(await chat.mona.type('remove-reason reason:"insult"'))).toContain(
      'No reason in this poll contains these words.',
    )
  })

  test('is not asked about before its removal is certain to be allowed', async () => {
    await using chat = await openPoll(visibility)
    await fill(chat)
    await chat.ada.type('close')
    for (const person of [chat.ada, chat.ben]) {
      expect(wordsOf(await person.press(chat.poll, 'More…'))).not.toContain('Remove a reason')
      for (const typed of ['remove-reason', 'remove-reason reason:insult sure'])
        expect(wordsOf(await person.type(typed))).toBe(
          'Only a manager of this channel can remove a reason. Ask one of them.',
        )
    }
    expect((await everything(chat)).includes(words)).toBe(true)
  })
})

test('a sealed poll has a removed reason in no published state', async () => {
  await using chat = await openPoll('anonymous sure')
  await fill(chat)
  await chat.ada.type('close')
  await chat.ada.type('seal sure')
  await remove(chat)
  const after = await everything(chat)
  expect(after.includes(words)).toBe(false)
  expect(after.includes(kept)).toBe(true)
  expect(await votesIn(chat)).toBe(5)
})

test('a reason is in no published state of a round that closes while it is removed', async () => {
  await using chat = await openPoll('anonymous sure')
  await fill(chat)
  await chat.ada.type('close')
  await chat.ada.type('revote')
  await fill(chat)
  const removal = { command: 'remove-reason', args: { paper: idOf(chat), reason: words, sure: 'yes' } }
  await Promise.all([chat.ada.type('close'), chat.mona.ask(removal), chat.ben.type('results')])
  const after = await everything(chat)
  expect(after.includes(words)).toBe(false)
  expect(after.includes(kept)).toBe(true)
})

test('no reason is offered while votes are hidden, or that an anonymous poll does not show', async () => {
  await using blind = await openPoll('blind')
  await fill(blind)
  const nothing = 'This poll shows no reasons, so there is nothing to remove.'
  expect(wordsOf(await blind.mona.type('remove-reason'))).toContain(nothing)
  await using small = await openPoll('anonymous sure')
  await cast(small, small.ben, words)
  await small.ada.type('close')
  expect(wordsOf(await small.mona.type('remove-reason'))).toContain(nothing)
})

test('words that two people wrote are one entry of an anonymous poll, without their number', async () => {
  await using chat = await openPoll('anonymous sure')
  await fill(chat)
  await cast(chat, chat.dan, words)
  await chat.ada.type('close')
  const list = wordsOf(await chat.mona.type('remove-reason'))
  expect(list.split(words)).toHaveLength(2)
  await remove(chat)
  expect((await everything(chat)).includes(words)).toBe(false)
})

test('an entry of a poll with names says whose reason it is', async () => {
  await using chat = await openPoll()
  await fill(chat)
  await cast(chat, chat.dan, words)
  expect(wordsOf(await chat.mona.type('remove-reason'))).toContain(`[Ben, Dan: ${words}]`)
})

test('what somebody writes after the removal is theirs again', async () => {
  await using chat = await openPoll()
  await fill(chat)
  await remove(chat)
  await cast(chat, chat.ben, 'A better reason')
  expect((await everything(chat)).includes('A better reason')).toBe(true)
})

test('a list too long for one menu is cut, and says how to find the others', async () => {
  await using chat = await openPoll()
  const people = Array.from({ length: 27 }, (_, i) => chat.table.as(`Person ${i}`.replace(' ', '')))
  for (const [i, person] of people.entries()) await cast(chat, person, `Reason number ${i} of many`)
  const list = await chat.mona.type('remove-reason')
  expect(buttonsIn(list)).toHaveLength(25)
  expect(wordsOf(list)).toContain('25 of 27')
  expect(buttonsIn(await chat.mona.type('remove-reason reason:"number 26"'))).toEqual([
    'Remove these words',
    'Cancel',
  ])
})

test('the recap of a reading group no longer quotes a removed reason', async () => {
  await using group = await withGroup()
  const { table, ada, ben, goTo } = group
  await ben.type('reading add arXiv:2001.08361 why:worth it')
  await goTo('2026-11-25T17:01:00Z')
  const [session] = group.posts('[Neither (applications)]')
  const poll = session?.views.flatMap(buttonsOf)[0]?.call.args.poll ?? ''
  await ben.ask({ command: 'cast', args: { poll, approach: '2', case: '2', why: words } })
  await goTo('2026-11-27T18:00:00Z')
  const recap = group.post('Recap:')
  expect(group.read(recap)).toContain(words)
  await ada.ask({ command: 'remove-reason', args: { paper: poll, reason: words, sure: 'yes' } })
  await goTo('2026-11-27T18:30:00Z')
  expect(shownIn(table.said)).not.toContain(words)
})
