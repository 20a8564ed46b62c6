import { seeded } from '../seeded.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

export const isObject = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' && value !== null

/** Chances that are the same for the same seed. */
export function chanceOf(seed: number) {
  const random = seeded(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const letters = [...'abcdefgh?&=%#~_.:/\\<>@! é漢😀\u0000\u202e']
  const word = (most: number) =>
    `z${Array.from({ length: Math.floor(random() * most) }, () => pick(letters)).join('')}`
  const junk: readonly (() => Json)[] = [
    () => null,
    () => true,
    () => pick([0, -1, 1e21, 0.5]),
    () => [],
    () => [[word(9)]],
    () => ({}),
    () => ({ [word(9)]: { type: word(9) } }),
    () => '',
    () => word(40),
    () => word(5000),
  ]

  /** Every place in a value, by the object that holds it. */
  function placesIn(value: unknown): readonly (readonly [Record<string, unknown> | unknown[], string])[] {
    if (!isObject(value)) return []
    return Object.entries(value).flatMap(([name, inner]) => [[value, name] as const, ...placesIn(inner)])
  }

  return {
    pick,
    /** The same with up to three of its fields missing or of another type. */
    spoilt(whole: object): object {
      const copy: unknown = structuredClone(whole)
      for (let spoils = 1 + Math.floor(random() * 3); spoils > 0; spoils -= 1) {
        const [holder, name] = pick(placesIn(copy))
        const other = pick(junk)()
        // A trigger that nobody gave would be Slack's own mistake.
        const isKept = random() < 0.5 && !(name === 'trigger_id' && typeof other === 'string')
        if (isKept) Reflect.set(holder, name, other)
        else Reflect.deleteProperty(holder, name)
      }
      return isObject(copy) ? copy : {}
    },
  }
}
