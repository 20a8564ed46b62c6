import { maxStreams } from '../../src/limits.ts'

/**
 * Counts the event streams that are open in this process, each of which holds a connection.
 *
 * @returns `open`: counts a stream of a person, and of a session if there are any. It returns the function that takes
 *   it off the count, or `undefined` if there are too many.
 */
export function createStreamLimit() {
  const open = new Map<string, number>()
  let total = 0

  const countOf = (key: string): number => open.get(key) ?? 0

  function add(key: string, change: 1 | -1): void {
    const count = countOf(key) + change
    if (count === 0) open.delete(key)
    else open.set(key, count)
  }

  return {
    open(person: string, session: string | undefined): (() => void) | undefined {
      const keys = [`person ${person}`, ...(session === undefined ? [] : [`session ${session}`])]
      const [ofPerson = 0, ofSession = 0] = keys.map(countOf)
      const isFull =
        total >= maxStreams.inProcess || ofPerson >= maxStreams.ofPerson || ofSession >= maxStreams.ofSession
      if (isFull) return undefined
      total += 1
      for (const key of keys) add(key, 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        total -= 1
        for (const key of keys) add(key, -1)
      }
    },
  }
}
