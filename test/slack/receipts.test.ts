import { expect, test } from 'vitest'
import type { Sent } from '../platforms/slack/entities.ts'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

/** A poll of Ada's on Slack, and what Ben alone sees in its channel. */
async function withPoll() {
  const table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const { ada, ben } = home
  const teller = storyOf({ slack, workspace: home })
  const poll = await teller.opens(ada, 'poll "A paper"')
  return {
    ...{ slack, teller, people, ada, ben, poll },
    async press(label: string, on: Sent = poll): Promise<void> {
      const asked = people.press(ben, label, on)
      await people.answered(asked)
      await people.told(asked)
    },
    /** What Ben sees, in words. */
    seen: () => teller.notes(ben).map((note) => slack.textOf(note)),
    note: () => teller.note(ben),
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}

test('a press on the poll takes the receipt away that was pressed on before, and leaves the poll as it is', async () => {
  await using table = await withPoll()
  await table.press('Cog · Worst')
  const receipt = table.note()
  await table.press('Withdraw', receipt)
  expect(table.seen()).toEqual([expect.stringContaining('has been withdrawn')])
  await table.press('Eng · Avg')
  expect(table.seen()).toEqual([expect.stringContaining('Your vote: Engineering × Average-case')])
  expect(table.note()).not.toBe(receipt)
  expect(table.poll.isDeleted).not.toBe(true)
  expect(JSON.stringify(table.poll.blocks)).toContain('Cog · Worst')
  // Nothing leads to this one: Slack drops it when its window is loaded again.
  await table.press('Cog · Worst')
  expect(table.seen()).toHaveLength(2)
  table.teller.isClean()
})

test('a refusal takes the receipt’s place', async () => {
  await using table = await withPoll()
  await table.press('Cog · Worst')
  await table.press('Withdraw', table.note())
  await table.press('Undo', table.note())
  const stale = { ...table.poll, blocks: [...table.poll.blocks] }
  await table.people.answered(table.people.slash(table.ada, 'close'))
  await table.teller.says(table.poll, '· round 1 · ')
  await table.press('Eng · Avg', stale)
  expect(table.seen()).toEqual([expect.stringContaining('Not counted: round 1 is closed.')])
  table.teller.isClean()
})

test('a receipt of another poll and one of another person stay', async () => {
  await using table = await withPoll()
  const { people, teller, ada } = table
  await people.answered(people.press(ada, 'Eng · Avg', table.poll))
  await people.answered(people.press(ada, 'Withdraw', teller.note(ada)))
  await table.press('Cog · Worst')
  await table.press('Withdraw', table.note())
  const other = await teller.opens(ada, 'poll "Another paper"')
  await table.press('Unsure', other)
  expect(table.seen()).toHaveLength(2)
  expect(teller.notes(ada)).toHaveLength(1)
  teller.isClean()
})

test('what couldn’t be posted after a close has “Try again”, which posts it', async () => {
  await using table = await withPoll()
  const { slack, people, ada, teller, poll } = table
  await table.press('Cog · Worst')
  slack.makeTrouble((method) =>
    method === 'chat.postMessage' ? { error: 'restricted_action_read_only_channel' } : undefined,
  )
  await people.answered(people.slash(ada, 'close'))
  const told = () => slack.textOf(teller.note(ada))
  await slack.until(() => told().includes("I couldn't post the result yet. Only some people may post"))
  slack.makeTrouble(() => undefined)
  await people.answered(people.press(ada, 'Try again', teller.note(ada)))
  await slack.until(() => told().includes('The result is in its thread, the announcement in this channel.'))
  await teller.appears('Round 1 is closed.', { under: poll })
  teller.isClean()
})
