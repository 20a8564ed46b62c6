import { describe, expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import { pollOn, seatedInProcess } from '../slack/table.ts'
import { until } from '../until.ts'

const notFound = "I can't find that."
const minuteMs = 60_000

/** A public channel made by Ben, with a poll, a reading group, settings, a named manager and somebody denied. */
async function inUse() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await seatedInProcess('socket', {}, clock)
  const { home, people } = table.slack
  const [dan, mia] = [home.join('Dan'), home.join('Mia')]
  const members = [home.ada, home.ben, home.cleo, dan]
  const channel = home.openChannel('papers', { kind: 'public', creator: home.ben, members })
  const type = (person: Person, words: string, where: Channel = channel) =>
    table.told(people.slash(person, words, where))
  await people.answered(people.slash(home.cleo, 'poll A paper of mine', channel))
  const board = await table.appears('A paper of mine', channel)
  await type(home.ben, `settings managers add:${people.at(home.cleo)}`)
  await type(home.ben, `settings deny add:${people.at(dan)}`)
  await type(home.ben, 'settings')
  const form = people.press(home.ben, 'Change…', table.note(home.ben))
  await people.answered(form)
  if (form.view === undefined) throw new Error('No form was opened')
  await people.answered(people.submit(home.ben, form.view, { guests: 'full' }))
  await people.answered(people.slash(home.ben, 'reading add arXiv:2312.06942 why:worth it', channel))
  return {
    ...table,
    home,
    people,
    clock,
    channel,
    board,
    dan,
    mia,
    type,
    results: `results ${pollOn(board)}`,
  }
}

describe.each([
  { kind: 'becomes private', change: { kind: 'private' } },
  { kind: 'is shared with another organisation', change: { isExtShared: true } },
] as const)('a channel that $kind keeps', ({ change }) => {
  async function changed() {
    const table = await inUse()
    Object.assign(table.channel, change)
    table.clock.advance(minuteMs)
    return table
  }

  test('its polls, for whoever is in it', async () => {
    await using table = await changed()
    const { home, people, type, results, board, mia } = table
    expect(await type(home.ada, results)).toContain('A paper of mine')
    expect(await type(home.ada, results, home.general)).toContain('A paper of mine')
    expect(await type(mia, results, home.general)).toContain(notFound)
    expect(await table.told(people.press(home.ada, 'Cog · Worst', board))).toContain('Worst-case')
    await table.says(board, '1 vote')
    await people.answered(people.slash(home.cleo, 'close', table.channel))
    await table.says(board, 'Closed')
    // The line about it keeps the pace of its channel, by the clock that stands still.
    await until(() => {
      table.clock.advance(1000)
      return table.posted(table.channel).some((one) => table.slack.textOf(one).includes('closed round 1 on'))
    })
  })

  test('its settings, managers, audit, deny list and reading group', async () => {
    await using table = await changed()
    const { home, type, dan } = table
    expect(await type(home.ben, 'settings')).toMatch(/Guests.*open polls/s)
    expect(await type(home.ben, 'settings managers')).toContain('Cleo')
    expect(await type(home.cleo, 'settings audit')).toContain('manager no → yes')
    expect(await type(home.ben, 'settings deny')).toContain('Dan')
    expect(await type(dan, 'poll Another paper')).toContain("You can't open polls here.")
    expect(await type(home.ada, 'reading list')).toContain('AI Control')
  })
})
