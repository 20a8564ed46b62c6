import { z } from 'zod'

/**
 * A group of people of a space that its platform keeps, such as all readers: platform, `:@` and the platform's own id. Who is in
 * it may be unknown.
 */
export const AudienceId = z
  .string()
  .regex(/^[a-z]+:@[\w-]{1,100}$/)
  .brand<'AudienceId'>()
export type AudienceId = z.infer<typeof AudienceId>

export const Audience = z
  .object({
    id: AudienceId,
    /** Without a sign before it. An admin of the space chose it, so it is hostile until it is escaped. */
    name: z.string().max(200),
    /** The number of people in it; absent if it is unknown. */
    size: z.int().min(0).optional(),
  })
  .readonly()
/** An audience as its platform describes it. */
export type Audience = z.infer<typeof Audience>

/** The most audiences that can be asked to vote at once. */
export const maxAudiences = 25
