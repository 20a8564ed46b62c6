import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { startTestBot } from '../test-bot.ts'
import { onTestBot, withGroup } from './test-group.ts'

const paper = 'AI Control'

async function listed(options: Parameters<typeof withGroup>[0] = {}) {
  const group = await withGroup(options)
  await group.ben.type(`reading add ${paper} why:because`)
  return group
}

describe('after downtime', () => {
  test('what can still be done is done late, and says so', async () => {
    await using group = await listed()
    const { cleo, goTo, sleepTo, post, read, table, told } = group
    await goTo('2026-11-25T16:50:00Z')
    sleepTo('2026-11-25T17:40:00Z')
    await goTo('2026-11-25T17:41:00Z')
    const opening = post("Reading group: today's session has started")
    expect(read(opening)).toContain('Opened 40 minutes late because I was offline.')
    // It still says so when something else in it changes.
    await cleo.press(opening, "I'll lead")
    await table.until(opening, 'Cleo')
    expect(read(opening)).toContain('Opened 40 minutes late because I was offline.')
    expect(told('ada').filter((words) => words.includes('missed'))).toHaveLength(0)
  })

  test('a message that was posted in time never says that it is late, however late that is heard of', async () => {
    await using group = await listed()
    const { cleo, goTo, sleepTo, post, read, table } = group
    await goTo('2026-11-25T16:50:00Z')
    table.loseAnswer("today's session has started")
    await goTo('2026-11-25T17:00:00Z')
    const opening = post("Reading group: today's session has started")
    sleepTo('2026-11-25T17:40:00Z')
    await goTo('2026-11-25T17:41:00Z')
    await cleo.press(opening, "I'll lead")
    await table.until(opening, 'Cleo')
    expect(read(opening)).not.toMatch(/ late\b/)
  })

  test('what follows an opening that was late is as much later', async () => {
    await using group = await listed()
    const { ada, ben, goTo, sleepTo, post, posts, read } = group
    await goTo('2026-11-25T16:50:00Z')
    sleepTo('2026-11-25T19:00:00Z')
    await goTo('2026-11-25T19:05:00Z')
    expect(read(post("Reading group: today's session has started"))).toContain('until the reveal at 19:3')
    const poll = post('Open, votes hidden')
    await ada.press(poll, 'Cog · Worst')
    await ben.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T19:25:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    await goTo('2026-11-25T19:32:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
  })

  test('a session whose time is over is missed: its paper comes first, organisers are told once', async () => {
    await using group = await listed()
    const { ada, ben, goTo, sleepTo, post, posts, read, told } = group
    await goTo('2026-11-25T16:50:00Z')
    sleepTo('2026-11-25T23:30:00Z')
    await goTo('2026-11-25T23:40:00Z')
    expect(posts("Reading group: today's session has started")).toHaveLength(0)
    expect(told('ada').filter((words) => words.includes('was missed'))).toHaveLength(1)
    expect(read(post('Reading group: session missed'))).toContain(
      `${paper} is first in line for the next session.`,
    )
    expect(group.wordsOf(await ada.type('reading history'))).toContain('Wed 25 Nov: missed')
    await ben.type('reading add Something else why:it is newer')
    await group.cleo.type('reading list vote:Something else')
    await goTo('2026-12-02T17:05:00Z')
    expect(group.read(group.post("Reading group: today's session has started"))).toContain(`Paper: ${paper}`)
  })

  test('many missed sessions are one note', async () => {
    await using group = await listed()
    const { ada, goTo, sleepTo, told } = group
    await goTo('2026-11-25T12:00:00Z')
    sleepTo('2026-12-20T12:00:00Z')
    await goTo('2026-12-20T12:10:00Z')
    const notes = told('ada').filter((words) => words.includes('missed'))
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain('4 sessions were missed (Wed 25 Nov, Wed 2 Dec, Wed 9 Dec and Wed 16 Dec)')
    expect(group.wordsOf(await ada.type('reading history')).match(/missed/g)).toHaveLength(4)
  })

  test('another process goes on with what one has left', async () => {
    await using group = await listed()
    const { goTo, table } = group
    await goTo('2026-11-25T17:05:00Z')
    await group.ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
    await group.ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
    await table.leave()
    await using next = onTestBot(await startTestBot({ database: table.file, at: '2026-11-25T17:10:00Z' }))
    await next.goTo('2026-11-26T17:10:00Z')
    expect(next.posts("Reading group: today's session has started")).toHaveLength(0)
    expect(next.posts('Votes are visible.')).toHaveLength(1)
    expect(next.posts('Round 2 is open')).toHaveLength(1)
    expect(next.posts('Recap: AI Control')).toHaveLength(1)
  })
})

describe('when the chat takes nothing', () => {
  test('a step is tried again until it can be done', async () => {
    await using group = await listed()
    const { goTo, table, posts } = group
    await goTo('2026-11-25T16:50:00Z')
    table.refusePosts(new Error('The chat is down'))
    await goTo('2026-11-25T17:50:00Z')
    expect(posts("Reading group: today's session has started")).toHaveLength(0)
    table.refusePosts(undefined)
    await goTo('2026-11-25T18:05:00Z')
    expect(posts("Reading group: today's session has started")).toHaveLength(1)
    expect(posts('Open, votes hidden')).toHaveLength(1)
  })

  test('a session that was opened by half is opened whole, and has one poll', async () => {
    await using group = await listed()
    const { goTo, table, posts } = group
    await goTo('2026-11-25T16:50:00Z')
    table.refusePosts(new Error('The chat is down'), 'Round 1')
    await goTo('2026-11-25T17:30:00Z')
    expect(posts("Reading group: today's session has started")).toHaveLength(1)
    expect(posts('Open, votes hidden')).toHaveLength(0)
    table.refusePosts(undefined)
    await goTo('2026-11-25T18:00:00Z')
    expect(posts("Reading group: today's session has started")).toHaveLength(1)
    expect(posts('Open, votes hidden')).toHaveLength(1)
  })

  test('organisers are told at once what is missing, and not again within the day', async () => {
    await using group = await listed()
    const { goTo, table, told } = group
    await goTo('2026-11-25T16:50:00Z')
    table.refusePosts(new UserError("I can't open threads here.", 'Give me Create Public Threads.'))
    await goTo('2026-11-25T17:40:00Z')
    const notes = told('ada').filter((words) => words.includes("I can't open threads here."))
    expect(notes).toHaveLength(1)
    expect(notes[0]).toContain('Give me Create Public Threads.')
    table.refusePosts(undefined)
    await goTo('2026-11-25T18:00:00Z')
    expect(group.posts("Reading group: today's session has started")).toHaveLength(1)
  })

  test('a note that reaches no organiser waits on the board', async () => {
    await using group = await listed()
    const { goTo, sleepTo, table, board } = group
    table.shutOut('table:ada')
    await goTo('2026-11-25T16:50:00Z')
    sleepTo('2026-11-25T23:30:00Z')
    await goTo('2026-11-25T23:40:00Z')
    await table.until(board, '1 notice for organisers')
    expect(group.wordsOf(await group.ada.type('reading next'))).toContain('was missed')
    await goTo('2026-11-25T23:50:00Z')
    expect(group.read(board)).not.toContain('for organisers')
  })
})
