import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect } from 'vitest'
import type { Clock } from '../../src/time/clock.ts'
import type { Channel, Person, Sent } from '../platforms/slack/entities.ts'
import type { Asked } from '../platforms/slack/world.ts'
import type { Cruxgrid, Running } from '../running.ts'
import { type Around, type Connected, connected, connectedInProcess, type Mode } from './open-slack.ts'

/** What people around one Slack see, in words. */
export function tableOf({ slack }: Pick<Connected, 'slack'>) {
  const { home, people } = slack

  /** Messages that everybody in a channel, or in one of its threads, can see, oldest first. */
  const posted = (channel: Channel = home.general, threadTs?: string): readonly Sent[] =>
    home
      .shownIn(channel)
      .filter((sent) => sent.by === home.bot.user && sent.threadTs === threadTs && sent.files.length === 0)

  const isSaid = ({ by, text, blocks, isDeleted }: Sent, words: string) =>
    by === home.bot.user && isDeleted !== true && (blocks.length > 0 || text !== '') && words !== ''

  /** Waits for a message in a channel, or in one of its threads, that says so. */
  async function appears(
    words: string,
    channel: Channel = home.general,
    threadTs: string | undefined = undefined,
  ): Promise<Sent> {
    const found = () =>
      posted(channel, threadTs).find((sent) => isSaid(sent, words) && slack.textOf(sent).includes(words))
    await slack.until(() => found() !== undefined)
    const message = found()
    if (message === undefined) throw new Error('It went again')
    return message
  }

  /** The note that only this person can see. */
  function note(person: Person): Sent {
    const sent = people.lastHeard(person)
    if (sent === undefined) throw new Error(`${person.name} was told nothing`)
    return sent
  }

  return {
    posted,
    appears,
    note,

    /** What somebody was told alone by the answer to what they did: in a note, or in a form. */
    async told(asked: Asked): Promise<string> {
      await people.answered(asked)
      await people.told(asked)
      return slack.textOf(asked.view ?? note(asked.person))
    },

    /** Waits until a message says so. */
    says: (message: Sent, words: string): Promise<void> =>
      slack.until(() => slack.textOf(message).includes(words)),

    /** Opens a poll and gives its message. */
    async poll(paper: string, channel: Channel = home.general): Promise<Sent> {
      await people.answered(people.slash(home.ada, `poll ${paper}`, channel))
      return appears(paper, channel)
    },

    isClean: () => expect(slack.violations).toEqual([]),
  }
}

/** Slack with Cruxgrid connected to it, and the words around it. In the end nothing must have been out of order. */
export const seated = async (mode: Mode = 'socket', env: Readonly<Record<string, string>> = {}) =>
  atTable(await connected(mode, env))

/** The same with Cruxgrid in the test's own process. */
export const seatedInProcess = async (
  mode: Mode = 'socket',
  env: Readonly<Record<string, string>> = {},
  clock?: Clock,
  around?: Around,
) => atTable(await connectedInProcess(mode, env, clock, around))

function atTable<Bot extends Running>(table: Connected<Bot>) {
  const words = tableOf(table)
  return {
    ...table,
    ...words,
    async [Symbol.asyncDispose]() {
      await table[Symbol.asyncDispose]()
      words.isClean()
    },
  }
}

export type Seated<Bot extends Running = Cruxgrid> = ReturnType<typeof atTable<Bot>>

/** More people in #general. */
export const readers = ({ slack: { home } }: Pick<Connected, 'slack'>, count: number): readonly Person[] =>
  Array.from({ length: count }, (_, i) => {
    const reader = home.join(`Reader ${i}`)
    home.general.members.add(reader.id)
    return reader
  })

/** The poll that the buttons of a message are for. */
export const pollOn = ({ blocks }: Sent): string => /poll=(p_\w+)/.exec(JSON.stringify(blocks))?.[1] ?? ''

/** What the picture of a message says to whoever can't see it; nothing while there is none. */
export const pictureOn = ({ blocks }: Sent): string | undefined =>
  blocks.find((block) => block.type === 'image')?.alt_text

/** When the message was edited, in ms since Slack was started. */
export const editsOf = ({ slack }: Pick<Connected, 'slack'>, { ts }: Sent): readonly number[] =>
  slack.requests
    .filter(
      ({ method, args, status, error }) =>
        method === 'chat.update' && args.ts === ts && status === 200 && error === undefined,
    )
    .map(({ at }) => at)

/** The times between one and the next. */
export const gapsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((time, i) => time - (times[i] ?? 0))

/** A port that nobody listens on. */
export async function free(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no port')
  return address.port
}

/** The body of a request that tells of a command. */
export const commandOf = ({ id, name, team_id }: Person, text: string, channel: Channel): string =>
  new URLSearchParams({
    command: '/grid',
    text,
    team_id,
    user_id: id,
    user_name: name,
    channel_id: channel.id,
    trigger_id: randomUUID(),
    response_url: '',
  }).toString()
