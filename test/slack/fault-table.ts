import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Channel, Sent } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Running } from '../running.ts'
import { type Seated, seated, seatedInProcess } from './table.ts'

export const title = 'A paper in bad weather'
export const receipt = 'Your vote: Cognitivist science × Worst-case.'

/** A table with a poll in #general, whose picture may not be there yet; Cruxgrid is in the test's own process. */
export const withBoard = async () => onBoard(await seatedInProcess())

/** The same with a process that can be stopped and killed. */
export const withProcess = async () => onBoard(await seated())

async function onBoard<Table extends { readonly poll: (title: string) => Promise<Sent> }>(table: Table) {
  return { ...table, board: await table.poll(title) }
}

/** Groups of tests run side by side; those at one table don't. */
export const inTurn = { concurrent: false }

/** A table that the tests of a group have in common. */
export function shared(): () => Seated<Running> {
  let table: Seated<Running>
  beforeAll(async () => {
    table = await seatedInProcess()
  })
  afterEach(() => {
    table.slack.makeTrouble(() => undefined)
    table.slack.refuseBlockTypes.clear()
    table.slack.fileReadyAfter = 20
  })
  afterAll(() => table[Symbol.asyncDispose]())
  return () => table
}

/** A channel that nobody has used yet. */
export const channelOf = ({ home }: Slack): Channel =>
  home.openChannel(`reading-${home.channels.size}`, { kind: 'public' })

/** A poll in a channel of its own. */
export async function opened({ slack, poll }: Seated<Running>) {
  const place = channelOf(slack)
  return { place, board: await poll(title, place) }
}

export const callsIn = (table: Pick<Seated, 'slack'>, { id }: Channel, called: string) =>
  callsOf(table, called).filter(({ args }) => args.channel === id)

export const callsOf = ({ slack: { requests } }: Pick<Seated, 'slack'>, called: string) =>
  requests.filter(({ method }) => method === called)
