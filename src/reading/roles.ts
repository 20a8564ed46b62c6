import type { Person, PersonId } from '../chat/caller.ts'
import { toLine } from '../paper/clean-title.ts'
import type { Group, Session } from './group.ts'
import type { Role } from './role.ts'
import { longRole, manyRoles, oneRoleEach, roleGone, roleTaken } from './role-errors.ts'

const maxRoles = 4
/** In characters. */
const maxRoleName = 24

/** The role whose holder may add notes to the recap. */
const notesRole = 'notes'

/** The sentence of a known role to its holder. */
const helpLines: Readonly<Record<string, string>> = {
  skeptic: 'you argue the other side',
  [notesRole]: 'you write down what is decided',
  history: 'you know what came before',
  practice: 'you ask who would use it',
}

/** @returns `undefined` for a group's own role. */
export const roleHelp = (name: string): string | undefined => helpLines[name.toLowerCase()]

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Reads "skeptic, notes", or "none". @throws UserError if there are too many, or one is too long. */
export function readRoles(words: string): readonly string[] {
  const names = words
    .split(',')
    .map(toLine)
    .filter((name) => name !== '')
  if (names.length === 1 && names.some((name) => ['none', 'off'].includes(name.toLowerCase()))) return []
  const distinct = names.filter((name, i) => names.findIndex((other) => isSame(name, other)) === i)
  if (distinct.some((name) => name.length > maxRoleName)) throw longRole(maxRoleName)
  if (distinct.length > maxRoles) throw manyRoles(maxRoles)
  return distinct
}

/** The roles of a session, each with its holder, if it has one. */
export const rolesOf = ({ roles = [] }: Pick<Group, 'roles'>, session: Session): readonly Role[] =>
  roles.map((name) => session.roles?.find((role) => isSame(role.name, name)) ?? { name })

/** Whether a person takes the notes of a session. */
export const takesNotes = ({ roles = [] }: Session, id: PersonId): boolean =>
  roles.some(({ name, person }) => isSame(name, notesRole) && person?.id === id)

/**
 * The session with a person in a role; without them in it, if they hold it already.
 *
 * @throws UserError if another person holds it, if they hold another one, and if there is no such role.
 */
export function toggleRole(group: Group, session: Session, name: string, person: Person): Session {
  const roles = rolesOf(group, session)
  const wanted = roles.find((role) => isSame(role.name, name))
  if (wanted === undefined) throw roleGone()
  const others = roles.filter((role) => role !== wanted && role.person !== undefined)
  if (wanted.person?.id === person.id) return { ...session, roles: others }
  if (wanted.person !== undefined) throw roleTaken(wanted.name, wanted.person.name)
  const own = others.find((role) => role.person?.id === person.id)
  if (own !== undefined) throw oneRoleEach(own.name, { group: group.id, session: session.id })
  return { ...session, roles: [...others, { name: wanted.name, person }] }
}
