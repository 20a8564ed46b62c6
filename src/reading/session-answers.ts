import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import { notAskedToQuote, worthClosed } from './after-errors.ts'
import { type Group, type SessionId, SessionId as SessionIds } from './group.ts'
import type { GroupStore } from './group-store.ts'
import type { Held } from './held.ts'
import type { QuoteAnswer } from './quote.ts'
import { type WorthAnswer, worthOpenMs } from './worth.ts'

interface Deps {
  readonly store: Pick<GroupStore, 'setWorth' | 'findQuote' | 'setQuote'>
  readonly now: () => number
  readonly touchSession: (group: Group, session: SessionId) => void
}

/** Stores answers that people give once a session is over: whether it was worth it, and whether they may be quoted. */
export function createSessionAnswers({ store, now, touchSession }: Deps) {
  return {
    /** Records whether the session was worth it to the actor. @throws UserError fourteen days after its recap. */
    async answerWorth(
      actor: Actor,
      group: Group,
      { session, past }: Held,
      answer: WorthAnswer,
    ): Promise<void> {
      requireTakingPart(actor, 'answer this')
      if (past !== undefined && past.at + worthOpenMs <= now()) throw worthClosed()
      await store.setWorth(session.id, actor.person.id, answer)
      touchSession(group, session.id)
    },

    /** Records whether posts about a session may quote the actor. @throws UserError if nobody has asked them. */
    async answerQuote({ person }: Pick<Actor, 'person'>, words: string, answer: QuoteAnswer): Promise<void> {
      const session = SessionIds.safeParse(words)
      const asked = session.success ? await store.findQuote(session.data, person.id) : undefined
      if (!session.success || asked === undefined) throw notAskedToQuote()
      await store.setQuote(session.data, person.id, { ...asked, answer })
    },
  }
}
