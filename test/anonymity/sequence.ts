import { stanceAt } from '../../src/grid/part.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import { guessedAnswer } from '../../src/poll/ballot-extras.ts'
import type { CruxAnswer, DifferReason, SettledAnswer } from '../../src/poll/reply.ts'

/** The one who opened the poll, and the others. */
export const opener = 'ada'
export const others = ['ben', 'cleo', 'dan', 'eve', 'finn', 'gus', 'hana', 'ivo', 'jo', 'kim']

/** One thing that somebody does with an anonymous poll. */
export type Act =
  | { readonly kind: 'vote'; readonly by: string; readonly answers: Answers }
  | { readonly kind: 'withdraw'; readonly by: string }
  | { readonly kind: 'differ'; readonly by: string; readonly differ: DifferReason }
  | { readonly kind: 'settled'; readonly by: string; readonly settled: SettledAnswer }
  | { readonly kind: 'forget'; readonly by: string; readonly scope: 'name' | 'all' }
  /** By the opener, as are all that follow. */
  | { readonly kind: 'expect'; readonly people: readonly string[] }
  | { readonly kind: 'remind' | 'close' | 'reveal' | 'reopen' | 'seal' | 'look' }
  | { readonly kind: 'revote'; readonly live: boolean }
  /** Whether what would move another voter would move the opener, too. */
  | { readonly kind: 'mine too'; readonly nth: number; readonly answer: CruxAnswer }
  /** What others answer to that, by their taste, before the opener looks again. */
  | { readonly kind: 'mine too of others'; readonly answers: readonly Taste[] }

/** A voter who answers what would move others: `mine` or `not-mine` follows from the taste and the words. */
export interface Taste {
  readonly by: string
  readonly taste: number
}

export interface Sequence {
  readonly live: boolean
  readonly acts: readonly Act[]
}

type Random = () => number

export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(items.length * random())]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}

/** A ballot in one of few cells, so that votes meet; with a reason and a confidence as people give them. */
function ballot(random: Random, mark: string): Answers {
  const confidence = Math.ceil(5 * random())
  const stance = stanceAt(pick(random, [0, 0, 4, 8, 8, 'applications', 'unsure']))
  const cell = guessedAnswer(stance)
  return {
    stance,
    ...(random() < 0.5 && { why: `Because ${mark}` }),
    ...(random() < 0.3 && { confidence }),
    ...(random() < 0.3 && { goal: pick(random, ['capabilities', 'alignment'] as const) }),
    ...(random() < 0.2 && { movedBy: `The talk ${mark}` }),
    ...(random() < 0.5 && { depth: pick(random, ['not-yet', 'skimmed', 'read'] as const) }),
    ...(random() < 0.3 && { crux: `If ${mark}` }),
    ...(cell !== undefined &&
      random() < 0.3 && { expected: { cell, share: pick(random, [0, 2, 4] as const) } }),
  }
}

/**
 * What a voter answers once votes are shown. What would move them, too, several say before the opener looks: this opener sees who
 * acts when, and would see whose own line the answers of one alone leave out.
 */
function reply(random: Random, by: string): Act {
  if (by === opener)
    return {
      kind: 'mine too',
      nth: Math.floor(3 * random()),
      answer: pick(random, ['mine', 'not-mine'] as const),
    }
  return random() < 0.6
    ? { kind: 'differ', by, differ: pick(random, ['words', 'paper', 'values'] as const) }
    : { kind: 'settled', by, settled: pick(random, ['yes', 'no', 'not-discussed'] as const) }
}

/**
 * Somebody opens an anonymous poll; people vote, change, withdraw; the opener tries what openers can try, in any order.
 *
 * @param random Uniform in 0 … 1.
 */
export function drawSequence(random: Random): Sequence {
  const live = random() < 0.4
  const acts: Act[] = []
  const voters = others.slice(0, 4 + Math.floor(7 * random()))
  const lively = (i: number): Act => {
    const by = random() < 0.1 ? opener : pick(random, voters)
    const chance = random()
    if (chance < 0.62) return { kind: 'vote', by, answers: ballot(random, `${i}`) }
    if (chance < 0.68) return { kind: 'withdraw', by }
    if (chance < 0.71 && by !== opener)
      return { kind: 'forget', by, scope: pick(random, ['name', 'all'] as const) }
    if (chance < 0.78)
      return { kind: 'expect', people: random() < 0.6 ? [pick(random, others)] : others.slice(0, 3) }
    return { kind: pick(random, ['remind', 'look', 'look', 'reopen'] as const) }
  }
  for (const [i, by] of voters.entries())
    if (random() < 0.8) acts.push({ kind: 'vote', by, answers: ballot(random, `first ${i}`) })
  if (random() < 0.4) acts.push({ kind: 'vote', by: opener, answers: ballot(random, 'of the opener') })
  for (let i = 0; i < 4 + Math.floor(8 * random()); i += 1) acts.push(lively(i))
  acts.push({ kind: pick(random, ['close', 'close', 'reveal'] as const) })
  const replies = () => {
    if (random() < 0.6) {
      const answers = voters.filter(() => random() < 0.5).map((by) => ({ by, taste: random() }))
      if (answers.length >= 3) acts.push({ kind: 'mine too of others', answers })
      if (answers.length >= 3 && random() < 0.3)
        acts.push({ kind: 'forget', by: pick(random, answers).by, scope: 'name' })
    }
    if (random() < 0.6) for (const by of [...voters, opener]) if (random() < 0.7) acts.push(reply(random, by))
  }
  replies()
  if (random() < 0.4) acts.push({ kind: 'reopen' })
  for (let i = 0; i < Math.floor(4 * random()); i += 1) acts.push(lively(100 + i))
  if (random() < 0.6) {
    acts.push({ kind: 'revote', live: random() < 0.3 })
    for (const [i, by] of voters.entries())
      if (random() < 0.85) acts.push({ kind: 'vote', by, answers: ballot(random, `second ${i}`) })
    for (let i = 0; i < 3 + Math.floor(5 * random()); i += 1) acts.push(lively(200 + i))
    acts.push({ kind: 'close' })
    replies()
  }
  if (random() < 0.3) acts.push({ kind: 'seal' })
  for (let i = 0; i < Math.floor(2 * random()); i += 1) acts.push(lively(300 + i))
  return { live, acts }
}
