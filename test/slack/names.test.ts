import { describe, expect, test } from 'vitest'
import type { Person } from '../platforms/slack/entities.ts'
import { rowsOf } from '../store/rows.ts'
import { crowdVotes, seatedByOneClock } from './new-people.ts'
import { readers } from './table.ts'

const [secondMs, minuteMs, hourMs] = [1000, 60_000, 3_600_000]

test('45 new people vote within four seconds: within a minute every name is right, within the rates of Slack', () =>
  crowdVotes(45))

/** A table with somebody whose name is nowhere else. */
async function withXanthippe() {
  const table = await seatedByOneClock()
  const { home, slack } = table
  const xanthippe = home.join('Xanthippe', { isAdmin: true })
  home.general.members.add(xanthippe.id)
  return {
    ...table,
    xanthippe,
    call: (person: Person, profile: string) => Object.assign(person, { profile: { display_name: profile } }),
    /** The records that hold her name, or the handle that came with what she did. */
    naming: () => rowsOf(table.database).filter((row) => /xanthippe/i.test(row)),
    /** From now on nobody can look her up, until that is over. */
    hideHer() {
      let isOver = false
      slack.makeTrouble((method, { user }) =>
        method === 'users.list' || (method === 'users.info' && user === xanthippe.id)
          ? { until: () => isOver }
          : undefined,
      )
      return () => {
        isOver = true
        slack.makeTrouble(() => undefined)
      }
    },
  }
}

test('no record but that of the person holds a name', async () => {
  await using table = await withXanthippe()
  const { home, people, xanthippe, goOn, slack } = table
  const board = await table.open(xanthippe, 'A paper', ' note:read it')
  const act = async (asked: ReturnType<typeof people.slash>) => void (await goOn(() => asked.isAnswered))
  await act(people.press(xanthippe, 'Cog · Worst', board))
  await act(people.press(home.ben, 'Eng · Avg', board))
  await act(people.slash(xanthippe, 'close'))
  await goOn(() => table.posted().some((one) => slack.textOf(one).includes('Xanthippe closed round 1')))
  await act(people.slash(xanthippe, 'reading schedule wed 17:00 UTC'))
  await act(people.press(xanthippe, 'Confirm', table.note(xanthippe)))
  await act(people.slash(xanthippe, 'reading add arXiv:2312.06942 why:worth it'))
  await act(people.slash(home.ada, `settings managers add:${people.at(xanthippe)}`))
  await goOn(() => table.naming().length > 0)
  expect(table.naming()).toEqual([
    expect.stringMatching(
      new RegExp(`^slack-profile/${home.id} ${xanthippe.id} .*"name":"Xanthippe".*"kind":"member"`),
    ),
  ])
})

describe('the name of somebody who isn’t known yet', () => {
  test('is the handle that came with the press until it is known, and that is never stored', async () => {
    await using table = await withXanthippe()
    const { slack, home, people, xanthippe, goOn } = table
    // Who nobody can say anything about has the rights of a guest.
    const settings = people.slash(home.ada, 'settings')
    await goOn(() => settings.isAnswered)
    const asked = people.press(home.ada, 'Change…', table.note(home.ada))
    await goOn(() => asked.view?.blocks.some(({ block_id }) => block_id === 'guests') === true)
    if (asked.view === undefined) throw new Error('No form was opened')
    const saved = people.submit(home.ada, asked.view, { guests: 'full' })
    await goOn(() => saved.isAnswered)
    const show = table.hideHer()
    const board = await table.open(xanthippe, 'A paper')
    expect(slack.textOf(board)).toContain('opened by xanthippe')
    expect(table.naming()).toEqual([])
    show()
    await people.answered(people.slash(home.ben, 'help'))
    await goOn(() => slack.textOf(board).includes('opened by Xanthippe'))
  })

  test('is waited for by an export, up to twenty seconds', async () => {
    await using table = await withXanthippe()
    const { home, people, xanthippe, goOn } = table
    const board = await table.open(home.ada, 'A paper')
    const show = table.hideHer()
    const pressed = people.press(xanthippe, 'Cog · Worst', board)
    await goOn(() => pressed.isAnswered)
    const before = table.clock.now()
    expect(await table.exportedTo(home.ada)).toEqual(['xanthippe'])
    expect(table.clock.now() - before).toBeGreaterThanOrEqual(20 * secondMs)
    show()
    await people.answered(people.slash(home.ben, 'help'))
    expect(await table.exportedTo(home.ada)).toEqual(['Xanthippe'])
  })
})

test('the address of a paper looks like the id of a person and is not waited for as one', async () => {
  await using table = await withXanthippe()
  const { slack, home, people, goOn, clock } = table
  people.slash(home.ada, 'poll https://example.org/a-paper')
  await goOn(() => table.posted().some((one) => slack.textOf(one).includes('opened by Ada')))
  const before = clock.now()
  expect(await table.exportedTo(home.ada)).toEqual([])
  expect(clock.now() - before).toBeLessThan(20 * secondMs)
})

test('a name is a day old at most: then it is shown, asked for again in the background, and right the next time', async () => {
  await using table = await withXanthippe()
  const { slack, home, people, clock, xanthippe, goOn } = table
  const board = await table.open(xanthippe, 'A paper')
  await goOn(() => slack.textOf(board).includes('opened by Xanthippe'))
  table.call(xanthippe, 'Penelope')
  const vote = async (cell: string) => {
    const pressed = people.press(home.ben, cell, board)
    await goOn(() => pressed.isAnswered)
  }
  clock.advance(23 * hourMs)
  await vote('Cog · Worst')
  await goOn(() => slack.textOf(board).includes('1 vote'))
  expect(slack.textOf(board)).toContain('opened by Xanthippe')
  clock.advance(2 * hourMs)
  await vote('Eng · Worst')
  await goOn(() => slack.textOf(board).includes('Engineering'))
  await vote('Eng · Avg')
  await goOn(() => slack.textOf(board).includes('opened by Penelope'))
})

test('the name of somebody who is forgotten goes', async () => {
  await using table = await withXanthippe()
  const { people, xanthippe, goOn, slack } = table
  const board = await table.open(xanthippe, 'A paper')
  await goOn(() => table.naming().length > 0)
  const asked = people.slash(xanthippe, 'forget-me')
  await goOn(() => asked.isAnswered)
  const confirmed = people.press(xanthippe, 'Delete everything', table.note(xanthippe))
  await goOn(() => confirmed.isAnswered && slack.textOf(board).includes('opened by someone who left'))
  expect(table.naming()).toEqual([])
})

describe('look-ups', () => {
  test('keep below the rate of Slack, and list the workspace if there are many', async () => {
    await using table = await withXanthippe()
    const { people, goOn, calls, home, clock } = table
    const board = await table.open(home.ada, 'A paper')
    const voters = readers(table, 70)
    for (let minute = 0; minute < 3; minute += 1) {
      const pressed = voters.map((voter) =>
        people.press(voter, minute === 1 ? 'Eng · Avg' : 'Cog · Worst', board),
      )
      await goOn(() => pressed.every(({ isAnswered }) => isAnswered))
      // What somebody may do is remembered for a minute.
      clock.advance(minuteMs)
    }
    const asked = calls('users.info')
    expect(asked.length + calls('users.list').length).toBeLessThan(70)
    expect(calls('users.list').length).toBeGreaterThanOrEqual(3)
  })

  test('find a crowd in a workspace of 2,000 in its list', async () => {
    await using table = await withXanthippe()
    const { slack, people, goOn, calls, home, clock } = table
    const board = await table.open(home.ada, 'A paper')
    slack.keepRates(clock.now)
    for (let i = 0; i < 2000; i += 1) home.join(`Colleague ${i}`)
    const before = calls('users.info').length
    const pressed = readers(table, 100).map((voter) => people.press(voter, 'Cog · Worst', board))
    await goOn(() => pressed.every(({ isAnswered }) => isAnswered))
    // Only those who came before there were too many to ask for one by one.
    expect(calls('users.info').length - before).toBeLessThanOrEqual(30)
  })

  test('wait when Slack says so, and nothing else does', async () => {
    await using table = await withXanthippe()
    const { slack, people, goOn, calls, home, clock, xanthippe } = table
    const board = await table.open(home.ada, 'A paper')
    slack.keepRates(clock.now)
    slack.makeTrouble((method) => (method === 'users.info' ? { status: 429, retryAfter: 30 } : undefined))
    const first = people.press(xanthippe, 'Cog · Worst', board)
    await goOn(() => calls('users.info').some(({ status }) => status === 429))
    slack.makeTrouble(() => undefined)
    const since = clock.now()
    const told = calls('users.info').length
    // Who nobody can say anything about has the least rights, and those are enough to vote.
    expect(await goOn(() => first.isAnswered)).toBeLessThan(30 * secondMs)
    await goOn(() => slack.textOf(board).includes('1 vote'))
    expect(calls('users.info')).toHaveLength(told)
    await goOn(() => calls('users.info').length > told)
    expect(clock.now() - since).toBeGreaterThanOrEqual(29 * secondMs)
  })
})
