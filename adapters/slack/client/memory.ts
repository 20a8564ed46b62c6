import { LRUCache } from 'lru-cache'
import type { Clock } from '../../../src/time/clock.ts'

/** How long what gives rights is remembered, and what takes them, in ms. */
export const keptMs = { granted: 60_000, denied: 10_000 } as const

const maxTeams = 500

interface Entry<Answer> {
  readonly askedAt: number
  readonly answering: Promise<Answer>
  known?: { readonly answer: Answer }
}

/**
 * Remembers Slack's answers. Requests for the same answer at the same time are one; a fault isn't remembered.
 *
 * @param maxEntries For each workspace; the least recently used goes first.
 * @param keepMsOf How long an answer may be used after it was asked for.
 */
export function createMemory<Answer>(clock: Clock, maxEntries: number, keepMsOf: (answer: Answer) => number) {
  const teams = new LRUCache<string, LRUCache<string, Entry<Answer>>>({ max: maxTeams })

  function entriesOf(team: string): LRUCache<string, Entry<Answer>> {
    const entries = teams.get(team) ?? new LRUCache<string, Entry<Answer>>({ max: maxEntries })
    teams.set(team, entries)
    return entries
  }

  const isUsable = ({ askedAt, known }: Entry<Answer>, keepMs: (answer: Answer) => number): boolean =>
    known === undefined || clock.now() - askedAt < keepMs(known.answer)

  return {
    /** The answer that is remembered, else that of `ask`. @param keepMs For this question, if it differs. */
    find(team: string, key: string, ask: () => Promise<Answer>, keepMs = keepMsOf): Promise<Answer> {
      const entries = entriesOf(team)
      const found = entries.get(key)
      if (found !== undefined && isUsable(found, keepMs)) return found.answering
      const entry: Entry<Answer> = { askedAt: clock.now(), answering: ask() }
      entries.set(key, entry)
      entry.answering.then(
        (answer) => {
          entry.known = { answer }
        },
        () => {
          if (entries.peek(key) === entry) entries.delete(key)
        },
      )
      return entry.answering
    },

    /** Takes an answer that came without a question. */
    put(team: string, key: string, answer: Answer): void {
      const answering = Promise.resolve(answer)
      entriesOf(team).set(key, { askedAt: clock.now(), answering, known: { answer } })
    },

    /** The answer that is remembered, without asking. */
    peek(team: string, key: string): Answer | undefined {
      const found = teams.get(team)?.get(key)
      return found?.known !== undefined && isUsable(found, keepMsOf) ? found.known.answer : undefined
    },

    forget(team: string, key: string): void {
      teams.get(team)?.delete(key)
    },

    forgetTeam(team: string): void {
      teams.delete(team)
    },
  }
}
