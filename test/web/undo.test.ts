import { describe, expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import type { View } from '../../src/chat/view.ts'
import { rowsOf } from '../store/rows.ts'
import { buttonsOf, textOf, wordsOfRefusal } from '../view-text.ts'
import { openWeb } from './open-web.ts'

/** A poll of Ada's in the playground, and Ben, who votes in it. */
async function openPoll(words = '') {
  const playground = await openWeb()
  const [ada, ben] = [playground.as('Ada'), playground.as('Ben')]
  await ada.type(`/grid poll "A poll to vote on" ${words}`)
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(await ada.sees()))?.[0] ?? ''
  const cast = (args: Readonly<Record<string, string>>) =>
    ben.press({ command: 'cast', args: { poll, ...args } })
  return {
    ...{ playground, ada, ben, poll, cast },
    vote: (answer: string) => ben.press({ command: 'vote', args: { poll, answer } }),
    press: (reply: Reply, label: string) => ben.press(buttonIn(reply, label)),
    /** Ben's ballot as its form shows it. */
    async ballot(): Promise<Readonly<Record<string, string | undefined>>> {
      const form = await ben.press({ command: 'ballot', args: { poll } })
      if (form.kind !== 'form') throw new Error(`No form: ${wordsOf(form)}`)
      return Object.fromEntries(form.fields.map(({ name, value }) => [name, value]))
    },
    [Symbol.asyncDispose]: () => playground[Symbol.asyncDispose](),
  }
}

const viewOf = (reply: Reply): View => {
  if (reply.kind !== 'shown') throw new Error(`Nothing was shown: ${JSON.stringify(reply)}`)
  return reply.view
}

const wordsOf = (reply: Reply): string =>
  reply.kind === 'refusal' ? wordsOfRefusal(reply) : textOf(viewOf(reply))

const labelsIn = (reply: Reply): readonly string[] => buttonsOf(viewOf(reply)).map(({ label }) => label)

function buttonIn(reply: Reply, label: string) {
  const button = buttonsOf(viewOf(reply)).find((button) => button.label === label)
  if (button === undefined) throw new Error(`No button ${label} among ${labelsIn(reply)}`)
  return button.call
}

const proofs = { approach: '2', case: '2', confidence: '4', why: 'Zq7proofs' }

describe.each(['', 'anonymous'])('a vote in a poll “%s”', (words) => {
  test('that is withdrawn comes back with Undo, whole and once', async () => {
    await using chat = await openPoll(words)
    const receipt = await chat.cast(proofs)
    const withdrawn = await chat.press(receipt, 'Withdraw')
    expect(wordsOf(withdrawn)).toContain('Your vote on “A poll to vote on” has been withdrawn.')
    expect(labelsIn(withdrawn)).toEqual(['Undo'])
    expect(await chat.ballot()).toMatchObject({ approach: undefined })
    expect(wordsOf(await chat.press(withdrawn, 'Undo'))).toContain('Cognitivist science × Worst-case')
    expect(await chat.ballot()).toMatchObject(proofs)
    const again = await chat.press(withdrawn, 'Undo')
    expect(again.kind).toBe('refusal')
    expect(await chat.ballot()).toMatchObject(proofs)
  })

  test('that moves to another cell says what went, and Undo brings all of it back', async () => {
    await using chat = await openPoll(words)
    await chat.cast(proofs)
    const moved = await chat.vote('0')
    expect(wordsOf(moved)).toContain(
      'Changed your vote from Cognitivist science × Worst-case to Engineering × Average-case. ' +
        'Your reason and confidence were about Cognitivist science × Worst-case and have been removed.',
    )
    // Behind the row of an optional question.
    expect(labelsIn(moved).slice(4, 6)).toEqual(['Keep them', 'Undo'])
    expect(await chat.ballot()).toMatchObject({ approach: '0', confidence: undefined, why: undefined })
    await chat.press(moved, 'Undo')
    expect(await chat.ballot()).toMatchObject(proofs)
  })

  test('that moves keeps its reason and confidence if that is asked for', async () => {
    await using chat = await openPoll(words)
    await chat.cast(proofs)
    const kept = await chat.press(await chat.vote('0'), 'Keep them')
    expect(wordsOf(kept)).toContain('Zq7proofs')
    expect(labelsIn(kept)).not.toContain('Keep them')
    expect(await chat.ballot()).toMatchObject({ ...proofs, approach: '0', case: '0' })
  })
})

test('a vote without a reason that moves offers Undo alone', async () => {
  await using chat = await openPoll()
  expect(labelsIn(await chat.vote('8'))).not.toContain('Undo')
  const moved = await chat.vote('neither')
  expect(wordsOf(moved)).toContain(
    'Changed your vote from Cognitivist science × Worst-case to applications research (off the grid).',
  )
  expect(labelsIn(moved)).toContain('Undo')
  expect(labelsIn(moved)).not.toContain('Keep them')
})

test('the same cell again changes nothing and says so', async () => {
  await using chat = await openPoll()
  await chat.cast(proofs)
  const same = await chat.vote('8')
  expect(wordsOf(same)).toContain('Your vote is unchanged: Cognitivist science × Worst-case.')
  expect(labelsIn(same)).not.toContain('Undo')
  expect(await chat.ballot()).toMatchObject(proofs)
})

test('what only one of them went with is named alone', async () => {
  await using chat = await openPoll()
  await chat.cast({ approach: '2', case: '2', why: 'Zq7proofs' })
  expect(wordsOf(await chat.vote('0'))).toContain(
    'Your reason was about Cognitivist science × Worst-case and has been removed.',
  )
})

describe('a change is not undone', () => {
  test('once the vote has changed again', async () => {
    await using chat = await openPoll()
    await chat.vote('8')
    const first = await chat.vote('0')
    await chat.vote('4')
    expect(wordsOf(await chat.press(first, 'Undo'))).toContain('Your vote has changed since then')
    expect(await chat.ballot()).toMatchObject({ approach: '1', case: '1' })
  })

  test('by anyone else', async () => {
    await using chat = await openPoll()
    await chat.vote('8')
    const undo = buttonIn(await chat.vote('0'), 'Undo')
    expect((await chat.playground.as('Eve').press(undo)).kind).toBe('refusal')
    expect(await chat.ballot()).toMatchObject({ approach: '0' })
  })

  test('when the round is closed', async () => {
    await using chat = await openPoll()
    await chat.vote('8')
    const withdrawn = await chat.ben.press({ command: 'withdraw', args: { poll: chat.poll, round: '1' } })
    await chat.ada.press({ command: 'close', args: { paper: chat.poll } })
    expect((await chat.press(withdrawn, 'Undo')).kind).toBe('refusal')
  })

  test('in the round after it', async () => {
    await using chat = await openPoll()
    await chat.vote('8')
    const withdrawn = await chat.ben.press({ command: 'withdraw', args: { poll: chat.poll, round: '1' } })
    await chat.ada.press({ command: 'close', args: { paper: chat.poll } })
    await chat.ada.press({ command: 'revote', args: { paper: chat.poll } })
    expect((await chat.press(withdrawn, 'Undo')).kind).toBe('refusal')
    expect(
      JSON.stringify(await chat.ada.press({ command: 'results', args: { paper: chat.poll } })),
    ).not.toContain('1 vote')
  })

  test('once the person has asked to be forgotten', async () => {
    await using chat = await openPoll()
    await chat.cast(proofs)
    const withdrawn = await chat.ben.press({ command: 'withdraw', args: { poll: chat.poll, round: '1' } })
    await chat.ben.press({ command: 'forget-me', args: { sure: 'yes' } })
    expect((await chat.press(withdrawn, 'Undo')).kind).toBe('refusal')
    expect(await chat.ballot()).toMatchObject({ approach: undefined, why: undefined })
  })
})

test('neither a stance nor its words are in a button, nor in the database while they can be brought back', async () => {
  await using chat = await openPoll('anonymous')
  await chat.cast(proofs)
  const undo = buttonIn(await chat.vote('0'), 'Undo')
  expect(Object.keys(undo.args).toSorted()).toEqual(['change', 'poll'])
  expect(rowsOf(chat.playground.database).filter((row) => row.includes('Zq7proofs'))).toEqual([])
})
