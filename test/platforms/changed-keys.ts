/** Any object with keys. */
export type Keyed = Readonly<Record<string, unknown>>

/** The paths of all keys in plain data, at any depth. */
export function pathsOf(data: unknown, before: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => {
    const path = [...before, key]
    return [path, ...pathsOf(value, path)]
  })
}

/** Whether a path is one of those, where `*` stands for any key. */
export const isAmong = (path: readonly string[], patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    const keys = pattern.split('.')
    return keys.length === path.length && keys.every((key, i) => key === '*' || key === path[i])
  })

/** The data without one key. */
export function withoutKey(data: Keyed, path: readonly string[]): Keyed {
  const copy = structuredClone(data)
  const [last = '', ...parents] = path.toReversed()
  let at: Record<string, unknown> = copy
  for (const key of parents.toReversed()) at = at[key] as Record<string, unknown>
  if (Array.isArray(at)) at.splice(Number(last), 1)
  else delete at[last]
  return copy
}

/** By key: how many levels under it are maps by ids. */
const mapsUnder: Readonly<Record<string, number>> = { values: 2, users: 1, members: 1, roles: 1, messages: 1 }

/**
 * The data with keys in every object that no description names.
 *
 * @param maps How many levels of it are maps by ids, as the values of a form are: by block, then by action.
 */
export function withUnknownKeys(data: unknown, maps = 0): unknown {
  if (Array.isArray(data)) return data.map((one) => withUnknownKeys(one))
  if (typeof data !== 'object' || data === null) return data
  const known = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      withUnknownKeys(value, mapsUnder[key] ?? Math.max(0, maps - 1)),
    ]),
  )
  return maps > 0 ? known : { ...known, of_tomorrow: { type: 'new', value: [1, null] }, zz_flag: true }
}
