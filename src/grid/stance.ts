import { z } from 'zod'
import { Level } from './axes.ts'

/** What a ballot says. `null` is asked and unsure. */
export const Stance = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('placement'), row: Level.nullable(), column: Level.nullable() }).readonly(),
  z.object({ kind: z.literal('applications') }).readonly(),
])

export type Stance = z.infer<typeof Stance>

export const unsure: Stance = { kind: 'placement', row: null, column: null }

export const applications: Stance = { kind: 'applications' }
