import type { PersonId } from '../chat/caller.ts'
import type { Session } from './group.ts'

type Attended = Pick<Session, 'coming' | 'notComing' | 'comingBy'>

/** The session with a person's own answer. It stands until they give another one. */
export function withAnswer<One extends Attended>(session: One, person: PersonId, isComing: boolean): One {
  const others = (people: readonly PersonId[]) => people.filter((id) => id !== person)
  const { coming, notComing, comingBy = {} } = session
  return {
    ...session,
    coming: isComing ? [...others(coming), person] : others(coming),
    notComing: isComing ? others(notComing) : [...others(notComing), person],
    comingBy: isComing ? { ...comingBy, [person]: 'button' } : without(comingBy, person),
  }
}

/** The session with a person who is interested in its event: they are coming, unless they have said that they aren't. */
export function withInterest<One extends Attended>(session: One, person: PersonId): One {
  const { coming, notComing, comingBy = {} } = session
  if ([...coming, ...notComing].includes(person)) return session
  return { ...session, coming: [...coming, person], comingBy: { ...comingBy, [person]: 'event' } }
}

/** The session with a person who is no longer interested in its event: what they have said beside it stands. */
export function withoutInterest<One extends Attended>(session: One, person: PersonId): One {
  const { coming, comingBy = {} } = session
  if (comingBy[person] !== 'event') return session
  return {
    ...session,
    coming: coming.filter((id) => id !== person),
    comingBy: without(comingBy, person),
  }
}

/** The session with all people who are interested in its event at present. */
export function withInterested<One extends Attended>(session: One, people: readonly PersonId[]): One {
  const gone = session.coming.filter(
    (person) => session.comingBy?.[person] === 'event' && !people.includes(person),
  )
  return people.reduce(withInterest<One>, gone.reduce(withoutInterest<One>, session))
}

const without = (comingBy: NonNullable<Attended['comingBy']>, person: PersonId) =>
  Object.fromEntries(Object.entries(comingBy).filter(([id]) => id !== person))
