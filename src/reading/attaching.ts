import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import {
  attachingNotAllowed,
  attachmentGone,
  attachmentNotYours,
  tooManyAttachments,
} from './after-errors.ts'
import { type Attachment, addAttachment, maxAttachments, readAttachmentUrl } from './attachment.ts'
import type { Group, GroupDecision, Session, SessionId } from './group.ts'
import type { GroupStore } from './group-store.ts'
import type { Held } from './held.ts'
import { mayLead, mayOrganise } from './permissions.ts'
import { takesNotes } from './roles.ts'
import { withSession } from './session-outcome.ts'

interface Deps {
  readonly store: Pick<GroupStore, 'changePast'>
  readonly now: () => number
  readonly change: (group: Group, decide: GroupDecision) => Promise<Group>
  readonly touchSession: (group: Group, session: SessionId) => void
  /** Called when the group's own messages may have changed. */
  readonly onChange: (group: Group) => void
}

/** Whether they may attach links to a session: its facilitator, who takes its notes, and organisers. */
const mayAttach = (actor: Actor, group: Group, session: Session): boolean =>
  mayLead(actor, group, session) || takesNotes(session, actor.person.id)

/** Whether they may remove a link: who attached it, the facilitator, and organisers. */
export const mayDetach = (actor: Actor, group: Group, session: Session, { by }: Attachment): boolean =>
  mayLead(actor, group, session) || by === actor.person.id

/** @throws UserError unless they may attach links to the session. */
export function requireMayAttach(actor: Actor, group: Group, session: Session): void {
  requireTakingPart(actor, 'attach links')
  if (!mayAttach(actor, group, session)) throw attachingNotAllowed(session.facilitator?.name)
}

/**
 * Checks the right before the session is resolved.
 *
 * @param held Sessions that have begun, newest first.
 * @throws UserError unless they may attach links to some session.
 */
export function requireMayAttachSome(actor: Actor, group: Group, held: readonly Held[]): void {
  requireTakingPart(actor, 'attach links')
  const sessions = [...group.sessions, ...held.map(({ session }) => session)]
  if (!mayOrganise(actor, group) && !sessions.some((session) => mayAttach(actor, group, session)))
    throw attachingNotAllowed(held[0]?.session.facilitator?.name)
}

/** The links that people attach to sessions. */
export function createAttaching({ store, now, change, touchSession, onChange }: Deps) {
  /** @returns the changed session; `undefined` if it is gone. */
  async function changeSession(
    group: Group,
    id: SessionId,
    decide: (session: Session) => Session,
  ): Promise<Session | undefined> {
    const isOver = !group.sessions.some((session) => session.id === id)
    const next = isOver
      ? (await store.changePast(group.id, id, (past) => ({ ...past, session: decide(past.session) })))
          ?.session
      : (await change(group, (group) => withSession(group, id, decide))).sessions.find(
          (session) => session.id === id,
        )
    touchSession(group, id)
    if (isOver) onChange(group)
    return next
  }

  return {
    /** @throws UserError unless the words are an https address and the actor may attach it. @returns the changed session. */
    async attach(
      actor: Actor,
      group: Group,
      {
        session,
        kind,
        words,
      }: { readonly session: Session; readonly words: string } & Pick<Attachment, 'kind'>,
    ): Promise<Session> {
      requireMayAttach(actor, group, session)
      const added = { kind, url: readAttachmentUrl(words), by: actor.person.id }
      const next = await changeSession(group, session.id, (session) => {
        const attachments = addAttachment(session.attachments ?? [], added, now())
        if (attachments.length > maxAttachments) throw tooManyAttachments(maxAttachments)
        return { ...session, attachments: [...attachments] }
      })
      return next ?? session
    },

    /** @param at When it was attached. @throws UserError if it is gone, and unless the actor may remove it. */
    async detach(actor: Actor, group: Group, session: Session, at: number): Promise<Session> {
      requireTakingPart(actor, 'remove links')
      const attachment = session.attachments?.find((one) => one.at === at)
      if (attachment === undefined) throw attachmentGone()
      if (!mayDetach(actor, group, session, attachment)) throw attachmentNotYours()
      const next = await changeSession(group, session.id, (session) => ({
        ...session,
        attachments: (session.attachments ?? []).filter((one) => one.at !== at),
      }))
      return next ?? session
    },
  }
}
