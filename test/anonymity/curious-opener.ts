import { z } from 'zod'
import { partOf } from '../../src/grid/part.ts'
import type { Answers } from '../../src/poll/ballot.ts'
import { type Act, opener, others, type Sequence } from './sequence.ts'
import type { pollsIn } from './watch.ts'
import { watch } from './watch.ts'

type Table = ReturnType<typeof pollsIn>

export interface Findings {
  /** What a sequence has told the opener; `undefined` if it was nothing. */
  readonly told: string | undefined
  /** Ballots for which another owner was looked for. */
  readonly asked: number
}

/**
 * Looks for what a curious opener could find out by a sequence, who sees all that a member sees and, at worst, also sees
 * who acts when.
 *
 * - Whether a person has voted: if two others change places in the whole sequence, nothing may look different.
 * - How a person has voted: for a ballot that is shown in counts there must be another that could be theirs, so that with
 *   the two exchanged all looks the same. Where every ballot that could be theirs is alike, everybody's is known.
 */
export async function findTold(table: Table, sequence: Sequence, random: () => number): Promise<Findings> {
  const seen = await watch(table, sequence)
  // Who leaves for good is no secret.
  const left = sequence.acts.flatMap((act) => (act.kind === 'forget' ? [act.by] : []))
  const [one, other] = twoOf(
    others.filter((name) => !left.includes(name)),
    random,
  )
  if (one === undefined || other === undefined) throw new Error('There are too few people')
  const exchanged = exchange(sequence, one, other)
  const difference = firstDifference(seen, await watch(table, exchanged))
  if (difference !== undefined)
    return { told: `it matters whether it is ${one} or ${other}: ${difference}`, asked: 0 }
  const few = findSmallRound(seen)
  if (few !== undefined) return { told: few, asked: 0 }
  return findOwner(table, sequence, seen, random)
}

/** The people of the opener's acts stay: it is them who are asked about. */
function exchange({ live, acts }: Sequence, one: string, other: string): Sequence {
  const swap = (name: string) => (name === one ? other : name === other ? one : name)
  return {
    live,
    acts: acts.map((act) => ('by' in act ? { ...act, by: swap(act.by) } : withAnswersBy(act, swap))),
  }
}

/** An act in which others have answered what would move people. */
const withAnswersBy = (act: Act, swap: (name: string) => string): Act =>
  act.kind === 'mine too of others'
    ? { ...act, answers: act.answers.map((one) => ({ ...one, by: swap(one.by) })) }
    : act

const Exported = z.object({ rounds: z.array(z.object({ number: z.int(), ballots: z.array(z.unknown()) })) })

/** A round of which so few ballots are shown that comparing notes with one other leaves less than three. */
function findSmallRound(seen: readonly string[]): string | undefined {
  const { rounds } = Exported.parse(JSON.parse(seen.at(-1) ?? ''))
  const small = rounds.find(({ ballots }) => ballots.length > 0 && ballots.length < minShown)
  return small && `round ${small.number} shows ${small.ballots.length} ballots`
}

interface Cast {
  /** The index of the act. */
  readonly at: number
  readonly by: string
  readonly answers: Answers
}

/** A round, as its acts make it. */
interface Round {
  readonly live: boolean
  /** The ballots that counted when it was closed. */
  readonly final: ReadonlyMap<string, Cast>
  /** While it was counted live: by each state that was shown, the ballots that were new in it. */
  readonly batches: readonly ReadonlyMap<string, Cast>[]
}

/** Looks for a ballot that can be nobody else's. */
async function findOwner(
  table: Table,
  sequence: Sequence,
  seen: readonly string[],
  random: () => number,
): Promise<Findings> {
  let count = 0
  const rounds = roundsOf(sequence)
  // Who also removes their words shows which they were, to whoever kept an earlier report; the button says so.
  const isKnown = (name: string) =>
    name === opener ||
    sequence.acts.some((act) => act.kind === 'forget' && act.scope === 'all' && act.by === name)
  for (const [i, round] of rounds.entries()) {
    const ballots = [...round.final.values()].filter(({ by }) => !isKnown(by))
    const asked = ballots[Math.floor(ballots.length * random())]
    if (asked === undefined || round.final.size < minShown) continue
    const different = othersOf(round, asked).filter(
      ({ by, answers }) => !isKnown(by) && isDifferent(answers, asked.answers),
    )
    // Where all are alike, everybody's is known; and a vote that arrives alone while counts are shown can be guessed.
    if (different.length === 0 || isOneOfMany(rounds, i, asked)) continue
    count += 1
    if (await isHiddenAmong(different, asked)) continue
    const stance = JSON.stringify(asked.answers.stance)
    return { told: `round ${i + 1} tells how ${asked.by} voted: ${stance}`, asked: count }
  }
  return { told: undefined, asked: count }

  async function isHiddenAmong(others: readonly Cast[], asked: Cast): Promise<boolean> {
    for (const { by, at } of others) {
      const once = swapActs(sequence, asked.at, at)
      for (const world of [once, swapFinals(once, rounds, asked, by)])
        if (firstDifference(seen, await watch(table, world)) === undefined) return true
    }
    return false
  }
}

const minShown = 5
const minTogether = 3

const isDifferent = (one: Answers, other: Answers): boolean => partOf(one.stance) !== partOf(other.stance)

/** The ballots that came with one and stayed: between the same two states that were shown, or in the same round. */
function othersOf({ live, final, batches }: Round, asked: Cast): readonly Cast[] {
  const batch = live ? batches.findLast((batch) => batch.get(asked.by)?.at === asked.at) : final
  return [...(batch?.values() ?? [])].filter(({ by, at }) => by !== asked.by && final.get(by)?.at === at)
}

/** Whether at least three who voted in the same rounds, whose moves are counted together, voted alike in this one. */
function isOneOfMany(rounds: readonly Round[], index: number, asked: Cast): boolean {
  const pattern = (by: string) => rounds.map(({ final }) => final.has(by)).join()
  const together = [...(rounds[index]?.final.values() ?? [])].filter(
    ({ by }) => by !== opener && pattern(by) === pattern(asked.by),
  )
  return (
    rounds.length > 1 &&
    rounds.every(({ live }) => !live) &&
    together.length >= minTogether &&
    together.every(({ answers }) => !isDifferent(answers, asked.answers))
  )
}

/** The rounds that were closed, by the rules that anybody can read. */
function roundsOf({ live, acts }: Sequence): readonly Round[] {
  const rounds: Round[] = []
  let current: OpenRound | undefined = openRound(live)
  for (const [at, act] of acts.entries()) {
    if (current === undefined) {
      if (act.kind === 'revote') current = openRound(act.live)
    } else if (act.kind === 'close' || act.kind === 'reveal') {
      rounds.push({ ...current, batches: [...current.batches, current.batch] })
      current = undefined
    } else if (act.kind === 'vote' || act.kind === 'withdraw' || act.kind === 'forget') {
      note(current, at, act)
    }
  }
  return rounds
}

interface OpenRound {
  readonly live: boolean
  readonly final: Map<string, Cast>
  readonly batches: ReadonlyMap<string, Cast>[]
  batch: Map<string, Cast>
  changed: Set<string>
}

const openRound = (live: boolean): OpenRound => ({
  live,
  final: new Map(),
  batches: [],
  batch: new Map(),
  changed: new Set(),
})

function note(
  round: OpenRound,
  at: number,
  act: Extract<Act, { kind: 'vote' | 'withdraw' | 'forget' }>,
): void {
  if (act.kind === 'vote') {
    const cast = { at, by: act.by, answers: act.answers }
    round.final.set(act.by, cast)
    round.batch.set(act.by, cast)
  } else {
    if (!round.final.has(act.by)) return
    round.final.delete(act.by)
    round.batch.delete(act.by)
  }
  round.changed.add(act.by)
  if (round.changed.size < minTogether || round.final.size < minShown) return
  round.batches.push(round.batch)
  round.batch = new Map()
  round.changed = new Set()
}

/**
 * The sequence in which two acts have each other's ballots. Then their voters have each other's answers to the lines of that
 * round, too: nobody answers their own.
 */
function swapActs({ live, acts }: Sequence, one: number, other: number): Sequence {
  const [first, second] = [acts[one], acts[other]]
  const [mine, theirs] = [first, second].map((act) => (act?.kind === 'vote' ? act.by : ''))
  const swap = (name: string) => (name === mine ? theirs : name === theirs ? mine : name) ?? name
  const later = acts.findIndex(({ kind }, i) => kind === 'revote' && i > Math.max(one, other))
  const end = later < 0 ? acts.length : later
  return {
    live,
    acts: acts.map((act, i) => {
      if (i === one) return withAnswersOf(act, second)
      if (i === other) return withAnswersOf(act, first)
      return i > Math.max(one, other) && i < end ? withAnswersBy(act, swap) : act
    }),
  }
}

const withAnswersOf = (act: Act, other: Act | undefined): Act =>
  act.kind === 'vote' && other?.kind === 'vote' ? { ...act, answers: other.answers } : act

/** The sequence in which two people also have each other's last ballots of the other rounds in which both voted. */
function swapFinals(sequence: Sequence, rounds: readonly Round[], asked: Cast, other: string): Sequence {
  return rounds.reduce((world, { final }) => {
    const [mine, theirs] = [final.get(asked.by), final.get(other)]
    return mine === undefined || theirs === undefined || mine.at === asked.at
      ? world
      : swapActs(world, mine.at, theirs.at)
  }, sequence)
}

function twoOf(names: readonly string[], random: () => number): readonly string[] {
  const first = names[Math.floor(names.length * random())]
  const rest = names.filter((name) => name !== first)
  return [first, rest[Math.floor(rest.length * random())]].filter((name) => name !== undefined)
}

/** The first place where two accounts differ, with a few words around it. */
function firstDifference(one: readonly string[], other: readonly string[]): string | undefined {
  const step = one.findIndex((text, i) => text !== other[i])
  if (step < 0) return undefined
  const [a, b] = [one[step] ?? '', other[step] ?? '']
  const at = [...a].findIndex((letter, i) => letter !== b[i])
  return `after act ${step}: …${a.slice(Math.max(0, at - 30), at + 40)}… instead of …${b.slice(Math.max(0, at - 30), at + 40)}…`
}
