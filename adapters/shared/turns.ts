/** The place of a call among those of the same person. */
export interface Turn {
  /** Resolves when every earlier call of the person has been worked on. */
  readonly begins: Promise<void>
  /** Ends the turn; further calls do nothing. */
  readonly end: () => void
}

/**
 * Keeps the calls of each person in the order in which they arrive. Each is acknowledged by a request of its own, and
 * those may overtake each other: without turns, a person's first vote could be recorded last.
 */
export function createTurns() {
  const last = new Map<string, Promise<void>>()

  /** Takes the person's next turn. To be called when the call arrives, and ended however the call ends. */
  return function takeTurn(person: string): Turn {
    const begins = last.get(person) ?? Promise.resolve()
    const { promise, resolve: end } = Promise.withResolvers<void>()
    const ends = begins.then(() => promise)
    last.set(person, ends)
    void ends.then(() => {
      if (last.get(person) === ends) last.delete(person)
    })
    return { begins, end }
  }
}
