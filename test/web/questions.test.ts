import { describe, expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import type { View } from '../../src/chat/view.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openWeb } from './open-web.ts'

const viewOf = (reply: Reply): View => {
  if (reply.kind !== 'shown') throw new Error(`Nothing was shown: ${JSON.stringify(reply)}`)
  return reply.view
}

const labelsIn = (reply: Reply): readonly string[] => buttonsOf(viewOf(reply)).map(({ label }) => label)

/** A poll of Ada's, in which Ben has voted; Ada runs the playground's channel. */
async function openPoll(words: string) {
  const playground = await openWeb()
  const [ada, ben] = [playground.as('Ada'), playground.as('Ben')]
  await ada.type(`/grid poll "A poll to vote on" ${words}`)
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(await ada.sees()))?.[0] ?? ''
  await ben.press({ command: 'vote', args: { poll, answer: '8' } })
  return {
    ...{ playground, ada, ben, poll },
    press: (reply: Reply, label: string) => {
      const button = buttonsOf(viewOf(reply)).find((button) => button.label === label)
      if (button === undefined) throw new Error(`No button ${label} among ${labelsIn(reply)}`)
      return ada.press(button.call)
    },
    /** What is stored of its state, as its panel offers it. */
    offers: async () => labelsIn(await ada.press({ command: 'more', args: { poll } })),
    [Symbol.asyncDispose]: () => playground[Symbol.asyncDispose](),
  }
}

describe('before a round is closed', () => {
  test.each([
    ['blind', 'Close round 1 on “A poll to vote on”? Its 1 vote becomes visible.'],
    ['anonymous', "Close round 1 on “A poll to vote on”? It can't be reopened; a new round can start."],
    ['anonymous live', "Close round 1 on “A poll to vote on”? It can't be reopened; a new round can start."],
  ])('that is %s, it is asked', async (words, question) => {
    await using chat = await openPoll(words)
    const asked = await chat.ada.type('/grid close')
    expect(textOf(viewOf(asked))).toContain(question)
    expect(labelsIn(asked)).toEqual(['Close round 1', 'Cancel'])
    await chat.press(asked, 'Cancel')
    expect(await chat.offers()).toContain('Close round 1')
    await chat.press(asked, 'Close round 1')
    expect(await chat.offers()).not.toContain('Close round 1')
  })

  test('whose votes are shown already, nothing is asked', async () => {
    await using chat = await openPoll('')
    await chat.ada.type('/grid close')
    expect(await chat.offers()).not.toContain('Close round 1')
  })

  test('the answer is about the round that was asked about', async () => {
    await using chat = await openPoll('blind')
    const asked = await chat.ada.type('/grid close')
    await chat.press(asked, 'Close round 1')
    await chat.ada.press({ command: 'revote', args: { paper: chat.poll } })
    const again = await chat.press(asked, 'Close round 1')
    expect(labelsIn(again)).toEqual(['Close round 2', 'Cancel'])
    expect(await chat.offers()).toContain('Close round 2')
  })

  test('whoever may not close it is refused, not asked', async () => {
    await using chat = await openPoll('blind')
    expect((await chat.playground.as('Dan').type('/grid close')).kind).toBe('refusal')
    expect((await chat.playground.as('Dan').type('/grid reveal')).kind).toBe('refusal')
  })
})

describe('before votes are revealed', () => {
  test.each([
    [
      'blind',
      'Reveal the 1 vote on “A poll to vote on”? Everyone here will see it, with names. ' +
        "Votes can't be hidden again in this round.",
    ],
    [
      'anonymous',
      'Results are shown from 5 votes on, so it stays hidden. ' +
        "This closes round 1, which can't be reopened",
    ],
  ])('of a poll that is %s, it is asked', async (words, question) => {
    await using chat = await openPoll(words)
    const asked = await chat.ada.type('/grid reveal')
    expect(textOf(viewOf(asked))).toContain(question)
    expect(labelsIn(asked)).toEqual(['Reveal votes', 'Cancel'])
    expect(JSON.stringify(await chat.ada.sees())).not.toContain('1 vote, at Cognitivist')
    await chat.press(asked, 'Reveal votes')
    expect((await chat.ada.type('/grid reveal')).kind).toBe('refusal')
  })
})

test('before every poll becomes one file, it is asked, and the file follows', async () => {
  await using chat = await openPoll('')
  const root = chat.playground.as('Eve')
  const managers = [chat.ada, chat.ben, root]
  const answers = await Promise.all(managers.map((one) => one.type('/grid export all csv')))
  const asked = answers.find(({ kind }) => kind === 'shown')
  if (asked === undefined) throw new Error('Nobody manages the channel')
  expect(textOf(viewOf(asked))).toContain('This file holds 1 poll')
  expect(labelsIn(asked)).toEqual(['Download', 'Cancel'])
  const manager = managers[answers.indexOf(asked)]
  const download = buttonsOf(viewOf(asked))[0]?.call ?? { command: '', args: {} }
  expect(JSON.stringify(await manager?.press(download))).toContain('A poll to vote on')
})

test('before a session is skipped, it is asked, with what becomes of its paper', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  const planned = await ada.type('/grid reading schedule wed 17:00 Berlin')
  const confirm = buttonsOf(viewOf(planned)).find(({ label }) => label === 'Confirm')?.call
  await ada.press(confirm ?? { command: '', args: {} })
  await ada.type('/grid reading add "A paper to read"')
  const asked = await ada.type('/grid reading skip')
  expect(textOf(viewOf(asked))).toMatch(/^Skip the session on Wed \d+ \w+\?/)
  expect(labelsIn(asked)).toEqual(['Skip', 'Cancel'])
  const skip = buttonsOf(viewOf(asked))[0]?.call ?? { command: '', args: {} }
  expect(textOf(viewOf(await ada.press(skip)))).toContain('Skipped Wed ')
})
