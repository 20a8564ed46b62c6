import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import { withAnswer } from './attendance.ts'
import { sessionOver } from './errors.ts'
import type { Group, GroupDecision, Notice, Session, SessionId } from './group.ts'
import { mayOrganise } from './permissions.ts'
import { toggleRole } from './roles.ts'
import { withSession } from './session-outcome.ts'

/** Services for what people decide for themselves, and for the notices of organisers. */
export function createGroupPeople(change: (group: Group, decide: GroupDecision) => Promise<Group>) {
  return {
    /** Records whether the caller comes to a session. */
    async setAttendance(actor: Actor, group: Group, session: SessionId, isComing: boolean): Promise<Group> {
      requireTakingPart(actor, 'sign up for sessions')
      const { person } = actor
      return change(group, (group) =>
        withSession(group, session, (one) => withAnswer(one, person.id, isComing)),
      )
    },

    /** Gives the actor a role in a session, or takes it back. @throws UserError as {@link toggleRole}, and if it is over. */
    async toggleRole(
      actor: Actor,
      group: Group,
      words: string,
      role: string,
    ): Promise<{ readonly session: Session; readonly isTaken: boolean }> {
      requireTakingPart(actor, 'take roles')
      const find = ({ sessions }: Group) => {
        const found = sessions.find(({ id }) => id === words)
        if (found === undefined) throw sessionOver()
        return found
      }
      const { person } = actor
      const next = await change(group, (group) => {
        const session = toggleRole(group, find(group), role, person)
        return withSession(group, session.id, () => session)
      })
      const session = find(next)
      const isTaken = session.roles?.some((one) => one.person?.id === person.id) === true
      return { session, isTaken }
    },

    /** Stops reminders for the actor. */
    async mute(actor: Actor, group: Group): Promise<void> {
      requireTakingPart(actor, 'change reminders')
      const { person } = actor
      await change(group, (group) =>
        group.muted.includes(person.id) ? group : { ...group, muted: [...group.muted, person.id] },
      )
    },

    /** Sends the actor the digest of each session that they miss, or no longer does. */
    async setMissed(actor: Actor, group: Group, isWanted: boolean): Promise<Group> {
      requireTakingPart(actor, 'ask for digests')
      const { id } = actor.person
      return change(group, (group) => {
        const others = (group.missed ?? []).filter((person) => person !== id)
        return { ...group, missed: isWanted ? [...others, id] : others }
      })
    },

    /** Notices that reached no organiser, for the first organiser who looks; they count as seen then. */
    async takeUnseenNotices(actor: Actor, group: Group): Promise<readonly Notice[]> {
      const unseen = group.notes.filter(({ told }) => told === 0)
      if (unseen.length === 0 || !mayOrganise(actor, group)) return []
      const isTaken = ({ cause, at }: Notice) => unseen.some((one) => one.cause === cause && one.at === at)
      await change(group, (group) => ({
        ...group,
        notes: group.notes.map((note) => (isTaken(note) ? { ...note, told: 1 } : note)),
      }))
      return unseen
    },
  }
}
