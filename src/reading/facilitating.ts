import type { Caller, Person, PersonId } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'
import type { GroupWithPast } from './group.ts'
import { type Facilitator, type Group, type Session, SessionId } from './group.ts'
import { mayOrganise } from './permissions.ts'
import { facilitatorFor, recordTurn, returnTurn, swapFacilitators } from './rotation.ts'
import { withSession } from './session-outcome.ts'

interface Deps {
  readonly change: (group: Group, decide: (group: Group) => Group | GroupWithPast) => Promise<Group>
  readonly requireOrganiser: (caller: Caller, group: Group, what: string) => void
  /** What somebody is called here. */
  readonly nameOf: (group: Group, person: PersonId) => Promise<Person>
}

const toFacilitator = (person: Person): Facilitator => ({ person, away: [], passes: [] })

/** The group with a session led by the next in the order: whoever was to lead it keeps their turn for another. */
function passOn(group: Group, session: Session): Group {
  const { id, date, facilitator } = session
  const withTurn = returnTurn(group, session)
  const without = {
    ...withTurn,
    facilitators: withTurn.facilitators.map((one) =>
      one.person.id === facilitator?.id ? { ...one, passes: [...one.passes, date] } : one,
    ),
  }
  const next = facilitatorFor(without, date)
  return withSession(
    next === undefined ? without : recordTurn(without, next),
    id,
    ({ facilitator: _, ...one }) => ({
      ...one,
      ...(next !== undefined && { facilitator: next }),
    }),
  )
}

/** Who leads the sessions of a group, and when; docs/reading-groups.md, section 8. */
export function createFacilitating({ change, requireOrganiser, nameOf }: Deps) {
  const findPeople = (group: Group, people: readonly PersonId[]) =>
    Promise.all(people.map((person) => nameOf(group, person)))

  /** The group with one person's own entry changed. @throws UserError for whoever is not in the order. */
  function changeOwn(
    caller: Caller,
    group: Group,
    decide: (own: Facilitator) => Facilitator,
  ): Promise<Group> {
    const { id } = caller.person
    if (!group.facilitators.some(({ person }) => person.id === id))
      throw new UserError('You are not among the facilitators.', 'Ask an organiser to add you.')
    return change(group, (group) => ({
      ...group,
      facilitators: group.facilitators.map((one) => (one.person.id === id ? decide(one) : one)),
    }))
  }

  return {
    /** Everyone who leads, in their order; whoever was there keeps their absences. */
    async setFacilitators(caller: Caller, group: Group, order: readonly PersonId[]): Promise<Group> {
      requireOrganiser(caller, group, 'set the order of facilitators')
      const people = await findPeople(group, order)
      return change(group, (group) => ({
        ...group,
        facilitators: people.map(
          (person) => group.facilitators.find((one) => one.person.id === person.id) ?? toFacilitator(person),
        ),
      }))
    },

    async addFacilitators(caller: Caller, group: Group, added: readonly PersonId[]): Promise<Group> {
      if (added.some((person) => person !== caller.person.id))
        requireOrganiser(caller, group, 'add facilitators')
      const people = await findPeople(group, added)
      return change(group, (group) => ({
        ...group,
        facilitators: [
          ...group.facilitators,
          ...people
            .filter(({ id }) => !group.facilitators.some(({ person }) => person.id === id))
            .map(toFacilitator),
        ],
      }))
    },

    removeFacilitators(caller: Caller, group: Group, removed: readonly PersonId[]): Promise<Group> {
      if (removed.some((person) => person !== caller.person.id))
        requireOrganiser(caller, group, 'remove facilitators')
      return change(group, (group) => ({
        ...group,
        facilitators: group.facilitators.filter(({ person }) => !removed.includes(person.id)),
      }))
    },

    /** The next turns of the caller and another are exchanged. */
    swapTurns: (caller: Caller, group: Group, other: PersonId): Promise<Group> => {
      const isFacilitator = (id: PersonId) => group.facilitators.some(({ person }) => person.id === id)
      if (!isFacilitator(caller.person.id) || !isFacilitator(other))
        throw new UserError('Only facilitators can swap turns.', 'See who they are: reading facilitators.')
      return change(group, (group) => swapFacilitators(group, caller.person.id, other))
    },

    goAway: (caller: Caller, group: Group, from: string, to: string): Promise<Group> => {
      if (to < from) throw new UserError('That ends before it begins.', 'Write the first date first.')
      return changeOwn(caller, group, (own) => ({ ...own, away: [...own.away, { from, to }] }))
    },

    /** A turn goes to the next in the order; one that nobody has yet will not come to the caller. */
    passTurn(caller: Caller, group: Group, date: string): Promise<Group> {
      const session = group.sessions.find((session) => session.date === date)
      const leader = session?.facilitator?.id
      const isToPass = leader !== undefined && (leader === caller.person.id || mayOrganise(caller, group))
      if (session === undefined || !isToPass)
        return changeOwn(caller, group, (own) => ({ ...own, passes: [...own.passes, date] }))
      return change(group, (group) => {
        const current = group.sessions.find(({ id }) => id === session.id)
        // Somebody else has passed it meanwhile: the turn of whoever leads now is not what was meant.
        return current !== undefined && current.facilitator?.id === leader ? passOn(group, current) : group
      })
    },

    /** A session that nobody leads is led by whoever presses first; it is their turn. */
    takeTurn(caller: Caller, group: Group, words: string): Promise<Group> {
      const id = SessionId.safeParse(words)
      return change(group, (group) => {
        const session = group.sessions.find((session) => session.id === id.data)
        if (session === undefined) throw new UserError('That session is over.', 'See reading next.')
        if (session.facilitator !== undefined)
          throw new UserError(
            `${session.facilitator.name} leads that session.`,
            'Offer to lead the next one.',
          )
        return withSession(recordTurn(group, caller.person), session.id, (one) => ({
          ...one,
          facilitator: caller.person,
        }))
      })
    },
  }
}
