import { describe, expect, test } from 'vitest'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

const add = (paper: string) => `reading add ${paper} why:because`
const notOrganiser = 'Only an organiser or a manager of this channel can'
const denied = /^You can't .* here\. You are on the list of people who may look but not take part\./
const elsewhere = { channel: 'elsewhere' }

/** Ada's group in #main with a session of 2026-11-25 that Ben leads, after him Cleo and Dan; Mo manages #main. */
async function led() {
  const group = await withGroup()
  const { ada, table, goTo } = group
  await ada.type('reading facilitators order:table:ben,table:cleo,table:dan')
  await ada.type(add('The one'))
  await goTo('2026-11-23T12:30:00Z')
  table.as('Mo', 'manager')
  const id = /g_[a-z0-9]{10}/.exec(JSON.stringify(await ada.type('reading list')))?.[0] ?? ''
  return { ...group, id, mo: table.as('Mo', 'member', elsewhere) }
}

const labelsIn = (answer: Parameters<typeof buttonsIn>[0]) => buttonsIn(answer).map(({ label }) => label)

describe('a rank counts where the group lives', () => {
  test('whoever manages its channel confirms a schedule elsewhere, and people are told of its channel', async () => {
    await using group = await led()
    const { ada, mo, id, table } = group
    await ada.type('reading schedule expect:table:cleo')
    const proposal = await mo.type(`reading schedule thu 17:00 UTC group:${id}`)
    expect(labelsIn(proposal)).toContain('Confirm and move it')
    const confirmed = await mo.press(proposal, 'Confirm and move it')
    expect(wordsOf(confirmed)).toContain('every Thursday')
    const told = table.told.filter(({ view }) => view.summary.includes('moves to'))
    expect(told.map(({ person, place }) => [person, place.channel])).toEqual([['table:cleo', 'main']])
  })

  test('whoever manages another channel confirms nothing', async () => {
    await using group = await led()
    const { ben, id, table } = group
    const dora = table.as('Dora', 'admin', elsewhere)
    const apply = { command: 'reading apply', args: { group: id, rule: 'thu 17:00 UTC' } }
    for (const person of [ben, dora]) expect(wordsOf(await person.ask(apply))).toContain(notOrganiser)
    const proposed = await dora.type(`reading schedule thu 17:00 UTC group:${id}`)
    expect(wordsOf(proposed)).toContain(notOrganiser)
    expect(labelsIn(proposed)).toEqual([])
  })

  test('an organiser who is denied, or a guest where they are now, brings the group nowhere', async () => {
    await using group = await led()
    const { id, table } = group
    const move = { command: 'reading begin', args: { group: id, move: 'yes' } }
    expect(wordsOf(await table.as('Ada', 'guest', elsewhere).ask(move))).toContain(
      'Only members of this channel can move a reading group here.',
    )
    table.as('Ada')
    await table.as('Root', 'admin').type('settings deny add:table:ada')
    expect(wordsOf(await table.as('Ada', 'member', elsewhere).ask(move))).toMatch(denied)
    expect(wordsOf(await table.as('Ada').type('reading skip'))).toMatch(denied)
  })
})

describe('what is for everyone', () => {
  test('is posted where the group lives, and by members', async () => {
    await using group = await led()
    const { ben, mo, id, table, goTo } = group
    await goTo('2026-11-26T17:10:00Z')
    const posted = table.said.length
    for (const words of ['history recap', 'board'])
      expect(wordsOf(await mo.ask(recapOf(words, id))), words).toContain("That's in another channel.")
    const guest = table.as('Gus', 'guest')
    expect(wordsOf(await guest.type('reading history recap'))).toContain(
      'Only members of this channel can post the recap here.',
    )
    expect(table.said).toHaveLength(posted)
    expect(wordsOf(await mo.type(`reading history group:${id}`))).toContain('The one')
    expect(wordsOf(await ben.type('reading history recap'))).toContain('Season 1')
  })

  test('is offered to those who may post it', async () => {
    await using group = await led()
    const { ada, ben, mo, id } = group
    expect(labelsIn(await ada.type('reading list'))).toContain('Post the list here')
    expect(labelsIn(await ben.type('reading list'))).not.toContain('Post the list here')
    expect(labelsIn(await mo.type(`reading list group:${id}`))).not.toContain('Post the list here')
  })

  test('a move is offered to those who may move the group', async () => {
    await using group = await led()
    const begin = async (name: string) => {
      const there = group.table.as(name, 'manager', elsewhere)
      const proposed = await there.type('reading schedule wed 18:00 name:“Reading group”')
      return { proposed, refused: await there.press(proposed, 'Confirm') }
    }
    const offered = await begin('Mo')
    expect(labelsIn(offered.proposed)).toEqual(['Confirm', 'Move Reading group here', 'Cancel'])
    expect(labelsIn(offered.refused)).toEqual(['Move Reading group here'])
    const { proposed, refused } = await begin('Dora')
    expect(labelsIn(proposed)).toEqual(['Confirm', 'Cancel'])
    expect(wordsOf(refused)).toContain('There is already a group called “Reading group” in another channel.')
    expect(wordsOf(refused)).not.toContain('move that one here')
    expect(labelsIn(refused)).toEqual([])
  })
})

const recapOf = (words: string, group: string) =>
  words === 'board'
    ? { command: 'reading board', args: { group } }
    : { command: 'reading history', args: { group, recap: 'yes' } }

describe('the turns of two others', () => {
  test('are swapped by organisers, and both are told', async () => {
    await using group = await led()
    const { ada, ben, told } = group
    expect(wordsOf(await ben.type('reading facilitators swap:table:cleo,table:dan'))).toContain(
      "Only an organiser or a manager of this channel can swap other people's turns.",
    )
    expect(wordsOf(await ada.type('reading facilitators swap:table:cleo,table:dan'))).toMatch(
      /1\.: dan\n2\.: cleo\n3\.: ben/,
    )
    expect(told('cleo').at(-1)).toContain(
      'Ada swapped your next turn in Reading group with the next turn of dan.',
    )
    expect(told('dan').at(-1)).toContain(
      'Ada swapped your next turn in Reading group with the next turn of cleo.',
    )
  })
})

describe('a form to fill in a command', () => {
  const fill = (call: string) => ({ command: 'fill', args: { call } })
  const calls = ['reading-pause', 'reading-resume', 'reading-skip', 'reading-schedule']

  test.each(calls)(
    'for %s is opened for organisers, and refused to others before they fill it in',
    async (call) => {
      await using group = await withGroup()
      expect(await group.ada.ask(fill(call))).toMatchObject({ kind: 'form' })
      for (const person of [group.ben, group.table.as('Gus', 'guest')]) {
        const answer = await person.ask(fill(call))
        expect(answer.kind).toBe('refusal')
        expect(wordsOf(answer)).toMatch(
          /^Only an organiser or a manager of this channel can .*\. Ask one of them\./,
        )
      }
    },
  )

  test('about a session is opened for whoever leads it, until it is announced', async () => {
    await using group = await withGroup()
    const { ada, ben, goTo } = group
    await ada.type('reading facilitators order:table:ben')
    await goTo('2026-11-26T00:00:00Z')
    await ben.type('reading add One paper why:because')
    await goTo('2026-11-28T00:00:00Z')
    for (const call of ['reading-skip', 'reading-schedule'])
      expect(await ben.ask(fill(call))).toMatchObject({ kind: 'form' })
    expect((await ben.ask(fill('reading-pause'))).kind).toBe('refusal')
    await goTo('2026-12-01T00:00:00Z')
    expect((await ben.ask(fill('reading-skip'))).kind).toBe('refusal')
  })

  test('is opened where the caller organises one of several groups', async () => {
    await using group = await withGroup()
    const { ada, table } = group
    await ada.press(await ada.type('reading schedule wed 17:00 UTC group:Theory'), 'Confirm')
    expect(await ada.ask(fill('reading-pause'))).toMatchObject({ kind: 'form' })
    expect((await table.as('Ben').ask(fill('reading-pause'))).kind).toBe('refusal')
    expect((await table.as('Ben').ask(fill('reading-pause?group=Theory'))).kind).toBe('refusal')
  })

  test('where there is no group is refused to those who can’t start one', async () => {
    await using table = await startTestBot()
    expect(wordsOf(await table.as('Ben').ask(fill('reading-schedule')))).toContain(
      'Only a manager of this channel can start a reading group.',
    )
    expect(await table.as('Ada', 'manager').ask(fill('reading-schedule'))).toMatchObject({ kind: 'form' })
    expect(wordsOf(await table.as('Ben').ask(fill('reading-pause')))).toContain('There is no reading group')
  })
})
