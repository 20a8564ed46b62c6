import {
  type PersonId,
  PersonId as PersonIds,
  type SpaceId,
  SpaceId as SpaceIds,
} from '../../../src/chat/caller.ts'

/**
 * Slack's ids as Cruxgrid's. What everybody in the workspace may read is one space. A conversation that is not open to
 * all of them, or is shared with other organisations, is a space of its own: nothing of it can be asked for elsewhere.
 */
export const toSpaceId = (team: string, closedChannel?: string): SpaceId =>
  SpaceIds.parse(closedChannel === undefined ? `slack:${team}` : `slack:${team}.${closedChannel}`)

/** The workspace that a space is in. */
export const toTeamId = (space: SpaceId): string => space.slice('slack:'.length).split('.', 1)[0] ?? ''

/** Somebody, as the bot of a workspace knows them: Slack's ids are unique within one. */
export const toPersonId = (team: string, user: string): PersonId => PersonIds.parse(`slack:${team}.${user}`)

/** The user's id in their workspace; nothing for somebody of another one, or of another platform. */
export function toUserId(team: string, person: string): string | undefined {
  const own = `slack:${team}.`
  return person.startsWith(own) ? person.slice(own.length) : undefined
}
