import { setTimeout } from 'node:timers/promises'
import { cellLabel, cells, cellTitle } from '../../src/grid/axes.ts'
import type { Discord } from '../platforms/discord/loopback.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import type { Channel, Person, Sent } from '../platforms/discord/world.ts'
import type { HourPlan, PlannedVote } from './hour-plan.ts'

/** What came of an hour. */
export interface LivedHour {
  /** The message of each poll. */
  readonly boards: readonly Sent[]
  /** How often a poll was refused, and asked for again. */
  readonly refused: number
  readonly presses: readonly Asked[]
  /** Of each poll, by the id of a voter, which cell (0–8) they were told last that they have; `undefined` if they weren't. */
  readonly told: readonly ReadonlyMap<string, number | undefined>[]
}

/**
 * Lets people open polls and vote as planned.
 *
 * @param channels Where each poll is opened.
 * @param speed How many times as fast as the clock the hour passes.
 */
export async function liveThrough(
  discord: Discord,
  { opened, votes }: HourPlan,
  channels: readonly Channel[],
  speed: number,
): Promise<LivedHour> {
  const { people, rest, world } = discord
  const began = performance.now()
  const told = opened.map(() => new Map<string, number | undefined>())
  const presses: Asked[] = []
  let tries = 0
  /** Each voter, once they have read what became of their vote. */
  const readers = new Map<string, Promise<Person>>()

  const comes = (at: number) => setTimeout(Math.max(0, at / speed - (performance.now() - began)))

  async function open(at: number, poll: number): Promise<Sent> {
    const channel = channels[poll]
    if (channel === undefined) throw new Error('There are fewer channels than polls')
    await comes(at)
    const opener = world.join(`Opener ${poll}`)
    let board: string | undefined
    while (board === undefined) {
      tries += 1
      await people.answered(people.slash(opener, 'poll', { paper: `Paper ${poll}` }, channel.id))
      board = world.lastIn(channel.id)
    }
    return messageOf(discord, board)
  }

  async function vote({ at, poll, voter, cell }: PlannedVote): Promise<void> {
    const before = readers.get(voter)
    const { promise: isRead, resolve: read } = Promise.withResolvers<Person>()
    readers.set(voter, isRead)
    const board = await boards[poll]
    const person = (await before) ?? world.join(voter)
    await comes(at)
    const chosen = cells[cell]
    if (board === undefined || chosen === undefined) throw new Error('There is nothing to press')
    const asked = people.press(person, cellLabel(chosen), board)
    presses.push(asked)
    await people.answered(asked)
    const note = rest.lastHeard.get(person.id)
    const says = note === undefined ? '' : discord.textOf(note)
    const [title, isNew] = [cellTitle(chosen), /^(?:Your|Changed your) vote/.test(says)]
    told[poll]?.set(person.id, isNew && says.split('\n')[0]?.includes(`${title}.`) ? cell : undefined)
    read(person)
  }

  const boards = opened.map(open)
  await Promise.all([...boards, ...votes.map(vote)])
  return { boards: await Promise.all(boards), refused: tries - opened.length, presses, told }
}

function messageOf({ world }: Discord, id: string): Sent {
  const message = world.messages.get(id)
  if (message === undefined) throw new Error(`There is no message ${id}`)
  return message
}
