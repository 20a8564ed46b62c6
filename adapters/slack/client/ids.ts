import {
  type PersonId,
  PersonId as PersonIds,
  type SpaceId,
  SpaceId as SpaceIds,
} from '../../../src/chat/caller.ts'

/** Stands for the channel in places that are in the workspace but in none of its channels. */
export const atHome = 'home'

/**
 * The space of a conversation. All conversations that every member of the workspace may read are one space. One that is
 * closed, or shared with other organisations, is a space of its own: its contents can't be read from elsewhere.
 */
export const toSpaceId = (team: string, closedChannel?: string): SpaceId =>
  SpaceIds.parse(closedChannel === undefined ? `slack:${team}` : `slack:${team}.${closedChannel}`)

/** The id of the workspace that a space is in. */
export const toTeamId = (space: SpaceId): string => space.slice('slack:'.length).split('.', 1)[0] ?? ''

/** The person id of a user. It includes the workspace, since Slack's user ids are unique only within one. */
export const toPersonId = (team: string, user: string): PersonId => PersonIds.parse(`slack:${team}.${user}`)

/** The id of the workspace that a person's id is of. */
export const toTeamOf = (person: PersonId): string => person.slice('slack:'.length).split('.', 1)[0] ?? ''

/** The user's id in the workspace; `undefined` if they belong to another workspace or platform. */
export function toUserId(team: string, person: string): string | undefined {
  const own = `slack:${team}.`
  return person.startsWith(own) ? person.slice(own.length) : undefined
}
