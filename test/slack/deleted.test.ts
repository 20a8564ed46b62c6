import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import type { Channel } from '../platforms/slack/entities.ts'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { storyOf } from './storyteller.ts'
import { installPage, tenancyInProcess } from './tenancy.ts'

const dayMs = 86_400_000

/** A poll in a private channel, and one in a public one. */
async function inUse() {
  const clock = createFakeClock(new Date().toISOString())
  const table = await tenancyInProcess(({ appToken }) => ({ SLACK_APP_TOKEN: appToken }), clock)
  const { slack, cruxgrids, database } = table
  const { home, people } = slack
  await slack.sockets.waitFor(2)
  await people.install(home, installPage(cruxgrids[0]))
  const story = storyOf({ slack, workspace: home })
  const closed = home.openChannel('closed', { kind: 'private', members: [home.ada, home.ben] })
  const open = home.openChannel('open', { kind: 'public' })
  for (const channel of [closed, open]) {
    await people.answered(people.slash(home.ben, `poll In ${channel.name}`, channel))
    const board = await story.appears(`In ${channel.name}`, { channel })
    await story.picture(board)
    await story.told(people.press(home.ben, 'Cog · Worst', board))
    await story.picture(board)
  }
  const rows = () => rowsOf(database)
  return {
    ...table,
    ...{ clock, home, story, closed, open, rows },
    isKept: ({ name }: Channel) =>
      rows().some((row) => row.startsWith('poll/') && row.includes(`In ${name}`)),
    isMarked: ({ id }: Channel) =>
      rows().some(
        (row) => row.startsWith('place/') && row.includes(` ${id} `) && row.includes('"deletedAt"'),
      ),
  }
}

test('what was in a private channel goes 30 days after it was deleted', async () => {
  await using table = await inUse()
  const { slack, clock, closed, open, rows, isKept, isMarked } = table
  slack.people.delete(closed)
  await until(() => isMarked(closed))
  clock.advance(31 * dayMs)
  // The job that removes it is the last thing to go.
  const isDue = () => rows().some((row) => row.includes('"deleted-place"') && row.includes(closed.id))
  await until(() => !isMarked(closed) && !isDue())
  expect(isKept(closed)).toBe(false)
  expect(
    rows()
      .filter((row) => row.includes(closed.id))
      .map((row) => row.slice(0, 60)),
  ).toEqual([])
  expect(isKept(open)).toBe(true)
})

test('what was in a public channel stays for admins after it was deleted', async () => {
  await using table = await inUse()
  const { slack, home, story, clock, open, rows, isKept, isMarked } = table
  slack.people.delete(open)
  await until(() => isMarked(open))
  clock.advance(31 * dayMs)
  const head = rows().find((row) => row.startsWith('poll/') && row.includes('In open')) ?? ''
  const words = `results ${/p_\w+/.exec(head)?.[0]}`
  expect(await story.told(slack.people.slash(home.ada, words, home.general))).toContain('1 vote')
  expect(await story.told(slack.people.slash(home.ben, words, home.general))).toContain("I can't find that")
  expect(isKept(open)).toBe(true)
})

test('a channel that the bot was taken out of, which Slack hides, is not deleted', async () => {
  await using table = await inUse()
  const { slack, clock, closed, isKept, isMarked } = table
  clock.advance(dayMs)
  slack.people.removeBot(closed)
  clock.advance(dayMs)
  clock.advance(31 * dayMs)
  await slack.people.answered(slack.people.slash(table.home.ada, 'help', table.home.general))
  expect(isMarked(closed)).toBe(false)
  expect(isKept(closed)).toBe(true)
})
