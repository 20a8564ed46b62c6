import { expect } from 'vitest'
import type { Person } from '../platforms/slack/entities.ts'
import { until } from '../until.ts'
import { seatedByOneClock } from './new-people.ts'
import { readers } from './table.ts'

const secondMs = 1000
/** How long an act waits for Slack to say who somebody is. */
export const whoMs = 10_000

/** A poll in a Slack that keeps its rates. */
export async function withStrangers() {
  const table = await seatedByOneClock()
  const { slack, home, clock } = table
  const board = await table.open(home.ada, 'A paper')
  slack.keepRates(clock.now)
  return {
    ...table,
    board,
    elsewhere: home.openChannel('elsewhere', { kind: 'public' }),
    lookedUp: (): ReadonlySet<unknown> => new Set(table.calls('users.info').map(({ args }) => args.user)),
  }
}

type Table = Awaited<ReturnType<typeof withStrangers>>

interface Crowd {
  readonly size: number
  /** The limits in ms within which Slack would have to say something, one after the other. */
  readonly waits: readonly number[]
  readonly act: (table: Table, person: Person) => unknown
}

/**
 * More strangers act than can be looked up in time, and Slack doesn't give its list: newcomers are looked up before those
 * who have given up, and these later.
 */
export async function newcomersComeFirst({ size, waits, act }: Crowd): Promise<void> {
  await using table = await withStrangers()
  const { slack, people, board, clock, lookedUp } = table
  slack.makeTrouble((method) => (method === 'users.list' ? { status: 500 } : undefined))
  const crowd = readers(table, size)
  for (const { id } of crowd) table.elsewhere.members.add(id)
  const left = () => crowd.filter(({ id }) => !lookedUp().has(id)).length
  for (const person of crowd) act(table, person)
  for (const waitMs of waits) {
    await until(() => clock.endingIn(waitMs) >= left())
    clock.advance(waitMs)
  }
  // One newcomer a second is as many as Slack lets be looked up.
  for (const newcomer of readers(table, 5)) {
    const isFound = () => lookedUp().has(newcomer.id)
    clock.advance(secondMs)
    people.press(newcomer, 'Eng · Avg', board)
    await until(() => clock.endingIn(whoMs) > 0 || isFound())
    await table.goOn(isFound)
    expect(left()).toBeGreaterThan(0)
  }
  await until(() => {
    clock.advance(secondMs)
    return left() === 0
  })
  expect(slack.requests.filter(({ status }) => status === 429)).toEqual([])
}
