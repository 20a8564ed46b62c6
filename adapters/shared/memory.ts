import { LRUCache } from 'lru-cache'

/** How long what gives rights is remembered, and what takes them, in ms. */
export const keptMs = { granted: 60_000, denied: 10_000 } as const

const maxSpaces = 1000

interface Entry<Answer> {
  readonly askedAt: number
  readonly answering: Promise<Answer>
  known?: { readonly answer: Answer }
}

/**
 * Remembers a platform's answers. Requests for the same answer at the same time are one; a fault isn't remembered.
 *
 * @param now In ms since 1970.
 * @param maxEntries For each space; the least recently used goes first.
 * @param keepMsOf How long an answer may be used after it was asked for.
 */
export function createMemory<Answer>(
  now: () => number,
  maxEntries: number,
  keepMsOf: (answer: Answer) => number,
) {
  const spaces = new LRUCache<string, LRUCache<string, Entry<Answer>>>({ max: maxSpaces })

  const createEntries = () =>
    // With `max`, each space would reserve memory for all its entries at once.
    new LRUCache<string, Entry<Answer>>({ maxSize: maxEntries, sizeCalculation: () => 1 })

  function entriesOf(space: string): LRUCache<string, Entry<Answer>> {
    const entries = spaces.get(space) ?? createEntries()
    spaces.set(space, entries)
    return entries
  }

  const isUsable = ({ askedAt, known }: Entry<Answer>, keepMs: (answer: Answer) => number): boolean =>
    known === undefined || now() - askedAt < keepMs(known.answer)

  return {
    /** The answer that is remembered, else that of `ask`. @param keepMs For this question, if it differs. */
    find(space: string, key: string, ask: () => Promise<Answer>, keepMs = keepMsOf): Promise<Answer> {
      const entries = entriesOf(space)
      const found = entries.get(key)
      if (found !== undefined && isUsable(found, keepMs)) return found.answering
      const entry: Entry<Answer> = { askedAt: now(), answering: ask() }
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
    put(space: string, key: string, answer: Answer): void {
      const answering = Promise.resolve(answer)
      entriesOf(space).set(key, { askedAt: now(), answering, known: { answer } })
    },

    /** The answer that is remembered, without asking. */
    peek(space: string, key: string): Answer | undefined {
      const found = spaces.get(space)?.get(key)
      return found?.known !== undefined && isUsable(found, keepMsOf) ? found.known.answer : undefined
    },

    forget(space: string, key: string): void {
      spaces.get(space)?.delete(key)
    },

    forgetSpace(space: string): void {
      spaces.delete(space)
    },
  }
}
