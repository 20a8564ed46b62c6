import { z } from 'zod'
import { Level } from './axes.ts'

/** The position that a ballot takes: a placement, where `null` is unsure on that axis, or applications. */
export const Stance = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('placement'), row: Level.nullable(), column: Level.nullable() }).readonly(),
  z.object({ kind: z.literal('applications') }).readonly(),
])

export type Stance = z.infer<typeof Stance>

/** One of the positions between which a round is divided. */
export interface Side {
  readonly name: string
  readonly has: (stance: Stance) => boolean
  /** Of a firm camp, as in the picture. */
  readonly mark?: string
}

export const unsure: Stance = { kind: 'placement', row: null, column: null }

export const applications: Stance = { kind: 'applications' }
