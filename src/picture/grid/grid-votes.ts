import { cells } from '../../grid/axes.ts'
import { fullOf } from '../../grid/tally.ts'
import type { Answers } from '../../poll/ballot.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { OpenRound } from '../../poll/disclosed-round.ts'
import type { GridLayout } from '../layout.ts'
import { annotationsOf, roomBeside } from './annotations.ts'
import { drawnPartOf } from './cell-details.ts'
import { initialsOf } from './cell-marks.ts'
import { type CellVotes, type Initials, maxPeople, type Scale } from './cell-votes.ts'
import { type Annotations, type Movement, movementOf } from './movement.ts'

/** The votes of a round in the nine cells, and the marks on them. */
export interface GridVotes {
  readonly votes: readonly CellVotes[]
  readonly annotations: Annotations
  readonly movement: Movement | undefined
  /** The initials of the voters in a part of the picture; empty if they are not shown. */
  readonly initialsIn: (part: string) => readonly Initials[]
}

export function gridVotes(poll: Disclosure, round: OpenRound, scale: Scale, layout: GridLayout): GridVotes {
  const { tally, ballots } = round
  const movement = movementOf(poll)
  const annotations = annotationsOf(tally, movement)
  const initialsIn = (part: string) =>
    scale === 'initials'
      ? ballots.flatMap(({ answers, name }) =>
          drawnPartOf(answers.stance) === part && name !== undefined
            ? [{ text: initialsOf(name), isHollow: isHollow(answers) }]
            : [],
        )
      : []
  const votes = cells.map((cell): CellVotes => {
    const change = movement?.changes[cell.index]
    return {
      cell,
      count: tally.cells[cell.index] ?? 0,
      total: fullOf(tally),
      scale,
      initials: initialsIn(`cell-${cell.index}`),
      ...(change !== undefined && { change }),
      room: roomBeside(annotations, cell.index, layout),
    }
  })
  return { votes, annotations, movement, initialsIn }
}

/** Whether a voter is drawn as a hollow mark. Without an answer, as someone who has read the paper. */
const isHollow = ({ depth }: Answers): boolean => depth !== undefined && depth !== 'read'

/** How many voters of a round are drawn as hollow marks. */
export const countHollow = (round: OpenRound): number =>
  scaleOf(round) === 'initials' ? round.ballots.filter(({ answers }) => isHollow(answers)).length : 0

/** The scale of a round; initials only if every voter's name is known. */
export function scaleOf({ tally, ballots, votes }: OpenRound): Scale {
  if (fullOf(tally) > maxPeople) return 'shares'
  const hasNames = votes > 0 && ballots.length === votes && ballots.every(({ name }) => name !== undefined)
  return hasNames ? 'initials' : 'dots'
}
