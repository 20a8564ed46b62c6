import type { Drawing } from '../../chat/view.ts'
import { box, group, label, paint } from '../drawing.ts'
import { areOverlapping, type Box, isWithin, round } from '../layout.ts'
import { widthOf } from '../measure.ts'
import { formatCount } from '../numbers.ts'
import { type Arrow, type ArrowSurroundings, around, beforeHead, pointOnCurve } from './arrow-routing.ts'

/** The number of people in a flow, placed on its line. */
interface Badge extends Box {
  readonly text: string
}

const badgeSize = 28
/** Candidate positions as shares of the line, from the middle outwards. */
const positions = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2]

/** The badges of all flows with at least two people, drawn over everything else. */
export const badges = (arrows: readonly Arrow[], surroundings: ArrowSurroundings): Drawing =>
  group(...placeBadges(arrows, surroundings).map(badge))

/** Each badge at the position that covers least; numbers count most, then heads, other badges, and rings. */
function placeBadges(arrows: readonly Arrow[], { area, numbers }: ArrowSurroundings): readonly Badge[] {
  const rings = arrows.map(({ start }) => around(start, 16))
  const heads = arrows.map((arrow) => around(beforeHead(arrow), 18))
  const badges: Badge[] = []
  for (const arrow of arrows) {
    if (arrow.flow.voters < 2) continue
    const text = formatCount(arrow.flow.voters)
    const width = Math.max(badgeSize, widthOf(text, 19, 600) + 12)
    const places = positions.map((share): Badge => {
      const { x, y } = pointOnCurve(arrow, share)
      return { text, x: x - width / 2, y: y - badgeSize / 2, width, height: badgeSize }
    })
    const costs = places.map((place) => {
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
    const best = places[costs.indexOf(Math.min(...costs))]
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
