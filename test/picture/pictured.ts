import type { Drawing, Picture } from '../../src/chat/view.ts'
import { cells } from '../../src/grid/axes.ts'
import type { Stance } from '../../src/grid/stance.ts'
import { emptyTally, type Tally, tallyOf } from '../../src/grid/tally.ts'
import { PaperId } from '../../src/paper/paper.ts'
import { gridPicture } from '../../src/picture/grid/grid-picture.ts'
import { messagePicture } from '../../src/picture/grid/message-picture.ts'
import { CruxId, VoterId } from '../../src/poll/ballot.ts'
import { type Disclosure, type DisclosureInput, disclose } from '../../src/poll/disclose.ts'
import { PollId } from '../../src/poll/poll.ts'
import { publish } from '../../src/poll/published.ts'

interface Wanted {
  readonly title?: string
  readonly authors?: readonly string[]
  readonly names?: readonly string[]
  readonly state?: 'open' | 'closed'
  readonly blind?: boolean
  readonly why?: string
  /** What the same people answered in a round before; without names at least five of them. */
  readonly before?: readonly Stance[]
  /** What is counted, where it is more than ballots can be made for. */
  readonly tally?: Tally
}

/** A poll whose voters answered like that, as it may be seen; with `names` it shows them, in turn. */
function polled(stances: readonly Stance[], wanted: Wanted = {}): Disclosure {
  const {
    title = 'Risks from Learned Optimization in Advanced Machine Learning Systems',
    names,
    why,
    before,
  } = wanted
  const {
    authors = ['Evan Hubinger', 'Chris van Merwijk', 'Vladimir Mikulik', 'Joar Skalse', 'Scott Garrabrant'],
  } = wanted
  const round = {
    number: before === undefined ? 1 : 2,
    state: wanted.state ?? 'open',
    blind: wanted.blind ?? false,
    tally: wanted.tally ?? tallyOf(stances),
  }
  const poll: DisclosureInput['poll'] = {
    id: PollId.parse('p_0123456789'),
    paper: { id: PaperId.parse('arxiv:1906.01820'), title, authors, year: 2019 },
    opener: { name: 'Ada' },
    openedAt: 0,
    visibility: names === undefined && (before !== undefined || why !== undefined) ? 'anonymous' : 'names',
    questions: [],
    rounds: [
      ...(before === undefined
        ? []
        : [{ number: 1, state: 'closed' as const, blind: false, tally: tallyOf(before) }]),
      { ...round, live: { tally: round.tally, waiting: [] } },
    ],
  }
  const ballotsOf = (stances: readonly Stance[]) =>
    new Map(
      stances.map((stance, i) => {
        const person = { name: names?.[i % names.length] ?? '' }
        const answers = { stance, ...(why !== undefined && { why }) }
        return [VoterId.parse(`v_${i}`), { answers, person, castAt: i }] as const
      }),
    )
  const earlier = before && ballotsOf(before)
  const shown = { shownFrom: 5, sidesOf: () => [], cruxIdOf: () => CruxId.parse(`x_${'0'.repeat(16)}`) }
  return disclose({
    poll,
    ...(names !== undefined && { ballots: [...(earlier ? [earlier] : []), ballotsOf(stances)] }),
    published: [
      ...(earlier ? [publish({ ballots: earlier, ...shown })] : []),
      publish({ ballots: ballotsOf(stances), ...(earlier && { before: earlier }), ...shown }),
    ],
  })
}

export const pictured = (stances: readonly Stance[], wanted?: Wanted): Picture =>
  gridPicture(polled(stances, wanted))

/** The same in its message. */
export const messaged = (stances: readonly Stance[], wanted?: Wanted): Picture =>
  messagePicture(polled(stances, wanted))

/** The picture of counts alone, as when ballots are not at hand. */
export const counted = (tally: Partial<Tally>, wanted?: Wanted): Picture =>
  pictured([], { ...wanted, tally: { ...emptyTally, ...tally } })

export const messagedCounts = (tally: Partial<Tally>, wanted?: Wanted): Picture =>
  messaged([], { ...wanted, tally: { ...emptyTally, ...tally } })

/** A full placement on that cell, row by row from the top left. */
export function on(index: number): Stance {
  const cell = cells[index]
  if (cell === undefined) throw new Error(`There is no cell ${index}`)
  return { kind: 'placement', row: cell.row, column: cell.column }
}

export const times = (n: number, stance: Stance): readonly Stance[] => Array.from({ length: n }, () => stance)

/** Every element of a drawing, outermost first. */
export function* elementsOf(drawing: Drawing): Iterable<Drawing> {
  yield drawing
  for (const child of drawing.children) if (typeof child !== 'string') yield* elementsOf(child)
}

/** Every text in a drawing, in its order. */
export const textsIn = (drawing: Drawing): readonly string[] =>
  [...elementsOf(drawing)].filter(({ tag }) => tag === 'text').map(({ children }) => children.join(''))

/** The part of a picture with that name. */
export function part(picture: Pick<Picture, 'drawing'>, name: string): Drawing {
  const found = [...elementsOf(picture.drawing)].find(({ attributes }) => attributes['data-part'] === name)
  if (found === undefined) throw new Error(`The picture has no part ${name}`)
  return found
}
