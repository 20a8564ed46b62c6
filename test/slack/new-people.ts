import { expect } from 'vitest'
import { z } from 'zod'
import { createFakeClock } from '../fake-clock.ts'
import type { Person } from '../platforms/slack/entities.ts'
import { until } from '../until.ts'
import { readers, seatedInProcess } from './table.ts'

const [secondMs, minuteMs] = [1000, 60_000]

const Export = z.object({
  rounds: z.array(z.object({ ballots: z.array(z.object({ voter: z.object({ name: z.string() }) })) })),
})

/** Cruxgrid and Slack by one clock that stands still. */
export async function seatedByOneClock() {
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const table = await seatedInProcess('socket', {}, clock, { rest: clock })
  const { slack } = table
  const { home, people } = slack
  /** Lets the time go on until it holds. @returns how long that took, by the clock. */
  async function goOn(isDone: () => boolean): Promise<number> {
    const since = clock.now()
    await until(() => {
      if (!isDone()) clock.advance(100)
      return isDone()
    })
    return clock.now() - since
  }
  return {
    ...table,
    ...{ clock, home, people, goOn },
    /** Opens a poll. */
    async open(person: Person, paper: string, more = '') {
      const asked = people.slash(person, `poll ${paper}${more}`)
      await goOn(() => asked.isAnswered || table.posted().some((one) => slack.textOf(one).includes(paper)))
      return table.appears(paper)
    },
    /** The names of those who have voted, as the export has them. */
    async exportedTo(person: Person): Promise<readonly string[]> {
      const before = home.files.size
      const asked = people.slash(person, 'export json')
      await goOn(() => home.files.size > before && asked.isAnswered)
      const file = [...home.files.values()].findLast(({ name }) => name.endsWith('.json'))
      const { rounds } = Export.parse(JSON.parse(String(file?.bytes)))
      return rounds.flatMap(({ ballots }) => ballots.map(({ voter }) => voter.name))
    },
    calls: (called: string) => slack.requests.filter(({ method }) => method === called),
  }
}

/** That many people who are new vote within four seconds, within the rates of Slack. */
export async function crowdVotes(count: number): Promise<void> {
  await using table = await seatedByOneClock()
  const { slack, home, people, clock, goOn } = table
  slack.keepRates(clock.now)
  const opener = home.join('Xanthippe')
  home.general.members.add(opener.id)
  const board = await table.open(opener, 'A paper for a crowd')
  const voters = readers(table, count)
  const since = clock.now()
  const pressed = voters.map((voter, i) => {
    if (i % Math.ceil(count / 4) === 0) clock.advance(secondMs)
    return people.press(voter, 'Cog · Worst', board)
  })
  await goOn(() => pressed.every(({ isAnswered }) => isAnswered))
  await goOn(() => slack.textOf(board).includes(`${count} votes`))
  expect(slack.textOf(board)).toContain('opened by Xanthippe')
  expect(new Set(await table.exportedTo(home.ada))).toEqual(
    new Set(voters.map(({ profile }) => profile.display_name)),
  )
  expect(clock.now() - since).toBeLessThan(minuteMs)
  expect(slack.requests.filter(({ status }) => status === 429)).toEqual([])
}
