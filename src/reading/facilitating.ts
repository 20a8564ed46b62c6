import type { Person, PersonId } from '../chat/caller.ts'
import { maxFacilitators } from '../limits.ts'
import { type Actor, requireTakingPart } from '../poll/permissions.ts'
import {
  endsBeforeItBegins,
  manyFacilitators,
  notFacilitator,
  sessionOver,
  swapNotPossible,
  turnTaken,
} from './errors.ts'
import { type Facilitator, type Group, type GroupDecision, type Session, SessionId } from './group.ts'
import { callMs, withLeadCall } from './lead-call.ts'
import { mayOrganise, requireOrganiser } from './permissions.ts'
import { facilitatorFor, recordTurn, returnTurn, swapFacilitators } from './rotation.ts'
import { withSession } from './session-outcome.ts'

interface Deps {
  readonly now: () => number
  readonly change: (group: Group, decide: GroupDecision) => Promise<Group>
  /** A person with their name in the group's channel. */
  readonly nameOf: (group: Group, person: PersonId) => Promise<Person>
}

const toFacilitator = (person: Person): Facilitator => ({ person, away: [], passes: [] })

/** @throws UserError if more people would take turns than may. */
function withFacilitators(group: Group, facilitators: Group['facilitators']): Group {
  if (facilitators.length > Math.max(maxFacilitators, group.facilitators.length))
    throw manyFacilitators(maxFacilitators)
  return { ...group, facilitators }
}

/**
 * The group with a session led by the next in the order, or, if it begins soon, by the first who answers the call; its former
 * facilitator keeps the turn for another one.
 */
function passOn(group: Group, session: Session, at: number): Group {
  const { id, date, facilitator, start, openedAt } = session
  const withTurn = returnTurn(group, session)
  const without = {
    ...withTurn,
    facilitators: withTurn.facilitators.map((one) =>
      one.person.id === facilitator?.id ? { ...one, passes: [...one.passes, date] } : one,
    ),
  }
  if (openedAt === undefined && start - at <= callMs)
    return withSession(without, id, (one) => withLeadCall(one, at))
  const next = facilitatorFor(without, date)
  return withSession(
    next === undefined ? without : recordTurn(without, next),
    id,
    ({ facilitator: _, ...one }) => ({
      ...one,
      ...(next !== undefined && { facilitator: next, told: [...(one.told ?? []), next.id] }),
    }),
  )
}

/** Services for the order of facilitators and their turns; docs/reading-groups.md, section 8. */
export function createFacilitating({ now, change, nameOf }: Deps) {
  const findPeople = (group: Group, people: readonly PersonId[]) =>
    Promise.all(people.map((person) => nameOf(group, person)))

  /** Changes the caller's own place in the order. @throws UserError unless they are in it. */
  function changeOwn(actor: Actor, group: Group, decide: (own: Facilitator) => Facilitator): Promise<Group> {
    requireTakingPart(actor, 'take turns')
    const { id } = actor.person
    if (!group.facilitators.some(({ person }) => person.id === id)) throw notFacilitator()
    return change(group, (group) => ({
      ...group,
      facilitators: group.facilitators.map((one) => (one.person.id === id ? decide(one) : one)),
    }))
  }

  return {
    /** Sets the whole order; people who were in it before keep their absences. */
    async setFacilitators(actor: Actor, group: Group, order: readonly PersonId[]): Promise<Group> {
      requireOrganiser(actor, group, 'change the order of facilitators')
      const people = await findPeople(group, order)
      return change(group, (group) =>
        withFacilitators(
          group,
          people.map(
            (person) =>
              group.facilitators.find((one) => one.person.id === person.id) ?? toFacilitator(person),
          ),
        ),
      )
    },

    async addFacilitators(actor: Actor, group: Group, added: readonly PersonId[]): Promise<Group> {
      requireTakingPart(actor, 'take turns')
      if (added.some((person) => person !== actor.person.id))
        requireOrganiser(actor, group, 'add facilitators')
      const people = await findPeople(group, added)
      return change(group, (group) =>
        withFacilitators(group, [
          ...group.facilitators,
          ...people
            .filter(({ id }) => !group.facilitators.some(({ person }) => person.id === id))
            .map(toFacilitator),
        ]),
      )
    },

    removeFacilitators(actor: Actor, group: Group, removed: readonly PersonId[]): Promise<Group> {
      requireTakingPart(actor, 'remove facilitators')
      if (removed.some((person) => person !== actor.person.id))
        requireOrganiser(actor, group, 'remove facilitators')
      return change(group, (group) => ({
        ...group,
        facilitators: group.facilitators.filter(({ person }) => !removed.includes(person.id)),
      }))
    },

    /** Exchanges the next turns of two facilitators. @throws UserError unless one is the actor, or they may organise. */
    swapTurns: (actor: Actor, group: Group, one: PersonId, other: PersonId): Promise<Group> => {
      requireTakingPart(actor, 'take turns')
      if (![one, other].includes(actor.person.id)) requireOrganiser(actor, group, "swap other people's turns")
      const isFacilitator = (id: PersonId) => group.facilitators.some(({ person }) => person.id === id)
      if (!isFacilitator(one) || !isFacilitator(other)) throw swapNotPossible()
      return change(group, (group) => swapFacilitators(group, one, other))
    },

    goAway: (actor: Actor, group: Group, from: string, to: string): Promise<Group> => {
      if (to < from) throw endsBeforeItBegins()
      return changeOwn(actor, group, (own) => ({ ...own, away: [...own.away, { from, to }] }))
    },

    /** Passes the turn on that date to the next in the order; if it has no facilitator yet, it skips the actor. */
    passTurn(actor: Actor, group: Group, date: string): Promise<Group> {
      requireTakingPart(actor, 'take turns')
      const session = group.sessions.find((session) => session.date === date)
      const leader = session?.facilitator?.id
      const isToPass = leader !== undefined && (leader === actor.person.id || mayOrganise(actor, group))
      if (session === undefined || !isToPass)
        return changeOwn(actor, group, (own) => ({ ...own, passes: [...own.passes, date] }))
      return change(group, (group) => {
        const current = group.sessions.find(({ id }) => id === session.id)
        // If the turn was passed in the meantime, the new facilitator keeps it.
        return current !== undefined && current.facilitator?.id === leader
          ? passOn(group, current, now())
          : group
      })
    },

    /** Makes the caller the facilitator of a session without one; it counts as their turn. */
    takeTurn(actor: Actor, group: Group, words: string): Promise<Group> {
      requireTakingPart(actor, 'take turns')
      const id = SessionId.safeParse(words)
      return change(group, (group) => {
        const session = group.sessions.find((session) => session.id === id.data)
        if (session === undefined) throw sessionOver()
        if (session.facilitator?.id === actor.person.id) return group
        if (session.facilitator !== undefined) throw turnTaken(session.facilitator.name)
        return withSession(recordTurn(group, actor.person), session.id, (one) => ({
          ...one,
          facilitator: actor.person,
        }))
      })
    },
  }
}
