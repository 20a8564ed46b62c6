import { z } from 'zod'
import { levels } from './axes.ts'
import { applications, type Stance, unsure } from './stance.ts'

export const GridPart = z.union([z.int().min(0).max(8), z.enum(['applications', 'unsure'])])
/** A cell, 0 … 8, or a count beside the grid: unsure is on either axis. */
export type GridPart = z.infer<typeof GridPart>

export const gridParts: readonly GridPart[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 'applications', 'unsure']

/** The part in which a stance is counted. */
export function partOf(stance: Stance): GridPart {
  if (stance.kind === 'applications') return 'applications'
  const { row, column } = stance
  return row === null || column === null ? 'unsure' : 3 * row + column
}

/** A stance that is counted in a part. */
export function stanceAt(part: GridPart): Stance {
  if (part === 'applications') return applications
  if (part === 'unsure') return unsure
  return { kind: 'placement', row: levels[Math.floor(part / 3)] ?? null, column: levels[part % 3] ?? null }
}
