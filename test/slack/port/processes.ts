import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect } from 'vitest'
import { toPersonId, toSpaceId } from '../../../adapters/slack/client/ids.ts'
import type { Place } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { noteView } from '../../../src/views/note-view.ts'
import type { createFakeClock } from '../../fake-clock.ts'
import type { Channel, Person } from '../../platforms/slack/entities.ts'
import { type Slack, startSlack } from '../../platforms/slack/loopback.ts'
import type { Workspace } from '../../platforms/slack/world.ts'
import { temporaryDirectory } from '../../store/temporary-directory.ts'
import { wordsOfRefusal } from '../../view-text.ts'
import { openPort } from '../open-port.ts'
import { settingsFor } from '../open-slack.ts'

export const hourMs = 3_600_000

export const view = noteView('A line')

/** A loopback Slack, and processes that post there on their own initiative. In the end nothing was out of order. */
export async function opened() {
  const directory = await temporaryDirectory()
  const slack = await startSlack()
  const database = join(directory.path, 'port.db')
  return {
    slack,
    home: slack.home,
    database,
    open: (clock?: Clock) => openPort(database, settingsFor(slack, 'http'), clock),
    async [Symbol.asyncDispose]() {
      await slack.close()
      await directory[Symbol.asyncDispose]()
      expect(slack.violations).toEqual([])
    },
  }
}

export const placeOf = ({ id, team }: Channel, thread?: string): Place => ({
  platform: 'slack',
  space: toSpaceId(team),
  channel: id,
  ...(thread !== undefined && { thread }),
})

export const personIn = ({ id }: Workspace, person: Person) => toPersonId(id, person.id)

export const callsOf = ({ requests }: Slack, called: string) =>
  requests.filter(({ method }) => method === called)

export const outage = { status: 503 } as const

/** Whether a call is about the bot itself, as each process makes one before it does anything. */
export const isGreeting = (method: string) => method === 'auth.test'

/** From now on, calls of that method go wrong in that way. */
export const refuse = (slack: Slack, called: string, error: string) =>
  slack.makeTrouble((method) => (method === called ? { error } : undefined))

/** What was thrown. */
export async function thrownBy(act: Promise<unknown>): Promise<unknown> {
  try {
    await act
  } catch (fault) {
    return fault
  }
  throw new Error('It went well')
}

/** What a mistake says. One with a cause would be taken for a fault. */
export async function mistakeOf(act: Promise<unknown>): Promise<string> {
  const fault = await thrownBy(act)
  if (!(fault instanceof UserError)) throw fault
  expect(fault.cause).toBeUndefined()
  return wordsOfRefusal(fault)
}

/** Lets the time of a clock go by until that is over. */
export async function advanceTime<Result>(clock: ReturnType<typeof createFakeClock>, act: Promise<Result>) {
  let isOver = false
  const over = act.finally(() => {
    isOver = true
  })
  over.catch(() => undefined)
  while (!isOver) {
    await setImmediate()
    clock.advance(250)
  }
  return over
}
