import { describe, expect, test } from 'vitest'
import { WebMessage } from '../../adapters/web/wire.ts'
import { until } from '../until.ts'
import { buttonsOf } from '../view-text.ts'
import { openWeb } from './open-web.ts'

/** A poll of Ada's in the playground, and Ben, who votes in it. */
async function openPoll(words: string) {
  const playground = await openWeb()
  const [ada, ben] = [playground.as('Ada'), playground.as('Ben')]
  await ada.type(`/grid poll "A poll to vote on" ${words}`)
  const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(await ada.sees()))?.[0] ?? ''
  return {
    ...{ playground, ada, ben },
    vote: (answer: string) => ben.press({ command: 'vote', args: { poll: id, answer } }),
    cast: (args: Readonly<Record<string, string>>) =>
      ben.press({ command: 'cast', args: { poll: id, ...args } }),
    withdraw: () => ben.press({ command: 'withdraw', args: { poll: id, round: '1' } }),
    [Symbol.asyncDispose]: () => playground[Symbol.asyncDispose](),
  }
}

type Seer = Awaited<ReturnType<typeof openPoll>>['ben']

/** The labels of the poll's buttons that are shown as pressed to that person. */
const pressedFor = async (person: Seer) => pressedIn((await person.sees()).find(isPoll))

const isPoll = ({ view }: WebMessage) => view !== undefined

const pressedIn = (message: WebMessage | undefined) =>
  buttonsOf(message?.view ?? { summary: '', parts: [] })
    .filter(({ isChosen }) => isChosen === true)
    .map(({ label }) => label)

/** What the poll's message was, the last time that it came by itself. */
function lastOf(heard: readonly { readonly event: string; readonly data: string }[]): WebMessage | undefined {
  const last = heard.findLast(({ event, data }) => event === 'edited' && data.includes('"view"'))
  return last && WebMessage.parse(JSON.parse(last.data))
}

describe.each(['', 'blind', 'anonymous', 'anonymous live'])('in a poll “%s”', (words) => {
  test('the voter alone sees their own cell pressed, until it is another or withdrawn', async () => {
    await using chat = await openPoll(words)
    expect(await pressedFor(chat.ben)).toEqual([])
    await chat.vote('8')
    expect(await pressedFor(chat.ben)).toEqual(['Cog · Worst'])
    expect(await pressedFor(chat.ada)).toEqual([])
    await chat.vote('0')
    expect(await pressedFor(chat.ben)).toEqual(['Eng · Avg'])
    await chat.vote('neither')
    expect(await pressedFor(chat.ben)).toEqual(['Neither (applications)'])
    await chat.vote('unsure')
    expect(await pressedFor(chat.ben)).toEqual(['Unsure'])
    await chat.withdraw()
    expect(await pressedFor(chat.ben)).toEqual([])
  })

  test('the message that comes by itself shows each reader their own', async () => {
    await using chat = await openPoll(words)
    await using ben = await chat.ben.listen()
    await using ada = await chat.ada.listen()
    await chat.vote('8')
    await until(() => pressedIn(lastOf(ben.heard)).includes('Cog · Worst'))
    await until(() => lastOf(ada.heard) !== undefined)
    expect(ada.heard.some(({ data }) => data.includes('"isChosen":true'))).toBe(false)
    await chat.withdraw()
    await until(() => pressedIn(lastOf(ben.heard)).length === 0)
  })
})

test('an axis without an answer leaves every button as it is', async () => {
  await using chat = await openPoll('')
  await chat.cast({ approach: '2', case: 'unsure' })
  expect(await pressedFor(chat.ben)).toEqual([])
})

test('a vote of the round before is pressed no more in the next', async () => {
  await using chat = await openPoll('')
  await chat.vote('8')
  await chat.ada.type('/grid close')
  await chat.ada.type('/grid revote')
  await until(async () => JSON.stringify(await chat.ben.sees()).includes('Round 2 · opened'))
  expect(await pressedFor(chat.ben)).toEqual([])
})

test('nothing of it is stored with the message', async () => {
  await using chat = await openPoll('')
  await chat.vote('8')
  expect(await pressedFor(chat.ben)).toEqual(['Cog · Worst'])
  const parts = (await chat.ada.sees()).find(isPoll)?.view?.parts ?? []
  expect(JSON.stringify(parts)).not.toContain('"isChosen":true')
})
