import { expect, test } from 'vitest'
import { spaces } from '../../src/poll/poll-records.ts'
import { createSqliteEngine } from '../../src/store/engines/sqlite.ts'
import { put } from '../../src/store/record.ts'
import { withGroup } from '../reading/test-group.ts'
import { repeats } from '../repeats.ts'
import { watchRecords } from '../store/watch-records.ts'
import type { TestBot } from '../test-bot.ts'
import { closedPoll, recordsOf, space } from './many-polls.ts'

/** Polls in the space: with the larger number, the rows of each word are more than a search reads. */
const many = repeats(200, 6000)
/** What is read of a poll, besides boards and jobs. */
const kinds = ['polls', 'poll', 'open-polls', 'latest', 'card', 'recent', ...repeats([], ['word'])]

/** Stores polls from that number on, every third in another channel. */
async function fill(table: TestBot, from: number, count: number): Promise<void> {
  const engine = createSqliteEngine(table.file)
  await engine.open()
  const polls = Array.from({ length: count }, (_, i) => {
    const title = ['Rewarding agents', 'Model organisms', 'Reward models'][i % 3] ?? ''
    return closedPoll(from + i, { title: `${title} ${from + i}` }, i % 3 === 0 ? 'other' : 'main')
  })
  await engine.write([put({ kind: spaces, id: space }, space), ...polls.flatMap(recordsOf)])
  await engine.close()
}

/** The records of polls that each act reads, by kind. @param title Of a paper that no poll was about. */
async function readsOf(table: TestBot, title: string) {
  const ada = table.as('Ada', 'manager')
  const suggest = (command: string, typed: string) => async () => {
    const found = await table.app.bot.suggest({ command, args: {} }, 'paper', typed, ada.caller)
    expect(found, `${command} ${typed}`).not.toEqual([])
  }
  const acts = {
    'a word typed for results': suggest('results', 'rewar'),
    'two words typed for results': suggest('results', 'models rewa'),
    'nothing typed for results': suggest('results', ''),
    'a word typed for poll': suggest('poll', 'organ'),
    'two words typed for reading add': suggest('reading add', 'agents rewa'),
    'an id typed for reading add': suggest('reading add', '2401.00007'),
    results: () => ada.type('results'),
    'results of a paper': () => ada.type('results arXiv:2401.00008'),
    poll: () => ada.type(`poll ${title}`),
    close: () => ada.type(`close ${title}`),
    delete: () => ada.ask({ command: 'delete', args: { paper: title, sure: 'yes' } }),
    'reading add': () => ada.type('reading add Rewarding agents why:short again:yes'),
    'reading list': () => ada.type('reading list'),
    home: () => ada.ask({ command: 'home', args: {} }),
  }
  const reads: Record<string, Readonly<Record<string, number>>> = {}
  for (const [name, act] of Object.entries(acts)) {
    table.clock.advance(3_600_000)
    await table.quiet()
    using records = watchRecords()
    await act()
    await table.quiet()
    const countOf = (kind: string) =>
      records.asked.reads.filter((record) => record.startsWith(`${kind}/`)).length
    reads[name] = Object.fromEntries(kinds.map((kind) => [kind, countOf(kind)]))
  }
  return reads
}

test('a keystroke and a command read no more records in a space with twice as many polls', async () => {
  const { table } = await withGroup()
  await using _ = table
  await fill(table, 1, many)
  const before = await readsOf(table, 'Weak supervision')
  await fill(table, 1 + many, many)
  expect(await readsOf(table, 'Strong supervision')).toEqual(before)
})
