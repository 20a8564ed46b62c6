import type { Drawing } from '../chat/view.ts'
import { fullOf, type Tally } from '../disagreement/tally.ts'
import { approach, caseFocus, levels } from '../poll/axes.ts'
import { chip, chipSize, mostPeople, percent } from './cell-marks.ts'
import { box, dot, element, group, label, paint } from './drawing.ts'
import { widthOf } from './measure.ts'
import { stepFor } from './theme.ts'

/** The names of rows, columns and ends: what is the same in every picture of a poll. */
export function axisLabels(dy: number): Drawing {
  const columns = caseFocus.levels.map((level) => level.replace('case', '').concat('\ncase').split('\n'))
  return group(
    label('Capabilities', { x: 24, y: 172 + dy, size: 19, fill: 'muted' }),
    arrow(130, 178 + dy),
    ...levels.flatMap((column) =>
      (columns[column] ?? []).map((line, i) =>
        label(line, { x: 212 + 128 * column, y: 169 + 21 * i + dy, size: 20, weight: 600, anchor: 'middle' }),
      ),
    ),
    ...levels.flatMap((row) => {
      const lines = approach.levels[row].split(' ')
      const first = 200 + 88 * row + (lines.length === 1 ? 47 : 35) + dy
      return lines.map((line, i) => label(line, { x: 24, y: first + 24 * i, size: 20, weight: 600 }))
    }),
    arrow(536, 468 + dy),
    label('Alignment', { x: 616, y: 499 + dy, size: 19, fill: 'muted', anchor: 'end' }),
  )
}

const arrow = (x: number, y: number): Drawing =>
  element('path', {
    d: `M${x} ${y}l12 12m0 -9v9h-9`,
    fill: 'none',
    stroke: paint('muted'),
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })

interface OffGrid {
  readonly name: string
  readonly part: string
  /** Nothing while it is hidden. */
  readonly count: number | undefined
  /** Initials of the voters, where names are shown. */
  readonly initials: readonly string[]
  /** Whether each voter has a mark. */
  readonly isMarked: boolean
}

const mostMarks = 6

/** The tray of what is off the grid: applications, and placements that lack an axis. */
export function tray(items: readonly OffGrid[], dy: number): Drawing {
  const drawn: Drawing[] = []
  let x = 36 + widthOf('Off the grid', 20) + 20
  for (const { name, part, count, initials, isMarked } of items) {
    const fill = count === undefined || count === 0 ? 'muted' : 'ink'
    const number = count === undefined ? '–' : count.toLocaleString('en')
    const numberX = x + widthOf(name, 20) + 8
    const marksX = numberX + widthOf(number, 20, 600) + 9
    const marked = isMarked && count !== undefined ? trayMarks(initials, count, marksX, dy) : undefined
    const spoken = `${name}: ${number}`
    drawn.push(
      element(
        'g',
        { 'data-part': part, tabindex: 0, role: 'img', 'aria-label': spoken },
        label(name, { x, y: 539 + dy, size: 20, fill }),
        label(number, { x: numberX, y: 539 + dy, size: 20, weight: 600, fill }),
        ...(marked?.marks ?? []),
      ),
    )
    x = (marked?.end ?? marksX) + 16
  }
  const frame = { x: 25, y: 513 + dy, width: 590, height: 38 }
  const dashes = { fill: 'none', stroke: paint('empty-stroke'), 'stroke-width': 2, 'stroke-dasharray': '8 6' }
  return group(
    box(frame, { rx: 8, ...dashes }),
    label('Off the grid', { x: 36, y: 539 + dy, size: 20, fill: 'muted' }),
    ...drawn,
  )
}

/** Two chips and how many more, for both items have to fit; without names a ring for each of up to six. */
function trayMarks(initials: readonly string[], count: number, x: number, dy: number) {
  if (initials.length === 0) {
    const rings = count <= mostMarks ? count : 0
    const stroke = { fill: 'none', stroke: paint('ink'), 'stroke-width': 2 }
    const marks = Array.from({ length: rings }, (_, i) => dot(x + 5 + 14 * i, 532 + dy, 4, stroke))
    return { marks, end: x + 14 * rings }
  }
  const shown = initials.length <= 2 ? initials : initials.slice(0, 1)
  const more = initials.length - shown.length
  const chips = shown.map((text, i) => chip(text, { x: x + 36 * i, y: 521 + dy }, 'muted', 'background'))
  const moreX = x + 36 * shown.length
  const rest = more === 0 ? [] : [label(`+${more}`, { x: moreX, y: 538 + dy, size: 17.5, weight: 600 })]
  return { marks: [...chips, ...rest], end: moreX + (more === 0 ? 0 : chipSize.width) }
}

/** How each axis was answered, level by level: "2–1–4"; a dash while nothing may be said. */
export function readouts(axes: readonly (readonly number[] | undefined)[], dy: number): Drawing {
  return group(
    ...[approach, caseFocus].flatMap(({ name }, i) => {
      const counts = axes[i]
      const x = i === 0 ? 24 : 340
      const hasAnswers = counts?.some((n) => n > 0) ?? false
      const words = hasAnswers ? (counts?.map((n) => n.toLocaleString('en')).join('–') ?? '–') : '–'
      return [
        label(name, { x, y: 578 + dy, size: 20, fill: 'muted' }),
        label(words, {
          x: x + widthOf(name, 20) + 10,
          y: 578 + dy,
          size: 20,
          weight: 600,
          fill: hasAnswers ? 'ink' : 'muted',
        }),
      ]
    }),
  )
}

/** Full placements by their distance from the capabilities end, row + column. Without a tally, empty boxes. */
export function spectrum(tally: Tally | undefined, dy: number): Drawing {
  const total = tally === undefined ? 0 : fullOf(tally)
  return group(
    label('Capabilities', { x: 24, y: 611 + dy, size: 19, fill: 'muted' }),
    ...[0, 1, 2, 3, 4].flatMap((position) => {
      const count =
        tally?.cells
          .filter((_, i) => Math.floor(i / 3) + (i % 3) === position)
          .reduce((sum, n) => sum + n, 0) ?? 0
      const at = { x: 148 + 73.6 * position, y: 590 + dy, width: 69.6, height: 30 }
      if (count === 0) {
        const inside = { x: at.x + 1, y: at.y + 1, width: at.width - 2, height: at.height - 2 }
        return [
          box(inside, { rx: 3, fill: paint('empty'), stroke: paint('empty-stroke'), 'stroke-width': 2 }),
        ]
      }
      const step = stepFor(count, total)
      const words = total > mostPeople ? percent(count, total) : String(count)
      return [
        box(at, { rx: 4, fill: paint(`step${step}`) }),
        label(words, {
          x: at.x + at.width / 2,
          y: at.y + 22,
          size: 20,
          weight: 600,
          fill: `step${step}-ink`,
          anchor: 'middle',
        }),
      ]
    }),
    label('Alignment', { x: 616, y: 611 + dy, size: 19, fill: 'muted', anchor: 'end' }),
  )
}

/** Over the middle row while a round is blind. */
export function blindPlate(votes: number, dy: number): Drawing {
  const voted = votes === 1 ? '1 person has voted' : `${votes.toLocaleString('en')} people have voted`
  const plate = { x: 153, y: 284 + dy, width: 374, height: 88 }
  return group(
    box(plate, { rx: 8, fill: paint('background'), stroke: paint('hairline'), 'stroke-width': 2 }),
    label(votes === 0 ? 'Nobody has voted yet' : voted, {
      x: 340,
      y: 320 + dy,
      size: 26,
      weight: 600,
      anchor: 'middle',
    }),
    label('Placements stay hidden until reveal', { x: 340, y: 354 + dy, size: 20, anchor: 'middle' }),
  )
}
