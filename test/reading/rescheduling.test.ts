import { describe, expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

/** The session of Wednesday 2026-12-02 is prepared and announced; the group will meet on Tuesdays at 18:00. */
async function proposed() {
  const group = await withGroup({ at: '2026-11-26T12:00:00Z' })
  await group.ben.type('reading add AI Control why:because')
  await group.goTo('2026-11-30T17:10:00Z')
  await group.cleo.press(group.post('next session'), 'Coming')
  const proposal = await group.ada.type('reading schedule tue 18:00')
  return { ...group, proposal }
}

describe('a session that is prepared when the schedule is changed', () => {
  test('keeps its time', async () => {
    await using group = await proposed()
    const { ada, goTo, proposal } = group
    expect(wordsOf(proposal)).toContain('The session on Wed 2 Dec has already been prepared.')
    await ada.press(proposal, 'Confirm')
    await goTo('2026-12-01T18:05:00Z')
    expect(group.posts('session has started')).toHaveLength(0)
    await goTo('2026-12-02T17:05:00Z')
    expect(group.posts('session has started')).toHaveLength(1)
  })

  test('takes the first time of the new one where that is said, and those who come are told', async () => {
    await using group = await proposed()
    const { ada, goTo, proposal, table, told } = group
    await ada.press(proposal, 'Confirm and move it')
    await table.until(group.post('next session'), 'Tue 1 Dec, 18:00')
    expect(told('cleo').at(-1)).toContain('Tue 1 Dec, 18:00')
    await goTo('2026-12-01T18:05:00Z')
    expect(group.read(group.post('session has started'))).toContain('AI Control')
    await goTo('2026-12-02T17:05:00Z')
    expect(group.posts('session has started')).toHaveLength(1)
  })

  test('is skipped where that is said, and its paper is read at the first time of the new one', async () => {
    await using group = await proposed()
    const { ada, goTo, proposal, table } = group
    const [announcement] = group.posts('next session')
    if (announcement === undefined) throw new Error('Nothing was announced')
    await ada.press(proposal, 'Confirm and skip it')
    await table.until(announcement, 'The schedule was changed.')
    await goTo('2026-12-01T18:05:00Z')
    expect(group.read(group.post('session has started'))).toContain('AI Control')
  })
})

test('whoever kept a paper for a date is told when that has no session any more', async () => {
  await using group = await withGroup({ at: '2026-11-26T12:00:00Z' })
  const { ada, ben, goTo, told } = group
  const cleo = group.table.as('Cleo', 'manager')
  await ben.type('reading add AI Control why:because')
  await cleo.type('reading add Sleeper Agents why:because on:2026-12-30')
  await ada.type('reading pause from:2026-12-20 to:2027-01-03')
  await goTo('2026-11-26T12:10:00Z')
  expect(told('cleo').filter((words) => words.includes('“Sleeper Agents” was pinned to'))).toEqual([
    expect.stringContaining(
      'on Wed 30 Dec, which was cancelled. It is now first in line for the next session.',
    ),
  ])
})

test('organisers see how many a reminder could not reach, and nobody else does', async () => {
  await using group = await withGroup()
  const { ada, ben, goTo, table } = group
  await ben.type('reading add AI Control why:because')
  await ada.type('reading schedule expect:table:ben,table:cleo,table:dora')
  table.shutOut('table:cleo')
  table.shutOut('table:dora')
  await goTo('2026-11-24T17:10:00Z')
  expect(wordsOf(await ada.type('reading next'))).toContain('Reminder not delivered: 2 people')
  expect(wordsOf(await ben.type('reading next'))).not.toContain('not delivered')
})
