import { describe, expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { onTestBot, withGroup } from './test-group.ts'

const add = (paper: string) => `reading add ${paper} why:because`
const noGroup = 'There is no reading group in this channel yet.'
const absent = "I can't find that. It may have been deleted, or be in a channel you can't see."

/** A group of Ada's in a private thread of #main, in which Ben and Dora, who manages #main, are not. */
async function inPrivateThread() {
  const table = await startTestBot()
  table.openPrivate('side')
  for (const name of ['Ben', 'Dora']) table.hide('side', name)
  const ada = table.as('Ada', 'manager', { thread: 'side' })
  await ada.press(await ada.type('reading schedule wed 17:00 UTC'), 'Confirm')
  await ada.type(add('The secret one'))
  const group = /g_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  return { ...onTestBot(table), ada, group, ben: table.as('Ben'), dora: table.as('Dora', 'manager') }
}

describe('a group in a private thread', () => {
  test.each([
    'list',
    'next',
    'schedule',
    'history',
    'skip',
    'pause',
    'facilitators',
    'remove The secret one',
    'list group:Reading group',
    'skip group:Reading group',
  ])('is not there for the channel: reading %s', async (words) => {
    await using chat = await inPrivateThread()
    for (const person of [chat.ben, chat.dora])
      expect(wordsOf(await person.type(`reading ${words}`))).toContain(noGroup)
    expect(wordsOf(await chat.ada.type('reading list'))).toContain('The secret one')
    expect(wordsOf(await chat.ada.type('reading next'))).toContain('Wed 25 Nov')
  })

  test('is not found by its id, nor at home', async () => {
    await using chat = await inPrivateThread()
    for (const person of [chat.ben, chat.dora]) {
      const asked = person.ask({ command: 'reading list', args: { group: chat.group } })
      expect(wordsOf(await asked)).toContain(absent)
      expect(wordsOf(await person.ask({ command: 'home', args: {} }))).not.toContain('The secret one')
    }
    const home = chat.table.as('Ada', 'manager').ask({ command: 'home', args: {} })
    expect(wordsOf(await home)).toContain('The secret one')
  })

  test('has its papers in no suggestion of the channel', async () => {
    await using chat = await inPrivateThread()
    const suggested = async ({ caller }: typeof chat.ben) =>
      chat.table.app.bot.suggest({ command: 'reading list', args: {} }, 'vote', '', caller)
    expect(await suggested(chat.ben)).toEqual([])
    expect(await suggested(chat.ada)).toHaveLength(1)
  })

  test('leaves the channel to a group of its own', async () => {
    await using chat = await inPrivateThread()
    await chat.dora.press(await chat.dora.type('reading schedule thu 17:00 UTC'), 'Confirm')
    await chat.ben.type(add('The open one'))
    expect(wordsOf(await chat.ben.type('reading list'))).toMatch(/1\. The open one · 1 vote(?!.*secret)/s)
    expect(wordsOf(await chat.ada.type('reading list'))).not.toContain('The open one')
  })

  test('holds its sessions there', async () => {
    await using chat = await inPrivateThread()
    await chat.goTo('2026-11-25T17:05:00Z')
    for (const words of ['next session', 'session has started', 'Open, votes hidden'])
      expect(chat.post(words).message.place).toMatchObject({ channel: 'main', thread: 'side' })
  })

  test('is moved to the channel by its organiser', async () => {
    await using chat = await inPrivateThread()
    const { ada, dora, ben, group, table } = chat
    const move = { command: 'reading begin', args: { group, move: 'yes' } }
    expect(wordsOf(await dora.ask(move))).toContain(absent)
    await table.as('Ada', 'manager').ask(move)
    expect(wordsOf(await ben.type('reading list'))).toContain('The secret one')
    expect(wordsOf(await ada.type('reading list'))).toContain(noGroup)
  })
})

describe('in a private thread', () => {
  test('nothing is put on the list of the channel', async () => {
    await using chat = await withGroup()
    const { ben, table } = chat
    table.openPrivate('side')
    const aside = table.as('Cleo', 'member', { thread: 'side' })
    await aside.type(add('The secret one'))
    expect(wordsOf(await aside.type('reading list'))).toMatch(/^Reading group 2: .*The secret one/s)
    expect(wordsOf(await ben.type('reading list'))).toContain('No papers yet')
    expect(wordsOf(await ben.type('reading list group:“Reading group 2”'))).toContain(noGroup)
  })

  test('a poll is not taken over by a session of the channel', async () => {
    await using chat = await withGroup()
    const { ada, ben, table, goTo, post, posts, read } = chat
    table.openPrivate('side')
    const aside = table.as('Cleo', 'member', { thread: 'side' })
    await aside.type('poll arXiv:2312.06942')
    const own = table.last()
    await aside.press(own, 'Cog · Worst')
    await ben.type(add('arXiv:2312.06942'))
    await goTo('2026-11-25T17:05:00Z')
    expect(post('session has started').message.place.thread).toBeUndefined()
    expect(post('Open, votes hidden').message.place.thread).not.toBe('side')
    await ada.press(post('Open, votes hidden'), 'Eng · Avg')
    expect(read(own)).toContain('1 vote')
    expect(posts('Round 2')).toEqual([])
  })
})

test('a group that is begun in a public thread is its channel’s', async () => {
  await using table = await startTestBot()
  await table.as('Ada', 'manager', { thread: 'talk' }).type(add('The one'))
  for (const where of [{}, { thread: 'talk' }, { thread: 'another' }])
    expect(wordsOf(await table.as('Ben', 'member', where).type('reading list'))).toContain('The one')
})

describe('whoever no longer sees the channel', () => {
  test('is reminded of no session, told of no turn, and told of no move', async () => {
    await using group = await withGroup()
    const { ada, cleo, table, goTo, told } = group
    await ada.type('reading schedule expect:table:ben,table:cleo')
    await ada.type('reading facilitators order:table:ben')
    await cleo.type(add('The one'))
    table.hide('main', 'Ben')
    await goTo('2026-11-24T17:05:00Z')
    expect(told('cleo').filter((words) => words.includes(': session in '))).toHaveLength(1)
    await ada.type('reading schedule move:2026-11-25 to:2026-11-26 17:00')
    expect(told('cleo').at(-1)).toContain('moves to')
    expect(told('ben')).toEqual([])
  })
})
