import type { PersonId } from '../chat/caller.ts'
import type { Group, Past, Session, SessionId } from './group.ts'
import type { GroupStore } from './group-store.ts'

/** A person's answers about one session. */
export interface SessionAnswers {
  /** Whether it was worth it to them. */
  readonly worth?: string
  /** Whether posts may quote them, since they were asked. */
  readonly quote?: { readonly askedAt: string; readonly answer?: string }
}

export type SessionAnswersOf = ReadonlyMap<SessionId, SessionAnswers>

type Sessions = readonly { readonly id: SessionId }[]

/** Sessions that are over, and the others. */
export const allSessionsOf = ({ sessions }: Group, past: readonly Past[]): readonly Session[] => [
  ...past.map(({ session }) => session),
  ...sessions,
]

/** A person's answers about sessions, by session. */
export async function readAnswers(
  store: Pick<GroupStore, 'worthOf' | 'findQuote'>,
  sessions: Sessions,
  person: PersonId,
): Promise<SessionAnswersOf> {
  const found = new Map<SessionId, SessionAnswers>()
  for (const { id } of sessions) {
    const worth = (await store.worthOf(id)).get(person)
    const quote = await store.findQuote(id, person)
    if (worth === undefined && quote === undefined) continue
    found.set(id, {
      ...(worth !== undefined && { worth }),
      ...(quote !== undefined && {
        quote: {
          askedAt: new Date(quote.askedAt).toISOString(),
          ...(quote.answer !== undefined && { answer: quote.answer }),
        },
      }),
    })
  }
  return found
}

/** Removes a person's answers about sessions. @returns the sessions about which they had answered. */
export async function eraseAnswers(
  store: Pick<GroupStore, 'worthOf' | 'findQuote' | 'eraseWorth' | 'eraseQuote'>,
  sessions: Sessions,
  person: PersonId,
): Promise<ReadonlySet<SessionId>> {
  const answered = new Set((await readAnswers(store, sessions, person)).keys())
  for (const id of answered) {
    await store.eraseWorth(id, person)
    await store.eraseQuote(id, person)
  }
  return answered
}
