import { describe, expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { createPollStore } from '../../src/poll/poll-store.ts'
import { watchRecords } from '../store/watch-records.ts'
import { startTestBot, type TestBot } from '../test-bot.ts'
import { closedPoll } from './many-polls.ts'

const dayMs = 24 * 3_600_000

/** Polls of two channels, of a thread, and of a space of another platform. */
async function withPolls() {
  const table = await startTestBot()
  await table.quiet()
  const store = createPollStore(table.store)
  const there = { platform: 'board', space: SpaceId.parse('board:round'), channel: 'main' }
  const polls = {
    main: closedPoll(1, { title: 'In main' }),
    other: closedPoll(2, { title: 'In other' }, 'other'),
    thread: closedPoll(3, { title: 'In a thread of other' }, 'other'),
    elsewhere: { ...closedPoll(4, { title: 'Elsewhere' }), place: there },
  }
  await store.create(polls.main, [])
  await store.create(polls.other, [])
  await store.create({ ...polls.thread, place: { ...polls.thread.place, thread: 't1' } }, [])
  await store.create(polls.elsewhere, [])
  return { table, polls }
}

/** The polls whose heads are read by then, how many records of their lists, and the conversations that were noted. */
async function readBy(table: TestBot, act: () => Promise<unknown>) {
  await table.quiet()
  using records = watchRecords()
  await act()
  await table.quiet()
  const heads = records.asked.reads.flatMap((record) => /^poll\/(\S+)/.exec(record)?.[1] ?? [])
  const listed = records.asked.reads.filter((record) => record.startsWith('polls/'))
  const noted = records.asked.writes.flatMap((record) => /^place\/\S+ (\S+)/.exec(record)?.[1] ?? [])
  return { heads: [...new Set(heads)].toSorted(), listed: listed.length, noted }
}

describe('of the polls of a space', () => {
  test('a file of all of them reads those of the conversations that the caller manages', async () => {
    const { table, polls } = await withPolls()
    await using _ = table
    const ben = table.as('Ben', 'manager', { channel: 'other' })
    const read = await readBy(table, () =>
      ben.ask({ command: 'export', args: { paper: 'all', sure: 'yes' } }),
    )
    expect(read).toMatchObject({ heads: [polls.other.id, polls.thread.id], listed: 0 })
  })

  test('none is read to find conversations that were deleted, and threads that hold something', async () => {
    const { table } = await withPolls()
    await using _ = table
    const daily = await readBy(table, async () => {
      table.clock.advance(dayMs)
      await table.quiet()
    })
    expect(daily).toMatchObject({ heads: [], listed: 0 })
    expect(daily.noted).toEqual(['main', 'other', 'other/t1'])
    const heard = await readBy(table, async () => {
      await table.deleted({ channel: 'other', thread: 't1' }, 'as-channel')
      await table.deleted({ channel: 'other', thread: 't2' }, 'as-channel')
    })
    expect(heard).toEqual({ heads: [], listed: 0, noted: ['other/t1'] })
  })

  test('what is stored about a person is not looked for where they can’t be', async () => {
    const { table, polls } = await withPolls()
    await using _ = table
    const read = await readBy(table, () => table.as('Ada').ask({ command: 'my-data', args: {} }))
    expect(read.heads).toEqual([polls.main.id, polls.other.id, polls.thread.id])
  })
})
