import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import { notesClosed, notesNotAllowed } from './errors.ts'
import { type Group, type GroupDecision, type Session, SessionId } from './group.ts'
import type { GroupStore } from './group-store.ts'
import { notesAuthorsOf } from './notes-source.ts'
import { mayLead } from './permissions.ts'
import { takesNotes } from './roles.ts'
import { withSession } from './session-outcome.ts'

const notesOpenMs = 14 * 86_400_000

interface Deps {
  readonly store: GroupStore
  readonly now: () => number
  readonly change: (group: Group, decide: GroupDecision) => Promise<Group>
  readonly touchSession: (group: Group, session: SessionId) => void
  /** Called after words were removed. */
  readonly onErased: () => void
}

/** The notes that facilitators add to a recap. */
export function createSessionNotes({ store, now, change, touchSession, onErased }: Deps) {
  /** @throws UserError for a session that is over for more than fourteen days, and unless the caller may lead it. */
  async function requireSessionForNotes(actor: Actor, group: Group, words: string): Promise<Session> {
    const id = SessionId.safeParse(words)
    const past = id.success ? await store.findPast(group.id, id.data) : undefined
    const session = group.sessions.find((session) => session.id === id.data) ?? past?.session
    if (session === undefined || (past !== undefined && past.at + notesOpenMs < now())) throw notesClosed()
    requireTakingPart(actor, 'add notes')
    if (!mayLead(actor, group, session) && !takesNotes(session, actor.person.id))
      throw notesNotAllowed(session.facilitator?.name)
    return session
  }

  return {
    /** @throws UserError unless the caller may change them. */
    readNotes: async (actor: Actor, group: Group, session: string): Promise<string> =>
      (await requireSessionForNotes(actor, group, session)).notes ?? '',

    /** Sets a session's notes; without `notes` it has none any more. @throws UserError unless the caller may. */
    async addNotes(actor: Actor, group: Group, words: string, notes: string | undefined): Promise<void> {
      const { id, notes: before } = await requireSessionForNotes(actor, group, words)
      const withNotes = (session: Session): Session => {
        const { notes: _, notesBy: __, ...rest } = session
        if (notes === undefined) return rest
        // Words of earlier authors may still be in them.
        const others = notesAuthorsOf(session).filter((person) => person !== actor.person.id)
        return { ...rest, notes, notesBy: [...others, actor.person.id] }
      }
      if (group.sessions.some((session) => session.id === id))
        await change(group, (group) => withSession(group, id, withNotes))
      else await store.changePast(group.id, id, (past) => ({ ...past, session: withNotes(past.session) }))
      touchSession(group, id)
      if (before !== undefined && before !== notes) onErased()
    },
  }
}
