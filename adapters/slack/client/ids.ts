import {
  type PersonId,
  PersonId as PersonIds,
  type SpaceId,
  SpaceId as SpaceIds,
} from '../../../src/chat/caller.ts'

/** Stands for the channel in places that are in the workspace but in none of its channels. */
export const atHome = 'home'

/**
 * The space of a conversation: its workspace, whether it is public or private. Direct messages with the bot are a space of their own,
 * because the user is an admin there.
 */
export const toSpaceId = (team: string, direct?: string): SpaceId =>
  SpaceIds.parse(direct === undefined ? `slack:${team}` : `slack:${team}.${direct}`)

/**
 * The workspace of a conversation that an older version kept as a space of its own, as it did with every private or shared
 * one; `undefined` for other spaces. The ids of direct messages begin with D.
 */
export function toJoinedSpace(space: SpaceId): SpaceId | undefined {
  const team = /^slack:(\w+)\.(?!D)\w+$/.exec(space)?.[1]
  return team === undefined ? undefined : toSpaceId(team)
}

/** The id of the workspace that a space is in. */
export const toTeamId = (space: SpaceId): string => space.slice('slack:'.length).split('.', 1)[0] ?? ''

/** The person id of a user. It includes the workspace, since Slack's user ids are unique only within one. */
export const toPersonId = (team: string, user: string): PersonId => PersonIds.parse(`slack:${team}.${user}`)

/** Whether it is the id of a user: among the people of a record there may be words or addresses that look like an id. */
export const isPersonId = (person: string): boolean => /^slack:\w+\.\w+$/.test(person)

/** The id of the workspace that a person's id is of. */
export const toTeamOf = (person: PersonId): string => person.slice('slack:'.length).split('.', 1)[0] ?? ''

/** The user's id in the workspace; `undefined` if they belong to another workspace or platform. */
export function toUserId(team: string, person: string): string | undefined {
  const own = `slack:${team}.`
  return person.startsWith(own) ? person.slice(own.length) : undefined
}
