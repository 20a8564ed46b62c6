import type { Drawing } from '../../chat/view.ts'
import { dot, group, paint } from '../drawing.ts'
import type { Role } from '../theme.ts'

/** ⊙, the cell at the centre of all ballots. */
export const centreMark = (x: number, y: number, ink: Role): Drawing =>
  group(
    dot(x, y, 8, { fill: 'none', stroke: paint(ink), 'stroke-width': 2 }),
    dot(x, y, 3, { fill: paint(ink) }),
  )
