import { setTimeout } from 'node:timers/promises'
import pLimit from 'p-limit'
import { cellLabel, cells, cellTitle } from '../../src/grid/axes.ts'
import type { Discord } from '../platforms/discord/loopback.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import type { Channel, Person, Sent } from '../platforms/discord/world.ts'
import type { HourPlan, PlannedVote } from './hour-plan.ts'

/** At most so many requests are unanswered. On a machine that is too slow for the pace, the hour takes longer. */
const maxUnanswered = 100
/** Who has heard nothing for so long asks again. */
const patienceMs = 60_000
/** How long people who were told to try again in a minute wait, by the clock of the hour. */
const minuteMs = 60_000
const maxTries = 5

/** What came of an hour. */
export interface LivedHour {
  /** The message of each poll. */
  readonly boards: readonly Sent[]
  /** Commands and presses that opened no poll and stored no vote, and were tried again. */
  readonly vain: readonly Asked[]
  readonly presses: readonly Asked[]
  /** Of each poll, by the id of a voter, which cell (0–8) they were told last that they have. */
  readonly told: readonly ReadonlyMap<string, number>[]
  /** How long it took, in ms. */
  readonly tookMs: number
}

/**
 * Lets people open polls and vote as planned. Who is refused or hears nothing tries again.
 *
 * @param channels Where each poll is opened.
 * @param speed How many times as fast as the clock the hour passes.
 * @throws Error if somebody has tried often enough.
 */
export async function liveThrough(
  discord: Discord,
  { opened, votes }: HourPlan,
  channels: readonly Channel[],
  speed: number,
): Promise<LivedHour> {
  const { people, rest, world } = discord
  const began = performance.now()
  const told = opened.map(() => new Map<string, number>())
  const presses: Asked[] = []
  const vain: Asked[] = []
  const inFlight = pLimit(maxUnanswered)
  /** Each voter, once they have read what became of their vote. */
  const readers = new Map<string, Promise<Person>>()

  const comes = (at: number) => setTimeout(Math.max(0, at / speed - (performance.now() - began)))

  const heardBy = ({ id }: Person): Sent | undefined => rest.lastHeard.get(id)

  /** @param isDone Whether somebody has what they asked for. */
  async function tryUntil(isDone: () => boolean, person: Person, ask: () => Asked): Promise<void> {
    for (let tries = 1; tries <= maxTries; tries++) {
      const asked = ask()
      await Promise.race([people.answered(asked), setTimeout(patienceMs, undefined, { ref: false })])
      if (isDone()) return
      vain.push(asked)
      await setTimeout(minuteMs / speed)
    }
    const note = heardBy(person)
    const says = note === undefined ? 'nothing' : discord.textOf(note)
    throw new Error(`${person.name} has tried ${maxTries} times and was told: ${says}`)
  }

  async function open(at: number, poll: number): Promise<Sent> {
    const channel = channels[poll]
    if (channel === undefined) throw new Error('There are fewer channels than polls')
    await comes(at)
    const opener = world.join(`Opener ${poll}`)
    const findBoard = () => world.messages.get(world.lastIn(channel.id) ?? '')
    const isPosted = () => findBoard() !== undefined
    await inFlight(() =>
      tryUntil(isPosted, opener, () => {
        const note = heardBy(opener)
        // A poll that was stored and couldn't be posted isn't opened twice.
        if (note !== undefined && discord.textOf(note).includes(`[${postAgain}]`))
          return people.press(opener, postAgain, note)
        return people.slash(opener, 'poll', { paper: `Paper ${poll}` }, channel.id)
      }),
    )
    const board = findBoard()
    if (board === undefined) throw new Error(`Poll ${poll} has no message`)
    return board
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
    const isConfirmed = () => {
      const note = heardBy(person)
      const [confirmation = ''] = note === undefined ? [] : discord.textOf(note).split('\n')
      return (
        /^(?:Your|Changed your) vote/.test(confirmation) && confirmation.includes(`${cellTitle(chosen)}.`)
      )
    }
    await inFlight(() =>
      tryUntil(isConfirmed, person, () => {
        const asked = people.press(person, cellLabel(chosen), board)
        presses.push(asked)
        return asked
      }),
    )
    told[poll]?.set(person.id, cell)
    read(person)
  }

  const boards = opened.map(open)
  await Promise.all([...boards, ...votes.map(vote)])
  return { boards: await Promise.all(boards), vain, presses, told, tookMs: performance.now() - began }
}

const postAgain = 'Post it here again'
