import { createMemory, keptMs } from '../../shared/memory.ts'

const maxPerSpace = 10_000

/**
 * Looks up what Discord has, and remembers it for 60 s from the request, or 10 s if there is nothing; at most 10,000 per
 * space.
 *
 * @param request Resolves to `undefined` if there is nothing.
 * @param now In ms since 1970.
 */
export function createLookup<Value extends object>(
  request: (space: string, id: string) => Promise<Value | undefined>,
  now: () => number,
) {
  const memory = createMemory<Value | undefined>(now, maxPerSpace, (value) =>
    value === undefined ? keptMs.denied : keptMs.granted,
  )
  return {
    find: (space: string, id: string): Promise<Value | undefined> =>
      memory.find(space, id, () => request(space, id)),

    /** Takes a value that came without a request. */
    put: (space: string, id: string, value: Value): void => memory.put(space, id, value),
  }
}
