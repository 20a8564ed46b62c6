import type { PersonId } from '../chat/caller.ts'
import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import type { Group, GroupDecision, Notice, SessionId } from './group.ts'
import { mayOrganise } from './permissions.ts'
import { withSession } from './session-outcome.ts'

/** Services for what people decide for themselves, and for the notices of organisers. */
export function createGroupPeople(change: (group: Group, decide: GroupDecision) => Promise<Group>) {
  return {
    /** Records whether the caller comes to a session. */
    async setAttendance(actor: Actor, group: Group, session: SessionId, isComing: boolean): Promise<Group> {
      requireTakingPart(actor, 'sign up for sessions')
      const { person } = actor
      const others = (people: readonly PersonId[]) => people.filter((id) => id !== person.id)
      return change(group, (group) =>
        withSession(group, session, (one) => ({
          ...one,
          coming: isComing ? [...others(one.coming), person.id] : others(one.coming),
          notComing: isComing ? others(one.notComing) : [...others(one.notComing), person.id],
        })),
      )
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
