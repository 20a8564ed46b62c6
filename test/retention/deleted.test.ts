import { expect, test } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { rowsOf } from '../store/rows.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

const dayMs = 86_400_000

const idOf = (answer: Answer) => /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''

/** Days pass, one after the other. */
async function pass({ clock, quiet }: TestBot, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    clock.advance(dayMs)
    await quiet()
  }
}

/** Polls with and without names, a reading group, settings, an explanation and a message in each conversation. */
async function fill(table: TestBot, where: { channel: string; thread?: string }) {
  const [ada, mona] = [
    table.as('Ada', 'member', where),
    table.as(`Mona${where.thread ?? where.channel}`, 'manager', where),
  ]
  const poll = idOf(await ada.type('poll arXiv:2204.05862 closes:never'))
  const blind = idOf(await ada.type('poll arXiv:1906.01820 anonymous closes:never'))
  for (const id of [poll, blind]) await ada.ask({ command: 'vote', args: { poll: id, answer: '0' } })
  const name = `In ${where.thread ?? where.channel}`
  await mona.press(await mona.type(`reading schedule wed 17:00 UTC name:"${name}"`), 'Confirm')
  await ada.type('reading add arXiv:2209.00626 why:because')
  await mona.submit(await mona.press(await mona.type('settings'), 'Change…'), { shownFrom: '6' })
  await ada.press(await ada.type('explain AI control'), 'Share')
  await table.quiet()
  const group = rowsOf(table.file)
    .filter((row) => row.startsWith('group/') && row.includes(`"name":"${name}"`))
    .flatMap((row) => /g_[a-z0-9]+/.exec(row) ?? [])
  expect(group).toHaveLength(1)
  const rowsAbout = (ids: readonly string[]) =>
    rowsOf(table.file)
      .filter((row) => ids.some((id) => row.includes(id)))
      .map((row) => row.slice(0, 60))
  return {
    poll,
    /** The beginnings of the records about them. */
    rows: () => rowsAbout([poll, blind, ...group]),
    /** Of those about the polls: a group that was started in a thread lives in its channel. */
    rowsOfPolls: () => rowsAbout([poll, blind]),
  }
}

const kinds = [
  'poll/',
  'polls/',
  'ballot/',
  'keyed ',
  'latest/',
  'card/',
  'recent/',
  'word/',
  'open-polls/',
  'group/',
  'board/',
  'audit/',
  'job/',
]

test('what is stored of a deleted conversation that not everybody saw goes after 30 days', async () => {
  await using table = await startTestBot()
  table.conversations.set('closed', 'for-some')
  const closed = await fill(table, { channel: 'closed' })
  const other = await fill(table, { channel: 'other' })
  for (const kind of kinds)
    expect(
      closed.rows().some((row) => row.startsWith(kind)),
      kind,
    ).toBe(true)
  const before = other.rows().length
  const shared = () => rowsOf(table.file).filter((row) => row.startsWith('explained/'))
  expect(shared()).toHaveLength(2)

  table.conversations.set('closed', 'deleted')
  await table.deleted({ channel: 'closed' }, 'for-some')
  await pass(table, 29)
  expect(closed.rows().some((row) => row.startsWith('ballot/'))).toBe(true)
  await pass(table, 2)
  expect(closed.rows()).toEqual([])
  const left = rowsOf(table.file)
    .filter((row) => row.includes('closed'))
    .map((row) => row.slice(0, 60))
  expect(left).toEqual([])
  expect(shared()).toHaveLength(1)
  expect(other.rows().filter((row) => row.startsWith('ballot/'))).toHaveLength(2)
  expect(before).toBeGreaterThan(kinds.length)
})

test('a conversation that was deleted while the bot was away is found, once that is certain', async () => {
  await using table = await startTestBot()
  for (const channel of ['closed', 'silent']) table.conversations.set(channel, 'for-some')
  const closed = await fill(table, { channel: 'closed' })
  const silent = await fill(table, { channel: 'silent' })
  await pass(table, 1)
  table.conversations.set('closed', 'deleted')
  table.conversations.set('silent', 'unknown')
  await pass(table, 33)
  expect(closed.rows()).toEqual([])
  expect(silent.rows().some((row) => row.startsWith('ballot/'))).toBe(true)
})

test('what is stored of a deleted conversation that everybody saw is kept, and only admins find it', async () => {
  await using table = await startTestBot()
  const { poll, rows } = await fill(table, { channel: 'open' })
  await pass(table, 1)
  table.conversations.set('open', 'deleted')
  await table.deleted({ channel: 'open' }, 'for-all')
  for (const name of ['Ada', 'Monaopen', 'Olga']) table.hide('open', name)
  table.admins.add('table:olga')
  await pass(table, 40)
  expect(rows().some((row) => row.startsWith('ballot/'))).toBe(true)
  const looking = { command: 'results', args: { paper: poll } }
  expect(wordsOf(await table.as('Olga', 'member', { channel: 'main' }).ask(looking))).toContain('1 vote')
  for (const name of ['Ada', 'Monaopen'])
    expect(wordsOf(await table.as(name, 'member', { channel: 'main' }).ask(looking))).toContain(
      "I can't find that",
    )
})

test('a deleted private thread takes only what was in it, and goes with its channel', async () => {
  await using table = await startTestBot()
  for (const thread of ['aside', 'beside']) table.openPrivate(thread)
  const aside = await fill(table, { channel: 'open', thread: 'aside' })
  const beside = await fill(table, { channel: 'open', thread: 'beside' })
  const open = await fill(table, { channel: 'open' })
  await pass(table, 1)
  table.conversations.set('aside', 'deleted')
  await table.deleted({ channel: 'open', thread: 'aside' }, 'for-some')
  await pass(table, 31)
  expect(aside.rows()).toEqual([])
  expect(beside.rows().some((row) => row.startsWith('ballot/'))).toBe(true)
  table.conversations.set('open', 'deleted')
  table.conversations.set('beside', 'deleted')
  await table.deleted({ channel: 'open' }, 'for-all')
  await pass(table, 31)
  expect(beside.rows()).toEqual([])
  expect(open.rows().some((row) => row.startsWith('ballot/'))).toBe(true)
})

test.each(['heard of', 'found later'] as const)(
  'a deleted thread of a channel that not everybody saw goes after 30 days, %s',
  async (how) => {
    await using table = await startTestBot()
    table.conversations.set('closed', 'for-some')
    const talk = await fill(table, { channel: 'closed', thread: 'talk' })
    const closed = await fill(table, { channel: 'closed' })
    await pass(table, 1)
    table.conversations.set('talk', 'deleted')
    if (how === 'heard of') await table.deleted({ channel: 'closed', thread: 'talk' }, 'as-channel')
    await pass(table, 29)
    expect(talk.rows().some((row) => row.startsWith('ballot/'))).toBe(true)
    await pass(table, 3)
    expect(talk.rowsOfPolls()).toEqual([])
    expect(closed.rows().some((row) => row.startsWith('ballot/'))).toBe(true)
  },
)

test('a deleted thread of a channel that everybody saw is kept, and only admins find it', async () => {
  await using table = await startTestBot()
  const { poll, rows } = await fill(table, { channel: 'open', thread: 'talk' })
  await pass(table, 1)
  table.conversations.set('talk', 'deleted')
  await table.deleted({ channel: 'open', thread: 'talk' }, 'as-channel')
  for (const name of ['Ada', 'Olga']) table.hide('talk', name)
  table.admins.add('table:olga')
  await pass(table, 40)
  expect(rows().some((row) => row.startsWith('ballot/'))).toBe(true)
  const looking = { command: 'results', args: { paper: poll } }
  expect(wordsOf(await table.as('Olga', 'member', { channel: 'main' }).ask(looking))).toContain('1 vote')
  expect(wordsOf(await table.as('Ada', 'member', { channel: 'main' }).ask(looking))).toContain(
    "I can't find that",
  )
})

test('of deleted threads in which nothing was kept, nothing is noted', async () => {
  await using table = await startTestBot()
  await fill(table, { channel: 'open' })
  await table.deleted({ channel: 'open', thread: 'chatter' }, 'as-channel')
  await table.quiet()
  expect(rowsOf(table.file).filter((row) => row.includes('chatter'))).toEqual([])
})

test('a conversation that is there again after all keeps what it had', async () => {
  await using table = await startTestBot()
  table.conversations.set('closed', 'for-some')
  const { rows } = await fill(table, { channel: 'closed' })
  await table.deleted({ channel: 'closed' }, 'for-some')
  await pass(table, 40)
  expect(rows().some((row) => row.startsWith('ballot/'))).toBe(true)
})
