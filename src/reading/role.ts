import { z } from 'zod'
import { Person } from '../chat/caller.ts'

export const Role = z.object({ name: z.string(), person: Person.optional() }).readonly()
/** Something that a person does in a session besides taking part; `person` is absent while nobody does, and once erased. */
export type Role = z.infer<typeof Role>
