import type { z } from 'zod'
import type { PollExport } from '../../src/export/poll-json.ts'
import { seeded } from '../seeded.ts'

type Export = z.input<typeof PollExport>
type Round = Export['rounds'][number]
type Ballot = Round['ballots'][number]

const texts = [
  'Because.',
  '=1+1',
  '“Ω” 🙂',
  'zwei\nZeilen',
  '<b>&amp;</b>',
  "O'Neil, J.",
  'مرحبا',
  '\\u0000',
  '0',
]
const start = Date.UTC(2025, 0, 1)
const dayMs = 24 * 3_600_000

/** A file with that many closed polls: of one round and of several, with names and anonymous, large and too small to be shown. */
export function randomExport(seed: number, polls: number): string {
  const lines = Array.from({ length: polls }, (_, i) => JSON.stringify(createPoll(seeded(seed + i), i)))
  return `${lines.join('\n')}\n`
}

function createPoll(random: () => number, i: number): Export {
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const pick = <Item>(items: readonly Item[]): Item => items[upTo(items.length - 1)] as Item
  const isNamed = random() < 0.5
  const openedAt = start + upTo(300) * dayMs + upTo(dayMs)
  const closings = Array.from({ length: 1 + upTo(2) }, (_, n) => openedAt + (n + 1) * 7 * dayMs)

  const level = () => pick([0, 1, 2, null] as const)
  const stance = () =>
    random() < 0.1
      ? ({ kind: 'applications' } as const)
      : ({ kind: 'placement', row: level(), column: level() } as const)
  const maybe = <Value>(name: string, value: Value, odds = 0.4) => (random() < odds ? { [name]: value } : {})

  const namedBallot = (voter: number, at: number): Ballot => ({
    voter: {
      id: `v_${String(voter).padStart(22, 'x')}`,
      name: pick(['Ada', 'Ben ', 'Gödel, K.', '=SUM(A1)']).trim(),
    },
    ...stance(),
    ...maybe('confidence', 1 + upTo(4)),
    ...maybe('why', pick(texts)),
    ...maybe('goal', pick(['capabilities', 'understanding', 'alignment', 'unclear'])),
    ...maybe('tractable', pick(['yes', 'maybe', 'no'])),
    ...maybe('depth', pick(['not-yet', 'abstract', 'skimmed', 'read'])),
    ...maybe('crux', pick(texts)),
    ...maybe('expected', { cell: pick([0, 4, 8, 'applications']), share: upTo(4) }),
    ...maybe('movedBy', pick(texts), 0.1),
    ...maybe('castAt', iso(at), 0.9),
  })

  function round(closedAt: number, n: number): Round {
    const base = { number: n + 1, state: 'closed', closedAt: iso(closedAt) } as const
    const votes = upTo(12)
    if (isNamed)
      return {
        ...base,
        ballots: Array.from({ length: votes }, (_, voter) =>
          namedBallot(voter, closedAt - 1000 * upTo(9999)),
        ),
        ...maybe(
          'countsAtReveal',
          Array.from({ length: 10 }, () => upTo(3)),
        ),
        ...maybe('differ', { words: upTo(3), paper: upTo(3), values: upTo(3) }),
        ...maybe('settled', { yes: upTo(3), no: upTo(3), notDiscussed: upTo(3) }),
      }
    if (votes < 5) return { ...base, voters: votes, shownFrom: 5, ballots: [], receipts: receipts(votes) }
    const count = (length: number) => Array.from({ length }, () => upTo(3))
    const [capabilities = 0, understanding = 0, alignment = 0, unclear = 0] = count(4)
    const [yes = 0, perhaps = 0, no = 0] = count(3)
    return {
      ...base,
      ballots: Array.from({ length: votes }, (_, voter) => ({ voter: { id: `v_${voter}` }, ...stance() })),
      reasons: count(upTo(4)).map((n) => `${n} ${pick(texts)}`),
      movedBy: count(upTo(2)).map(() => pick(texts)),
      confidence: count(5) as [number, number, number, number, number],
      goal: { capabilities, understanding, alignment, unclear },
      tractable: { yes, maybe: perhaps, no },
      ...(n > 0 && random() < 0.3 && { moves: [{ from: 4, to: 'applications', count: 1 + upTo(4) }] }),
      receipts: receipts(votes),
      ...maybe('depth', { 'not-yet': upTo(3), abstract: upTo(3), skimmed: upTo(3), read: upTo(3) }),
      ...maybe('expected', [upTo(3), upTo(3), upTo(3), upTo(3), upTo(3)]),
      ...maybe('cruxes', [
        { id: `x_${'a'.repeat(16)}`, text: pick(texts), mine: 1 + upTo(3), notMine: upTo(3) },
        { id: `x_${'b'.repeat(16)}`, text: pick(texts) },
      ]),
    }
  }

  const receipts = (votes: number): string[] =>
    Array.from({ length: votes }, (_, n) => `K7QM-${String(n).padStart(4, '0')}`)

  return {
    format: 'cruxgrid-poll',
    version: 1,
    poll: {
      id: `p_${String(i).padStart(10, '0')}`,
      state: 'closed',
      visibility: isNamed ? 'names' : 'anonymous',
      blind: false,
      questions: random() < 0.3 ? ['goal', 'tractable'] : [],
      openedAt: iso(openedAt),
      closesAt: random() < 0.5 ? iso(openedAt + 7 * dayMs) : null,
      paper: {
        id: `arxiv:2401.${String(upTo(99)).padStart(5, '0')}`,
        title: pick(texts.slice(0, 3)),
        authors: pick([[], ['A. Lovelace', 'G. Hopper']]),
        year: pick([null, 2024]),
        url: pick([null, 'https://arxiv.org/abs/2401.00001']),
      },
    },
    rounds: closings.map(round),
  }
}

const iso = (at: number): string => new Date(at).toISOString()
