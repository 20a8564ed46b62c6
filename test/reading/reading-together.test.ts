import { describe, expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { groups } from '../../src/reading/group-store.ts'
import { buttonsIn, latest, type TestBot } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

/** A group that reads for half an hour, with a paper for Wednesday. Sessions begin at 17:00 UTC. */
async function withReaders(settings = 'together 30m', at = '2026-11-25T17:00:00Z') {
  const group = await withGroup()
  const { ada, ben, goTo } = group
  await ada.type(`reading schedule ${settings}`)
  await ben.type('reading add AI Control why:because')
  await goTo(at)
  await group.table.quiet()
  return group
}

/** The records of the group, as they are stored. */
async function sessionsOf({ store }: TestBot): Promise<string> {
  const found: unknown[] = []
  for await (const [, { sessions }] of store
    .collection(groups, SpaceId.parse('table:round'))
    .entries(() => {}))
    found.push(sessions)
  return JSON.stringify(found)
}

const opened = "today's session has started"

describe('a session that reads together', () => {
  test('opens with the clock, and with the poll once the time is over', async () => {
    await using group = await withReaders()
    const { goTo, post, posts, read } = group
    const opening = post(opened)
    expect(read(opening)).toContain(
      'Reading until 2026-11-25T17:30:00.000Z (2026-11-25T17:30:00.000Z). The poll opens then, or sooner if most of you are done.',
    )
    expect(read(opening)).not.toContain('here,')
    expect(buttonsIn(latest(opening)).map(({ label }) => label)).toEqual([
      "I'm here",
      "I've read it",
      "I'll lead",
    ])
    await goTo('2026-11-25T17:29:00Z')
    expect(posts('Open, votes hidden')).toHaveLength(0)
    await goTo('2026-11-25T17:30:02Z')
    const poll = post('Open, votes hidden')
    expect(poll.message.place.thread).toBe(opening.message.id)
    await group.table.until(opening, 'Vote in the thread. Votes stay hidden until the reveal at 17:38.')
    expect(buttonsIn(latest(opening)).map(({ label }) => label)).toEqual(["I'll lead"])
  })

  test('opens its poll sooner if most are done, for those present, and reveals eight minutes later', async () => {
    await using group = await withReaders()
    const { ada, ben, cleo, goTo, post, posts, wordsOf } = group
    const opening = post(opened)
    expect(wordsOf(await ada.press(opening, "I'm here"))).toContain("you're here")
    await ben.press(opening, "I've read it")
    expect(wordsOf(await cleo.press(opening, "I've read it"))).toContain("you've read it")
    await goTo('2026-11-25T17:00:30Z')
    await group.table.until(opening, '3 here, 2 have read it.')
    await goTo('2026-11-25T17:09:55Z')
    expect(posts('Open, votes hidden')).toHaveLength(0)
    await goTo('2026-11-25T17:10:02Z')
    const poll = post('Open, votes hidden · 0 of 3 have voted')
    expect(wordsOf(await ben.press(poll, 'Cog · Worst'))).toContain("You've read it.")
    expect(wordsOf(await ada.press(poll, 'Eng · Avg'))).toContain('How much of it have you read?')
    await goTo('2026-11-25T17:18:05Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
    await goTo('2026-11-25T17:54:00Z')
    expect(posts('Round 2 is open')).toHaveLength(0)
    await goTo('2026-11-25T17:55:02Z')
    expect(posts('Round 2 is open')).toHaveLength(1)
  })

  test('reveals at once when all present have voted', async () => {
    await using group = await withReaders()
    const { ada, ben, cleo, goTo, post, posts } = group
    const opening = post(opened)
    for (const one of [ada, ben]) await one.press(opening, "I'm here")
    await goTo('2026-11-25T17:30:02Z')
    const poll = post('Open, votes hidden · 0 of 2 have voted')
    for (const one of [ada, cleo]) await one.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T17:31:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    await ben.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T17:32:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
  })

  test('takes back what is pressed again; who is gone is no longer done', async () => {
    await using group = await withReaders()
    const { ada, ben, cleo, goTo, post, posts, wordsOf } = group
    const opening = post(opened)
    for (const one of [ada, ben, cleo]) await one.press(opening, "I've read it")
    expect(wordsOf(await ada.press(opening, "I've read it"))).toContain("haven't read it yet")
    expect(wordsOf(await ben.press(opening, "I'm here"))).toContain("you're no longer here")
    await goTo('2026-11-25T17:00:30Z')
    await group.table.until(opening, '2 here, 1 has read it.')
    await goTo('2026-11-25T17:29:00Z')
    expect(posts('Open, votes hidden')).toHaveLength(0)
  })

  test('is edited every ten seconds at most, however many press', async () => {
    await using group = await withReaders()
    const { table, goTo, post } = group
    const opening = post(opened)
    const before = opening.views.length
    for (let i = 0; i < 12; i++) {
      await table.as(`reader${i}`).press(opening, "I'm here")
      await goTo(new Date(table.clock.now() + 2500).toISOString())
    }
    await goTo('2026-11-25T17:01:00Z')
    await table.until(opening, '12 here, 0 have read it.')
    expect(opening.views.length - before).toBeLessThanOrEqual(5)
  })

  test('gives five more minutes three times, and starts the poll for who leads it', async () => {
    await using group = await withGroup()
    const { ada, ben, cleo, goTo, post, posts, wordsOf, table } = group
    await ada.type('reading facilitators order:table:ben')
    await ada.type('reading schedule together 30m')
    await ben.type('reading add AI Control why:because')
    await goTo('2026-11-25T17:01:00Z')
    const sheet = await ben.type('reading sheet')
    for (const until of ['17:35', '17:40', '17:45'])
      expect(wordsOf(await ben.press(sheet, '5 more minutes'))).toContain(
        `Everyone reads until 2026-11-25T${until}:00.000Z`,
      )
    expect(wordsOf(await ben.press(sheet, '5 more minutes'))).toContain('You have added 15 minutes already.')
    expect(wordsOf(await cleo.press(sheet, '5 more minutes'))).toContain(
      'Only the facilitator or an organiser',
    )
    await table.until(post(opened), 'Reading until 2026-11-25T17:45:00.000Z')
    await goTo('2026-11-25T17:40:00Z')
    expect(posts('Open, votes hidden')).toHaveLength(0)
    expect(wordsOf(await cleo.press(sheet, 'Start the poll now'))).toContain('Only the facilitator')
    await ben.press(sheet, 'Start the poll now')
    expect(posts('Open, votes hidden')).toHaveLength(1)
    expect(wordsOf(await ben.press(sheet, '5 more minutes'))).toContain('The time to read is over.')
    await goTo('2026-11-25T17:46:00Z')
    expect(posts('Open, votes hidden')).toHaveLength(1)
  })

  test('that opens late reads from then on; offline when the poll was due, it opens late and says so', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, sleepTo, post, posts, read, table } = group
    await ada.type('reading schedule together 30m')
    await ben.type('reading add AI Control why:because')
    await goTo('2026-11-25T16:50:00Z')
    sleepTo('2026-11-25T17:20:00Z')
    await table.quiet()
    const opening = post(opened)
    expect(read(opening)).toContain('Reading until 2026-11-25T17:50:0')
    sleepTo('2026-11-25T18:30:00Z')
    await table.quiet()
    expect(posts('Open, votes hidden')).toHaveLength(1)
    await table.until(opening, 'The poll opened 40 minutes late because I was offline.')
  })

  test('is edited at half of the time and five minutes before its end where a countdown stands still', async () => {
    await using group = await withReaders()
    const { goTo, post } = group
    const opening = post(opened)
    const editsAt = async (moment: string) => {
      await goTo(`2026-11-25T${moment}Z`)
      return opening.views.length
    }
    const first = await editsAt('17:14:55')
    expect(await editsAt('17:15:05')).toBe(first + 1)
    expect(await editsAt('17:24:55')).toBe(first + 1)
    expect(await editsAt('17:25:05')).toBe(first + 2)
  })

  test('opens its poll on nobody, too', async () => {
    await using group = await withReaders()
    const { ada, ben, goTo, post, posts } = group
    await goTo('2026-11-25T17:30:02Z')
    const poll = post('Open, votes hidden')
    for (const one of [ada, ben]) await one.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T17:37:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    await goTo('2026-11-25T17:38:05Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
  })

  test('says to nobody on the deny list that they are there', async () => {
    await using group = await withReaders()
    const { ada, ben, post, wordsOf } = group
    await ada.type('settings deny add:table:ben')
    expect(wordsOf(await ben.press(post(opened), "I'm here"))).toContain(
      "You can't take part in sessions here",
    )
  })

  test('keeps who is there for the person alone, until they are forgotten', async () => {
    await using group = await withReaders()
    const { ada, ben, table, post, goTo } = group
    const opening = post(opened)
    await ada.press(opening, "I'm here")
    await ben.press(opening, "I've read it")
    const own = JSON.stringify(await ben.type('my-data')).replaceAll('\\', '')
    expect(own).toContain('"here": "2026-11-25T17:00')
    expect(own).toContain('"read": "2026-11-25T17:00')
    await ben.press(await ben.type('forget-me'), 'Delete everything')
    await goTo('2026-11-25T17:01:00Z')
    await table.until(opening, '1 here, 0 have read it.')
  })

  test('counts people in an anonymous poll under ids that lead to nobody without its key, and without times', async () => {
    await using group = await withGroup()
    const { ada, ben, cleo, table, goTo, post, wordsOf } = group
    const form = await ada.press(await ada.type('settings'), 'Change…')
    await ada.submit(form, { visibility: 'anonymous' })
    await ada.type('reading schedule together 30m expect:table:ada,table:ben')
    await ben.type('reading add AI Control why:because')
    await goTo('2026-11-25T17:01:00Z')
    const opening = post(opened)
    await ada.press(opening, "I've read it")
    await cleo.press(opening, "I'm here")
    expect(wordsOf(await ben.press(opening, "I've read it"))).toContain("you've read it")
    await goTo('2026-11-25T17:02:00Z')
    await table.until(opening, '3 here, 2 have read it.')
    const stored = await sessionsOf(table)
    expect(stored).toMatch(/"present":\[\{"who":"v_[^"]+"(,"readAt":true)?\}/)
    expect(stored).not.toContain('table:cleo')
    expect(JSON.stringify(await ben.type('my-data')).replaceAll('\\', '')).toContain('"read": true')
    await ada.press(await ada.type('forget-me'), 'Delete everything')
    await goTo('2026-11-25T17:03:00Z')
    await table.until(opening, '2 here, 1 has read it.')
    await goTo('2026-11-25T17:30:02Z')
    const poll = post('Open, votes hidden')
    expect(wordsOf(await ben.press(poll, 'Cog · Worst'))).toContain("You've read it.")
    expect(wordsOf(await cleo.press(poll, 'Cog · Worst'))).toContain('How much of it have you read?')
  })

  test('without time to read has nothing of this', async () => {
    await using group = await withReaders('together off')
    const { ada, post, wordsOf } = group
    const opening = post(opened)
    post('Open, votes hidden')
    expect(buttonsIn(latest(opening)).map(({ label }) => label)).toEqual(["I'll lead"])
    expect(wordsOf(await ada.type('reading next do:poll'))).toContain('nothing to do for that step')
  })

  test('may be one session alone, or all but one', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, post, posts, wordsOf } = group
    await ben.type('reading add AI Control why:because')
    await ben.type('reading add Agent foundations why:it asks what an agent is')
    await goTo('2026-11-25T16:00:00Z')
    expect(wordsOf(await ada.type('reading next together:20m'))).toContain(
      'The session on Wed 25 Nov begins with 20 minutes to read.',
    )
    await ada.type('reading schedule together 40m')
    await goTo('2026-11-25T17:20:02Z')
    post('Open, votes hidden')
    await goTo('2026-12-02T16:00:00Z')
    expect(wordsOf(await ada.type('reading next together:off'))).toContain('having read the paper')
    await goTo('2026-12-02T17:01:00Z')
    expect(posts('Open, votes hidden')).toHaveLength(1)
  })

  test('leaves room to vote and to talk, and does not vote early', async () => {
    await using group = await withGroup()
    const { ada, wordsOf } = group
    for (const [typed, said] of [
      ['reading schedule together 45m', 'At most 40 minutes.'],
      ['reading schedule together 4m', 'for 5 to 120 minutes'],
      ['reading schedule together 30m poll:early', 'opens its poll after the reading'],
    ] as const)
      expect.soft(wordsOf(await ada.type(typed))).toContain(said)
    expect(wordsOf(await ada.type('reading schedule together 30m'))).toContain(
      'Poll opens: after 30 minutes to read, or sooner if most are done',
    )
    expect(wordsOf(await ada.type('reading schedule poll:early'))).toContain(
      'opens its poll after the reading',
    )
    expect(wordsOf(await ada.type('reading schedule together off poll:early'))).toContain(
      'Poll opens: with the announcement',
    )
  })
})
