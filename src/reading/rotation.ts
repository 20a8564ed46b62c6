import type { Person } from '../chat/caller.ts'
import type { Facilitator, Group, Session } from './group.ts'

/** Whether a facilitator leads no session of that date. */
export const isAway = ({ away, passes }: Facilitator, date: string): boolean =>
  passes.includes(date) || away.some(({ from, to }) => from <= date && date <= to)

/** The facilitator of a session of that date: the first in the order who is not away. */
export const facilitatorFor = ({ facilitators }: Group, date: string): Person | undefined =>
  facilitators.find((one) => !isAway(one, date))?.person

/** The group after a person has taken a turn: they go to the end of the order; people passed over stay in place. */
export function recordTurn(group: Group, person: Person): Group {
  const own = group.facilitators.filter(({ person: { id } }) => id === person.id)
  const others = group.facilitators.filter(({ person: { id } }) => id !== person.id)
  return { ...group, facilitators: [...others, ...own] }
}

/**
 * The group with a session's turn given back: its facilitator comes before everyone who could have led instead, and
 * after those who were passed over.
 */
export function returnTurn(group: Group, { facilitator, date }: Session): Group {
  if (facilitator === undefined) return group
  const own = group.facilitators.filter(({ person: { id } }) => id === facilitator.id)
  const others = group.facilitators.filter(({ person: { id } }) => id !== facilitator.id)
  const place = Math.max(
    0,
    others.findIndex((one) => !isAway(one, date)),
  )
  return { ...group, facilitators: [...others.slice(0, place), ...own, ...others.slice(place)] }
}

/** The group with the places of two people exchanged. */
export function swapFacilitators(group: Group, one: Person['id'], other: Person['id']): Group {
  const at = (id: Person['id']) => group.facilitators.findIndex(({ person }) => person.id === id)
  const [a, b] = [group.facilitators[at(one)], group.facilitators[at(other)]]
  if (a === undefined || b === undefined) return group
  return {
    ...group,
    facilitators: group.facilitators.map((facilitator) =>
      facilitator === a ? b : facilitator === b ? a : facilitator,
    ),
  }
}
