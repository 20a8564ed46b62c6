import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The order of rooms and the limits of size, as declared in docs/rooms.json. */
const Order = z.object({
  /** Lowest first: a room may import those before it. A room is a folder with all below it, or one file. */
  rooms: z.array(z.object({ path: z.string() })),
  /** Folders that never import each other. */
  apart: z.array(z.string()),
  limits: z.object({ functionLines: z.int(), fileLines: z.int() }),
  /** Files that are tables of data and may be longer. */
  tables: z.array(z.string()).default([]),
})
export type Order = z.infer<typeof Order>

/** The order that a project declares in docs/rooms.json. */
export const readOrder = (project: string): Order =>
  Order.parse(JSON.parse(readFileSync(join(project, 'docs/rooms.json'), 'utf8')))
