import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withGroup } from '../reading/test-group.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

const voters = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve']

interface Held {
  readonly title: string
  readonly words: string
  readonly voters: number
  readonly isOpen?: boolean
}

/** A poll whose first voter says what would move them. @returns its id. */
async function hold(table: TestBot, { title, words, voters: count, isOpen }: Held): Promise<string> {
  const opened = await table.as('Mona', 'manager').type(`poll ${title} closes:never ${words}`)
  const [poll = ''] = /p_[a-z0-9]{10}/.exec(JSON.stringify(opened)) ?? []
  for (const [i, name] of voters.slice(0, count).entries())
    await table.as(name).ask({
      command: 'cast',
      args: { poll, approach: '2', case: '2', ...(i === 0 && { crux: `zqcrux in ${title}` }) },
    })
  if (isOpen !== true) await table.as('Mona', 'manager').ask({ command: 'close', args: { paper: poll } })
  await table.quiet()
  return poll
}

const find = async (table: TestBot, words: string, name = 'Ben') =>
  wordsOf(await table.as(name).type(`find ${words}`))

describe('a search for what would move voters', () => {
  const polls = {
    names: { title: 'Paper N', words: '', voters: 1 },
    anonymous: { title: 'Paper S', words: 'anonymous sure', voters: 5 },
    few: { title: 'Paper F', words: 'anonymous sure', voters: 4 },
    blind: { title: 'Paper B', words: 'blind', voters: 5, isOpen: true },
  } as const satisfies Readonly<Record<string, Held>>
  let table: TestBot
  let named = ''
  beforeAll(async () => {
    table = await startTestBot()
    named = await hold(table, polls.names)
    for (const poll of [polls.anonymous, polls.few, polls.blind]) await hold(table, poll)
  })
  afterAll(() => table[Symbol.asyncDispose]())

  test('finds it with its voter, and without in an anonymous poll', async () => {
    const found = await find(table, 'zqcrux')
    expect(found).toContain('“Paper N”: What would move Ada: “zqcrux in Paper N”')
    expect(found).toContain('“Paper S”: What would move a voter: “zqcrux in Paper S”')
  })

  test('finds nothing of a round with too few votes, nor of one that is hidden', async () => {
    expect(await find(table, 'zqcrux')).not.toMatch(/Paper [FB]/)
  })

  test('finds nothing for those who can’t see the channel', async () => {
    table.hide('main', 'Nora')
    const nora = table.as('Nora', 'member', { channel: 'lounge' })
    expect(wordsOf(await nora.type('find zqcrux'))).toMatch(/^Nothing about “zqcrux”/)
  })

  test('finds nothing once a manager has removed the words, or their writer is forgotten', async () => {
    const mona = table.as('Mona', 'manager')
    await mona.ask({
      command: 'remove-reason',
      args: { paper: named, reason: 'zqcrux in Paper N', sure: 'yes' },
    })
    expect(await find(table, 'zqcrux')).not.toContain('Paper N')
    await hold(table, { title: 'Paper M', words: '', voters: 2 })
    expect(await find(table, 'zqcrux')).toContain('“Paper M”: What would move Ada: ')
    await table.as('Ada').ask({ command: 'forget-me', args: { sure: 'yes', words: 'yes' } })
    expect(await find(table, 'zqcrux')).toMatch(/^Nothing about “zqcrux”/)
  })
})

describe('a search in a reading group', () => {
  test('finds papers of its list, why they were nominated, questions, and notes of sessions', async () => {
    await using group = await withGroup({ at: '2026-11-24T12:00:00Z', rule: 'wed 17:00 UTC from 2026-12-02' })
    const { ada, ben, table } = group
    await ada.type('reading facilitators order:table:ada')
    await ben.type('reading add Paper zqlisted why:"it is zqcited"')
    await group.goTo('2026-11-30T17:01:00Z')
    expect(await find(table, 'zqlisted', 'Cleo')).toContain(
      '“Paper zqlisted”: On the reading list of Reading group.',
    )
    expect(await find(table, 'zqcited', 'Cleo')).toMatch(/Nominated in .+ by Ben: “it is zqcited”/)
    await ben.type('reading ask Is it zqasked?')
    expect(await find(table, 'zqasked', 'Cleo')).toMatch(
      /Paper zqlisted.*: Asked in .+ by Ben: “Is it zqasked\?”/,
    )
    await group.goTo('2026-12-03T18:00:00Z')
    await ada.submit(await ada.press(group.post('Recap:'), 'Add notes…'), { notes: 'We were zqnoted' })
    expect(await find(table, 'zqnoted', 'Cleo')).toMatch(/Notes of a session of .+: “We were zqnoted”/)

    table.hide('main', 'Nora')
    const nora = table.as('Nora', 'member', { channel: 'lounge' })
    for (const word of ['zqlisted', 'zqcited', 'zqasked', 'zqnoted'])
      expect(wordsOf(await nora.type(`find ${word}`)), word).toMatch(/^Nothing about/)
    await ben.ask({ command: 'forget-me', args: { sure: 'yes' } })
    for (const word of ['zqcited', 'zqasked'])
      expect(await find(table, word, 'Cleo'), word).toMatch(/^Nothing about/)
  })

  test('finds no questions where a group wants none, and names nobody who asked without a name', async () => {
    await using group = await withGroup({ at: '2026-11-24T12:00:00Z', rule: 'wed 17:00 UTC from 2026-12-02' })
    const { ada, ben, table } = group
    await ada.type('reading schedule questions:anonymous')
    await ben.type('reading add Paper A why:because')
    await group.goTo('2026-11-30T17:01:00Z')
    await ben.type('reading ask Is it zqasked?')
    const found = await find(table, 'zqasked', 'Cleo')
    expect(found).toMatch(/Asked in [^“]+: “Is it zqasked\?”/)
    expect(found).not.toContain('Ben')
    await ada.type('reading schedule extras:off')
    expect(await find(table, 'zqasked', 'Cleo')).toMatch(/^Nothing about/)
  })
})
