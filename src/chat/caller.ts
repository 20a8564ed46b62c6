import { z } from 'zod'

/** Somebody, everywhere the same: platform and the platform's own id, as in `web:ada`. */
export const PersonId = z
  .string()
  .regex(/^[a-z]+:[\w./-]{1,100}$/)
  .brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>

/** A server or workspace: platform and the platform's own id, as in `web:playground`. Nothing is shared across. */
export const SpaceId = z
  .string()
  .regex(/^[a-z]+:[\w./-]{1,100}$/)
  .brand<'SpaceId'>()
export type SpaceId = z.infer<typeof SpaceId>

export const Person = z.object({ id: PersonId, name: z.string() }).readonly()
/** Somebody with the name others see. The name is what they chose: hostile until rendered. */
export type Person = z.infer<typeof Person>

export const Place = z
  .object({
    platform: z.string(),
    space: SpaceId,
    channel: z.string().max(200),
    thread: z.string().max(200).optional(),
  })
  .readonly()
/** Where something is said: a channel of a space, or a thread of that channel. */
export type Place = z.infer<typeof Place>

/** What the platform lets this person do here: `manager` may manage messages, `admin` runs the space. */
export type Rank = 'member' | 'manager' | 'admin'

/** Who asks, and where. */
export interface Caller {
  readonly person: Person
  readonly place: Place
  readonly rank: Rank
}
