import { z } from 'zod'
import { PersonId } from '../chat/caller.ts'
import { sum } from '../grid/counts.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'

/** Answers to “Was it worth it?”: values and labels. */
export const worthAnswers = {
  worth: 'Worth it',
  'not-for-me': 'Not for me',
  absent: "Wasn't there",
} as const
const WorthAnswer = z.enum(['worth', 'not-for-me', 'absent'])
export type WorthAnswer = z.infer<typeof WorthAnswer>

const count = z.int().min(0)
export const WorthCounts = z.object({ worth: count, 'not-for-me': count, absent: count }).readonly()
/** How many people gave each answer. */
export type WorthCounts = z.infer<typeof WorthCounts>

const Worth = z.object({ v: z.literal(1), answer: WorthAnswer }).readonly()

/** A person's answer, by session (the scope) and person. It becomes a count, and who gave it is shown to nobody. */
export const worths: Kind<z.infer<typeof Worth>> = { name: 'worth', schema: Worth }

/** For how long after a session people can answer, in ms. Then their answers are only counted. */
export const worthOpenMs = 14 * 86_400_000

export type WorthOf = ReadonlyMap<PersonId, WorthAnswer>

/** The answers of people to whether a session was worth it. */
export const createWorthStore = (store: Store) => ({
  setWorth: (session: string, person: PersonId, answer: WorthAnswer): Promise<void> =>
    store.collection(worths, session).set(person, { v: 1, answer }),

  async worthOf(session: string): Promise<WorthOf> {
    const found = new Map<PersonId, WorthAnswer>()
    for await (const [person, { answer }] of store.collection(worths, session).entries(skipCorrupt))
      found.set(PersonId.parse(person), answer)
    return found
  },

  eraseWorth: (session: string, person: PersonId): Promise<void> =>
    store.collection(worths, session).delete(person),

  clearWorth: (session: string): Promise<void> => store.collection(worths, session).clear(),
})

export function countWorth(answers: WorthOf): WorthCounts {
  const count = (answer: WorthAnswer) => [...answers.values()].filter((one) => one === answer).length
  return { worth: count('worth'), 'not-for-me': count('not-for-me'), absent: count('absent') }
}

export const sumWorth = (all: readonly WorthCounts[]): WorthCounts => ({
  worth: sum(all.map(({ worth }) => worth)),
  'not-for-me': sum(all.map((counts) => counts['not-for-me'])),
  absent: sum(all.map(({ absent }) => absent)),
})

/** Those who say that they were there. */
export const presentByWorth = (answers: WorthOf): readonly PersonId[] =>
  [...answers].flatMap(([person, answer]) => (answer === 'absent' ? [] : [person]))
