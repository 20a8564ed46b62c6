import { describe, expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

/** So far off that nobody leads a session yet. */
const later = 'wed 17:00 UTC from 2026-12-09'

const add = (paper: string) => `reading add ${paper} why:because`

async function withThree(rule = 'wed 17:00 UTC') {
  const group = await withGroup({ at: '2026-11-26T12:00:00Z', rule })
  await group.ada.type('reading facilitators order:table:ada,table:ben,table:cleo')
  for (let i = 1; i <= 6; i++) {
    await group.ada.type(add(`Paper ${i}`))
    group.table.clock.advance(1000)
  }
  return group
}

const led = async (group: Awaited<ReturnType<typeof withThree>>) =>
  wordsOf(await group.ada.type('reading next')).match(/Led by: (.*)/)?.[1]

describe('facilitators', () => {
  test('take turns in their order, each told privately', async () => {
    await using group = await withThree()
    const leaders: (string | undefined)[] = []
    for (const day of ['2026-12-02', '2026-12-09', '2026-12-16', '2026-12-23']) {
      await group.goTo(`${day}T16:00:00Z`)
      leaders.push(await led(group))
    }
    expect(leaders).toEqual(['ada', 'ben', 'cleo', 'ada'])
    for (const name of ['ada', 'ben', 'cleo'])
      expect(group.told(name).filter((words) => words.includes("You're leading")).length).toBeGreaterThan(0)
  })

  test('who have left lead no session, and organisers are told', async () => {
    await using group = await withThree(later)
    await group.ada.type('reading facilitators order:table:ben,table:cleo,table:ada')
    group.table.left('table:ben')
    await group.goTo('2026-12-02T18:00:00Z')
    expect(await led(group)).toBe('cleo')
    expect(group.told('ada').filter((words) => words.includes('has left'))).toEqual([
      'ben has left and no longer leads sessions of Reading group.',
    ])
    expect(wordsOf(await group.ada.type('reading facilitators'))).not.toContain('ben')
  })

  test('who are away keep their place, and who pass are followed by the next, who is told', async () => {
    await using group = await withThree(later)
    await group.ada.type('reading facilitators away:2026-12-08 2026-12-10')
    await group.goTo('2026-12-02T18:00:00Z')
    expect(await led(group)).toBe('ben')
    const answer = await group.ben.type('reading facilitators pass:2026-12-09')
    expect(wordsOf(answer)).toContain('Wed 9 Dec: cleo')
    expect(group.told('cleo').join()).toContain("You're leading the next session")
    await group.goTo('2026-12-10T18:00:00Z')
    expect(await led(group)).toBe('ada')
  })

  test('who pass a turn that was theirs have the next one, and the order goes on', async () => {
    await using group = await withThree()
    await group.goTo('2026-11-27T12:00:00Z')
    expect(await led(group)).toBe('ada')
    await group.ada.type('reading facilitators pass:2026-12-02')
    expect(await led(group)).toBe('ben')
    expect(group.told('ben').join()).toContain("You're leading the next session")
    const leaders: (string | undefined)[] = []
    for (const day of ['2026-12-02', '2026-12-09', '2026-12-16', '2026-12-23', '2026-12-30']) {
      await group.goTo(`${day}T16:00:00Z`)
      leaders.push(await led(group))
    }
    expect(leaders).toEqual(['ben', 'ada', 'cleo', 'ben', 'ada'])
  })

  test('whose turn an organiser passes are told, as is the next', async () => {
    await using group = await withThree(later)
    await group.ada.type('reading facilitators order:table:ben,table:cleo')
    await group.goTo('2026-12-02T18:00:00Z')
    expect(await led(group)).toBe('ben')
    await group.ada.type('reading facilitators pass:2026-12-09')
    expect(await led(group)).toBe('cleo')
    expect(group.told('ben').join()).toContain(
      'Ada gave up your turn to lead Reading group on Wed 9 Dec. The next facilitator takes it.',
    )
    expect(group.told('cleo').join()).toContain("You're leading the next session")
  })

  test('pass for themselves where nobody has the turn yet', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    await group.ada.type('reading facilitators order:table:ada,table:ben,table:cleo')
    await group.goTo('2026-11-27T12:00:00Z')
    expect(await led(group)).toBe('nobody yet')
    await group.ada.type('reading facilitators pass:2026-12-02')
    expect(await led(group)).toBe('nobody yet')
    await group.ada.type(add('Paper One'))
    await group.goTo('2026-11-27T18:00:00Z')
    expect(await led(group)).toBe('ben')
  })

  test('who take a turn that nobody has are last in the order', async () => {
    await using group = await withThree(later)
    for (const name of ['ada', 'ben', 'cleo'])
      await group.table.as(name).type('reading facilitators away:2026-12-09')
    await group.goTo('2026-12-07T17:05:00Z')
    const announcement = group.post('next session')
    await group.ada.press(announcement, "I'll lead")
    await group.goTo('2026-12-10T18:00:00Z')
    expect(await led(group)).toBe('ben')
  })

  test('swap their turns, and both know', async () => {
    await using group = await withThree(later)
    await group.ada.type('reading facilitators swap:table:cleo')
    expect(group.told('cleo').join()).toContain('Ada swapped turns with you in Reading group.')
    await group.goTo('2026-12-02T18:00:00Z')
    expect(await led(group)).toBe('cleo')
  })

  test('are fifty at most, set or added', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    const people = (count: number) => Array.from({ length: count }, (_, i) => `table:p${i}`).join(',')
    const full = 'Up to 50 people can take turns. Remove some of them first.'
    expect(wordsOf(await group.ada.type(`reading facilitators order:${people(51)}`))).toBe(full)
    expect(wordsOf(await group.ada.type(`reading facilitators order:${people(50)}`))).toContain('50.')
    expect(wordsOf(await group.ada.type('reading facilitators add:table:ben'))).toBe(full)
    expect(wordsOf(await group.ada.type('reading facilitators add:table:p3'))).toContain('50.')
    await group.ada.type('reading facilitators remove:table:p3')
    expect(wordsOf(await group.ada.type('reading facilitators add:table:ben'))).toContain('50.')
  })

  test('are not set by anyone', async () => {
    await using group = await withThree()
    for (const words of ['order:table:ben', 'remove:table:cleo', 'add:table:dora'])
      expect
        .soft(wordsOf(await group.ben.type(`reading facilitators ${words}`)), words)
        .toContain('Only an organiser or a manager of this channel can')
    expect(wordsOf(await group.table.as('Dora').type('reading facilitators away:2026-12-01'))).toContain(
      "You aren't one of the facilitators.",
    )
    await group.ben.type('reading facilitators remove:table:ben')
    expect(wordsOf(await group.ben.type('reading facilitators'))).not.toContain('ben')
  })

  test('are whoever presses first where there is nobody', async () => {
    await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
    await group.ada.type(add('Paper One'))
    await group.goTo('2026-11-30T17:05:00Z')
    const announcement = group.post('next session')
    const led = wordsOf(await group.ben.press(announcement, "I'll lead"))
    expect(led).toContain('Wed 2 Dec: Ben')
    expect(led).not.toContain('No facilitators yet')
    await group.table.until(announcement, 'Led by: Ben')
    expect(
      wordsOf(
        await group.cleo.ask({
          command: 'reading facilitators',
          args: { take: JSON.stringify(announcement.views[0]).match(/s_[a-z0-9]{10}/)?.[0] ?? '' },
        }),
      ),
    ).toContain('Ben is leading.')
    expect(wordsOf(await group.ben.type('reading next do:open'))).toContain('Done')
  })
})

describe('reminders', () => {
  test('go to who is expected and has not answered, not to who wants none, twice at most', async () => {
    await using group = await withThree()
    await group.ada.type('reading schedule expect:table:ben,table:cleo,table:dora poll:early')
    await group.goTo('2026-11-30T17:05:00Z')
    await group.ben.press(group.post('Open, votes hidden'), 'Cog · Worst')
    await group.goTo('2026-12-01T17:05:00Z')
    const reminded = (name: string) => group.told(name).filter((words) => words.includes(': session in '))
    expect(reminded('ben')).toHaveLength(0)
    expect(reminded('cleo')).toHaveLength(1)
    expect(wordsOf(await group.cleo.ask({ command: 'reading mute', args: {} }))).toBe(
      "You won't get reminders from Reading group any more.",
    )
    await group.goTo('2026-12-02T16:30:00Z')
    expect(reminded('cleo')).toHaveLength(1)
    expect(reminded('dora')).toHaveLength(2)
  })

  test('that a session sends take none of the ten that its facilitator may send in a day', async () => {
    await using group = await withThree()
    await group.ada.type('reading schedule expect:table:ben,table:cleo,table:dora poll:early')
    await group.goTo('2026-12-01T17:05:00Z')
    expect(group.told('cleo').filter((words) => words.includes(': session in '))).toHaveLength(1)
    for (let i = 0; i < 10; i++)
      expect(wordsOf(await group.ada.type('remind'))).not.toContain('You have sent reminders')
    expect(wordsOf(await group.ada.type('remind'))).toContain('You have sent reminders 10 times')
  })

  test('in an anonymous poll go to everyone, voted or not, in the same words', async () => {
    await using group = await withThree()
    await group.ada.type('reading schedule expect:table:ben,table:cleo poll:early')
    const form = await group.ada.press(await group.ada.type('settings'), 'Change…')
    await group.ada.submit(form, { visibility: 'anonymous' })
    await group.goTo('2026-11-30T17:05:00Z')
    await group.ben.press(group.post('Open, votes hidden'), 'Cog · Worst')
    await group.goTo('2026-12-01T17:05:00Z')
    const reminded = (name: string) => group.told(name).filter((words) => words.includes(': session in '))
    expect(reminded('ben')).toHaveLength(1)
    expect(reminded('ben')).toEqual(reminded('cleo'))
    expect(reminded('ben')[0]).toContain('Reading group: session in 24 hours')
    expect(reminded('ben')[0]).toContain(' in #main · ')
  })
})

describe('notes to a recap', () => {
  test('are added by the facilitator, and stay true in its message', async () => {
    await using group = await withThree()
    await group.goTo('2026-12-03T17:10:00Z')
    const recap = group.post('Recap: Paper 1')
    expect(wordsOf(await group.cleo.press(recap, 'Add notes…'))).toContain(
      'Only ada or an organiser can add notes. Ask one of them.',
    )
    const form = await group.ada.press(recap, 'Add notes…')
    await group.ada.submit(form, { notes: 'We talked about section 4 for an hour.' })
    await group.table.until(recap, '“We talked about section 4 for an hour.” ada')
  })
})

const isNoSheet = (words: string): boolean => !words.startsWith('Your sheet for')

describe('private messages of one session, besides the sheet', () => {
  test('are two at most for whoever leads it, and for everybody else', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, told } = group
    await goTo('2026-11-26T00:00:00Z')
    await ada.type('reading facilitators order:table:ben')
    await ada.type('reading schedule expect:table:ben,table:cleo')
    await ben.type('reading add AI Control why:because')
    await goTo('2026-12-02T17:00:00Z')
    const first = (words: string) => words.split('\n')[0]
    expect(told('ben').filter(isNoSheet).map(first)).toEqual([
      expect.stringContaining("You're leading the next session"),
      expect.stringContaining(': session in '),
    ])
    expect(told('cleo')).toHaveLength(2)
  })

  test('are two for whoever it is passed on to before the reminders', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo, told } = group
    await goTo('2026-11-26T00:00:00Z')
    await ada.type('reading facilitators order:table:ben,table:cleo')
    await ada.type('reading schedule expect:table:ben,table:cleo')
    await ben.type('reading add AI Control why:because')
    await goTo('2026-11-28T00:00:00Z')
    await ben.type('reading facilitators pass:2026-12-02')
    await goTo('2026-12-02T17:00:00Z')
    expect(told('cleo').filter(isNoSheet)).toHaveLength(2)
    expect(told('cleo')[0]).toContain("You're leading the next session")
  })
})
