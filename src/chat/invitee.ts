import { z } from 'zod'
import { type Audience, AudienceId } from './audience.ts'
import { PersonId } from './caller.ts'

/** Who can be asked to vote: a person, or everyone in an audience. */
export const InviteeId = z.union([PersonId, AudienceId])
export type InviteeId = z.infer<typeof InviteeId>

/** Who is asked to vote. */
export interface Invitees {
  readonly people: readonly PersonId[]
  readonly audiences: readonly Audience[]
}

export const isAudience = (id: InviteeId): id is AudienceId => AudienceId.safeParse(id).success

export const isPerson = (id: InviteeId): id is PersonId => !isAudience(id)

/** Their ids, as an option takes them. */
export const idsOf = ({ people, audiences }: Invitees): readonly InviteeId[] => [
  ...people,
  ...audiences.map(({ id }) => id),
]
