import type { Drawing } from '../../chat/view.ts'
import { box, group, label, paint } from '../drawing.ts'
import { areOverlapping, type Box, isWithin, round } from '../layout.ts'
import { widthOf } from '../measure.ts'
import { formatCount } from '../numbers.ts'
import { type Arrow, type ArrowSurroundings, around, beforeHead, pointOnCurve } from './arrow-routing.ts'

/** How many people went, on the line of their flow. */
interface Badge extends Box {
  readonly text: string
}

const badgeSize = 28
/** From the middle of the line outwards. */
const slides = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2]

/** All of them, over whatever lies below. */
export const badges = (arrows: readonly Arrow[], ground: ArrowSurroundings): Drawing =>
  group(...badgesOf(arrows, ground).map(badge))

/** Each in the place on its line that covers least: no number, then no head, no other badge, no ring. */
function badgesOf(arrows: readonly Arrow[], { area, numbers }: ArrowSurroundings): readonly Badge[] {
  const rings = arrows.map(({ start }) => around(start, 16))
  const heads = arrows.map(({ by, end }) => around(beforeHead({ by, end }), 18))
  const badges: Badge[] = []
  for (const arrow of arrows) {
    if (arrow.flow.voters < 2) continue
    const text = formatCount(arrow.flow.voters)
    const width = Math.max(badgeSize, widthOf(text, 19, 600) + 12)
    const places = slides.map((t): Badge => {
      const { x, y } = pointOnCurve(arrow, t)
      return { text, x: x - width / 2, y: y - badgeSize / 2, width, height: badgeSize }
    })
    const faults = places.map((place) => {
      const countCovered = (others: readonly Box[]) =>
        others.filter((other) => areOverlapping(place, other)).length
      const outside = isWithin(place, area) ? 0 : 1
      return (
        8 * (countCovered(numbers) + outside) +
        3 * countCovered(heads) +
        2 * countCovered(badges) +
        countCovered(rings)
      )
    })
    const best = places[faults.indexOf(Math.min(...faults))]
    if (best !== undefined) badges.push(best)
  }
  return badges
}

function badge({ text, ...place }: Badge): Drawing {
  const { x, y, width, height } = place
  return group(
    box(
      { x: round(x - 2.5), y: round(y - 2.5), width: round(width + 5), height: height + 5 },
      { rx: 16.5, fill: paint('background') },
    ),
    box({ ...place, x: round(x), y: round(y), width: round(width) }, { rx: 14, fill: paint('accent') }),
    label(text, {
      x: round(x + width / 2),
      y: round(y + height / 2 + 7),
      size: 19,
      weight: 600,
      fill: 'accent-ink',
      anchor: 'middle',
    }),
  )
}
