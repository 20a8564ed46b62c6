import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect } from 'vitest'
import type { Asked, OpenView } from '../platforms/slack/world.ts'
import { type Connected, eventsOf, type Mode } from './open-slack.ts'
import { pictureOn, pollOn, seatedInProcess } from './table.ts'

const title = 'A paper for forgers'

/** Typed by people all over these tests: nobody finds it in a log. */
export const typed = 'hunter2-and-more'

/** A table with a poll that nobody votes in, and what must hold after whatever was tried. */
export async function withPoll(mode: Mode) {
  const table = await seatedInProcess(mode, { LOG_LEVEL: 'debug' })
  const { slack, cruxgrid, told } = table
  const { people, home } = slack
  const board = await table.poll(title)
  // Its picture follows by itself, which is no effect of what is tried.
  await slack.until(() => pictureOn(board) !== undefined)
  let checked = 0
  return {
    ...table,
    board,
    id: pollOn(board),

    async isUnharmed(): Promise<void> {
      expect(await told(people.slash(home.ben, `results ${pollOn(board)}`))).toContain('No votes yet.')
      // Whatever is no line of the log comes from a process that fails.
      expect(cruxgrid.log.filter((line) => !/^\{"level":[2345]0,/.test(line))).toEqual([])
      expect(slack.violations.slice(checked)).toEqual([])
      const log = cruxgrid.log.join('\n')
      for (const secret of [typed, home.bot.token, slack.appToken, slack.signingSecret, '/response/'])
        expect(log).not.toContain(secret)
    },

    /** What was out of order before has been told already. */
    startAfresh(): void {
      checked = slack.violations.length
    },

    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}
export type WithPoll = Awaited<ReturnType<typeof withPoll>>

/** Sends a request to the address of Slack's events. */
export const sendTo = (
  { cruxgrid }: Pick<WithPoll, 'cruxgrid'>,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> =>
  fetch(eventsOf(cruxgrid), {
    method: 'POST',
    body,
    // A connection of its own: one that is kept may be closed by the server just when it is used again.
    headers: { connection: 'close', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

/** The form that somebody opened. */
export async function formOf(
  { slack: { people } }: Pick<Connected, 'slack'>,
  asked: Asked,
): Promise<OpenView> {
  await people.answered(asked)
  if (asked.view === undefined) throw new Error('No form was opened')
  return asked.view
}

/** An address that isn't Slack's: whatever it is said to be for, nobody goes there. */
export async function trap() {
  let visits = 0
  const server = createServer((_, response) => {
    visits += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/hooks.slack.com/`,
    visits: () => visits,
    async [Symbol.asyncDispose]() {
      server.close()
    },
  }
}

/** Requests that were answered long ago, so that no form can be opened any more with what came with them. */
export async function spent(
  { slack: { people, home } }: Pick<Connected, 'slack'>,
  count: number,
): Promise<readonly string[]> {
  const triggers: string[] = []
  while (triggers.length < count) {
    const asked = Array.from({ length: 20 }, () => people.slash(home.ada, 'help'))
    await Promise.all([...asked.map(people.acknowledged), ...asked.map(people.answered)])
    for (const one of asked) {
      one.pastMs += 60_000
      triggers.push(one.triggerId ?? '')
    }
  }
  return triggers
}
