import type { PersonId } from '../chat/caller.ts'
import { VoterId } from '../poll/ballot.ts'
import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import type { PollId } from '../poll/poll.ts'
import { sessionOver } from './errors.ts'
import { type Group, type GroupDecision, type Session, SessionId, stateOf } from './group.ts'
import { mayLead, requireOrganiser } from './permissions.ts'
import { maxPresent, type Present } from './reading-fields.ts'
import { isReading } from './reading-time.ts'
import { requireRoomToRead } from './require-room.ts'
import { retimeSession, withPollTimes } from './retime.ts'
import { requireSession, withSession } from './session-outcome.ts'
import { maxExtensions, moreMinutes } from './together.ts'
import {
  extendedEnough,
  leaderRequired,
  manyPresent,
  notReadingTogether,
  readingNotBegun,
  readingOver,
} from './together-errors.ts'

interface Deps {
  readonly now: () => number
  readonly change: (group: Group, decide: GroupDecision) => Promise<Group>
  /** A person's pseudonym in an anonymous poll; `undefined` if its key is gone. */
  readonly pseudonymIn: (poll: PollId, person: PersonId) => Promise<VoterId | undefined>
}

/** Services for people who read in a session; docs/reading-groups.md, section 10. */
export function createReadingTogether({ now, change, pseudonymIn }: Deps) {
  /** Who a person is in the list of those present. */
  async function presentAs({ keyedPoll }: Session, person: PersonId): Promise<VoterId> {
    if (keyedPoll === undefined) return VoterId.parse(person)
    const pseudonym = await pseudonymIn(keyedPoll, person)
    if (pseudonym === undefined) throw new Error(`There is no key for ${keyedPoll}`)
    return pseudonym
  }

  return {
    /** Notes that the caller is there, or has read the paper; asked again, takes that back. @returns how they are noted now. */
    async setPresence(
      actor: Actor,
      group: Group,
      words: string,
      as: 'here' | 'read',
    ): Promise<'here' | 'read' | 'gone'> {
      requireTakingPart(actor, 'take part in sessions')
      const session = requireReading(group, words)
      const who = await presentAs(session, actor.person.id)
      const changed = await change(group, (group) =>
        withSession(group, session.id, () => {
          const before = requireReading(group, words)
          const next = { ...before, present: pressed(before, who, as, now()) }
          return withPollTimes(group, next, now())
        }),
      )
      const own = requireSession(changed, session.id).present?.find((one) => one.who === who)
      return own === undefined ? 'gone' : own.readAt === undefined ? 'here' : 'read'
    },

    /** Makes the time to read longer. @throws UserError unless the caller leads the session, and after the third time. */
    async extendReading(actor: Actor, group: Group, words: string): Promise<Group> {
      requireTakingPart(actor, 'lead sessions')
      const session = findSession(group, words)
      if (!mayLead(actor, group, session)) throw leaderRequired()
      const { id } = requireReading(group, words)
      return change(group, (group) =>
        withSession(group, id, () => {
          const before = requireReading(group, words)
          const { extensions = 0 } = before
          if (extensions >= maxExtensions) throw extendedEnough(maxExtensions * moreMinutes)
          return withPollTimes(group, { ...before, extensions: extensions + 1 }, now())
        }),
      )
    },

    /** Sets how long people read in one session, in minutes; 0: they don't. @throws UserError unless the caller leads it. */
    setTogether(actor: Actor, group: Group, id: SessionId, togetherMin: number): Promise<Group> {
      const session = group.sessions.find((session) => session.id === id)
      if (!mayLead(actor, group, session)) requireOrganiser(actor, group, 'change how a session goes')
      return change(group, (group) =>
        withSession(group, id, (session) => {
          const next = { ...session, togetherMin }
          requireRoomToRead(group, next)
          return retimeSession(group, next, now())
        }),
      )
    },
  }
}

function findSession(group: Group, words: string): Session | undefined {
  const id = SessionId.safeParse(words)
  return group.sessions.find((session) => session.id === id.data)
}

/** The session in which people read at present. @throws UserError if they don't. */
function requireReading(group: Group, words: string): Session {
  const session = findSession(group, words)
  if (session === undefined) throw sessionOver()
  if (isReading(session)) return session
  if (stateOf(session, 'poll') === 'off') throw notReadingTogether()
  throw session.readingFrom === undefined ? readingNotBegun() : readingOver()
}

/** Those present after a press. Without times they are sorted by their ids, so that nobody sees who came first. */
function pressed(session: Session, who: VoterId, as: 'here' | 'read', now: number): readonly Present[] {
  const { present = [], keyedPoll } = session
  const before = present.find((one) => one.who === who)
  const others = present.filter((one) => one !== before)
  if (as === 'here' && before !== undefined) return others
  if (before === undefined && present.length >= maxPresent) throw manyPresent(maxPresent)
  const isDone = as === 'read' && before?.readAt === undefined
  if (keyedPoll !== undefined)
    return [...others, { who, ...(isDone && { readAt: true as const }) }].toSorted((a, b) =>
      a.who < b.who ? -1 : 1,
    )
  return [...others, { who, at: before?.at ?? now, ...(isDone && { readAt: now }) }]
}
