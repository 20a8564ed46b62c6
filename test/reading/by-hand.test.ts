import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/chat/user-error.ts'
import { withGroup } from './test-group.ts'

async function listed(rule = 'wed 17:00 UTC') {
  const group = await withGroup({ rule })
  await group.ben.type('reading add AI Control why:because')
  await group.ben.type('reading add Sleeper Agents why:because')
  return group
}

describe('a step by hand', () => {
  test.each(['reveal', 'revote', 'recap'])(
    '%s before the opening is refused, and is done in its time',
    async (step) => {
      await using group = await listed()
      const { ada, ben, goTo, wordsOf } = group
      await goTo('2026-11-25T12:00:00Z')
      expect(wordsOf(await ada.type(`reading next do:${step}`))).toContain("hasn't started yet")
      await goTo('2026-11-25T17:05:00Z')
      await ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
      await ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
      await goTo('2026-11-26T17:10:00Z')
      expect(group.posts('Votes are visible.')).toHaveLength(1)
      expect(group.posts('Round 2 is open')).toHaveLength(1)
      expect(group.posts('Recap: AI Control')).toHaveLength(1)
    },
  )

  test('a reminder goes to whoever is expected, and is not sent again by itself', async () => {
    await using group = await listed()
    const { ada, goTo, told, wordsOf } = group
    await ada.type('reading schedule expect:table:ben')
    await goTo('2026-11-23T18:00:00Z')
    const reminders = () => told('ben').filter((words) => words.includes(': session in '))
    expect(wordsOf(await ada.type('reading next do:remind'))).toContain('Done: the first reminder')
    expect(reminders()).toHaveLength(1)
    await goTo('2026-11-25T13:00:00Z')
    expect(reminders()).toHaveLength(1)
    await goTo('2026-11-25T15:30:00Z')
    expect(reminders()).toHaveLength(2)
  })

  test('opening with nothing to read is refused, and the session stays', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, wordsOf } = group
    await goTo('2026-11-24T12:00:00Z')
    expect(wordsOf(await ada.type('reading next do:open'))).toContain('The reading list is empty')
    await ben.type('reading add AI Control why:because')
    await goTo('2026-11-25T17:05:00Z')
    expect(group.posts("Reading group: today's session has started")).toHaveLength(1)
  })

  test('a session that was opened days ahead is not announced any more, and its votes are shown in its time', async () => {
    await using group = await listed()
    const { ada, ben, goTo, wordsOf } = group
    await goTo('2026-11-23T13:00:00Z')
    expect(wordsOf(await ada.type('reading next do:open'))).toContain('Done: the start.')
    await ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
    await ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
    await goTo('2026-11-25T17:20:00Z')
    expect(group.posts('next session')).toHaveLength(0)
    expect(group.posts('Votes are visible.')).toHaveLength(0)
    await goTo('2026-11-25T17:35:00Z')
    expect(group.posts('Votes are visible.')).toHaveLength(1)
    expect(group.told('ada').filter((words) => words.includes('offline'))).toEqual([])
  })

  test('what a note offers is done for the session that it is about, however long ago that was', async () => {
    await using group = await listed()
    const { ada, goTo, sleepTo, table } = group
    await goTo('2026-11-23T13:00:00Z')
    // Over the time for the announcement of this session, with the next one's to come.
    sleepTo('2026-11-25T15:30:00Z')
    await goTo('2026-11-25T15:40:00Z')
    const note = table.told.find(
      ({ person, view }) => person === 'table:ada' && /announcement/i.test(view.summary),
    )
    if (note === undefined) throw new Error('There is no note')
    const answer = await ada.press({ kind: 'shown', view: note.view }, 'Do it now')
    expect(group.wordsOf(answer)).toContain('Done: the announcement.')
    expect(group.read(group.post('Reading group: next session'))).toContain('When: Wed 25 Nov, 17:00 (UTC)')
    await goTo('2026-11-25T17:10:00Z')
    expect(group.wordsOf(await ada.press({ kind: 'shown', view: note.view }, 'Do it now'))).toContain(
      'already',
    )
  })

  test('of a recap that was skipped offers nothing, for its session is over', async () => {
    await using group = await listed()
    const { ada, ben, goTo, table } = group
    await goTo('2026-11-25T17:05:00Z')
    await ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
    await ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
    await goTo('2026-11-26T12:00:00Z')
    table.refusePosts(new UserError('I may not post recaps.', 'Let me.'), 'Recap:')
    await goTo('2026-12-03T17:30:00Z')
    const note = table.told.find(
      ({ person, view }) => person === 'table:ada' && /recap for .* didn't happen/.test(view.summary),
    )
    if (note === undefined) throw new Error('There is no note')
    expect(JSON.stringify(note.view)).not.toContain('Do it now')
  })
})

test('a session that can’t go on holds up no other', async () => {
  await using group = await listed()
  const { ada, ben, goTo, table } = group
  await goTo('2026-11-25T17:05:00Z')
  await ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
  await ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
  table.refusePosts(new UserError('I may not post recaps.', 'Let me.'), 'Recap:')
  await goTo('2026-11-30T18:00:00Z')
  const announced = group.posts('Reading group: next session').map((one) => group.read(one))
  expect(announced.filter((words) => words.includes('Sleeper Agents'))).toHaveLength(1)
})

test('a group whose only organiser asked to be forgotten goes on', async () => {
  await using group = await listed()
  const { ada, ben, goTo } = group
  const asked = await ada.type('forget-me')
  await ada.press(asked, 'Delete everything')
  await goTo('2026-11-25T17:05:00Z')
  await ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
  expect(group.posts("Reading group: today's session has started")).toHaveLength(1)
  expect(group.table.logged).toEqual([])
})

test('a late announcement says so', async () => {
  await using group = await listed()
  const { goTo, sleepTo } = group
  await goTo('2026-11-23T12:30:00Z')
  sleepTo('2026-11-23T18:10:00Z')
  await goTo('2026-11-23T18:20:00Z')
  await group.table.quiet()
  expect(group.read(group.post('Reading group: next session'))).toMatch(
    /Announced \d+ minutes late because I was offline\./,
  )
})

test('a paper that comes too late to be announced is nobody’s fault', async () => {
  await using group = await withGroup()
  const { ben, goTo } = group
  await goTo('2026-11-25T15:10:00Z')
  await ben.type('reading add AI Control why:because')
  await goTo('2026-11-25T17:05:00Z')
  expect(group.posts("Reading group: today's session has started")).toHaveLength(1)
  expect(group.told('ada').filter((words) => words.includes('offline'))).toEqual([])
})

describe('a session that was missed', () => {
  async function missed() {
    const group = await listed('every 2 weeks wed 17:00 UTC from 2026-11-25')
    await group.goTo('2026-11-23T13:00:00Z')
    group.sleepTo('2026-11-25T23:10:00Z')
    await group.goTo('2026-11-25T23:20:00Z')
    const note = group.table.told.find(
      ({ person, view }) => person === 'table:ada' && view.summary.includes('missed'),
    )
    if (note === undefined) throw new Error('There is no note')
    return { ...group, note: { kind: 'shown', view: note.view } as const }
  }

  test('is opened from its note, with its paper, and lives to its recap', async () => {
    await using group = await missed()
    const { ada, ben, goTo, note, wordsOf } = group
    expect(wordsOf(await ada.press(note, 'Do it now'))).toContain('Done: the start.')
    expect(wordsOf(await ada.press(note, 'Do it now'))).toContain('already done')
    expect(group.read(group.post("Reading group: today's session has started"))).toContain('AI Control')
    await ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
    await ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
    await goTo('2026-11-27T00:00:00Z')
    expect(group.posts('Votes are visible.')).toHaveLength(1)
    expect(group.posts('Recap: AI Control')).toHaveLength(1)
    expect(wordsOf(await ada.type('reading history'))).not.toContain('missed')
  })

  test('is not opened once the next one has its paper', async () => {
    await using group = await missed()
    const { ada, note, wordsOf } = group
    await group.goTo('2026-12-02T17:10:00Z')
    expect(wordsOf(await ada.press(note, 'Do it now'))).toContain('The next session already has its paper.')
    expect(group.posts("Reading group: today's session has started")).toHaveLength(0)
  })
})
