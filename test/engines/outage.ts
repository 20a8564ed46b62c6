import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { openPoll } from '../poll/open-poll.ts'
import { wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import type { TestServer } from './server-process.ts'

const labels = ['Eng · Avg', 'Eng · Pess', 'Behav · Avg', 'Behav · Worst', 'Cog · Pess', 'Cog · Worst']
const unsaved = "I couldn't save your vote. Nothing has changed."
const uncertain = "I can't tell whether your vote was saved."

/** What a voter was told last, and every vote that may be stored instead. */
interface Told {
  confirmed?: string
  readonly possible: Set<string>
}

/** A poll on a server, with people who press and remember what they were told. */
export async function openVoting(server: TestServer, voters: number) {
  const chat = await openPoll('', { url: server.url, logLevel: 'silent' })
  const people = Array.from({ length: voters }, (_, at) => chat.table.as(`Voter${at}`))
  const told = new Map(people.map((person) => [person, { possible: new Set() } as Told]))
  let presses = 0

  /** One press of one of the people. @returns whether it was confirmed; what else is said is checked. */
  async function press(at: number): Promise<boolean> {
    const person = people[at % people.length]
    const known = person && told.get(person)
    if (person === undefined || known === undefined) throw new Error('There are no voters')
    const label = labels[presses++ % labels.length] ?? ''
    const answer: Answer = await person.press(chat.poll, label)
    const isConfirmed = answer.kind === 'shown'
    if (isConfirmed) {
      known.confirmed = label
      known.possible.clear()
      return true
    }
    const words = wordsOf(answer)
    if (words.includes(uncertain)) known.possible.add(label)
    else expect(words).toContain(unsaved)
    return false
  }

  const pressAll = (): Promise<boolean[]> => Promise.all(people.map((_, at) => press(at)))

  return {
    table: chat.table,
    press,
    pressAll,
    /** Everybody presses again and again. @returns how many votes were confirmed and how many refused, of those begun meanwhile. */
    async pressUntil(signal: AbortSignal) {
      const count = { confirmed: 0, refused: 0 }
      async function goOn(at: number): Promise<void> {
        while (!signal.aborted) {
          if (await press(at)) count.confirmed += 1
          else count.refused += 1
          await setTimeout(20)
        }
      }
      await Promise.all(people.map((_, at) => goOn(at)))
      return count
    },
    /** Resolves when a vote is confirmed again. */
    untilBack: () => until(() => press(0)),
    /** Votes that were confirmed and are not there, or there without having been pressed. */
    async lost(): Promise<number> {
      const { rounds } = JSON.parse(wordsOf(await chat.ada.type('export')))
      const stored = new Map<string, string>(
        rounds[0].ballots.map(
          ({ voter, row, column }: { voter: { name: string }; row: number; column: number }) => [
            voter.name,
            `${['Eng', 'Behav', 'Cog'][row]} · ${['Avg', 'Pess', 'Worst'][column]}`,
          ],
        ),
      )
      return [...told].filter(([{ caller }, { confirmed, possible }]) => {
        const found = stored.get(caller.person.name)
        return found !== confirmed && !possible.has(found ?? '')
      }).length
    },
    [Symbol.asyncDispose]: chat[Symbol.asyncDispose],
  }
}
