import { pick } from './sequence.ts'
import { drawSession, readers, type SessionAct, type SessionSequence } from './session-sequence.ts'
import { watchSession } from './session-watch.ts'

export interface SessionTryOut {
  readonly tried: { readonly sequences: number; readonly acts: number; readonly votes: number }
  /** What was told, with the sequence that told it; none is as it should be. */
  readonly findings: readonly string[]
}

/**
 * Looks for what a facilitator could find out about votes by an anonymous session. If two others change places in all that
 * depends on votes, and come, ask and leave as before, nothing may look different.
 *
 * @param random Uniform in 0 … 1.
 * @param most After so many findings it is enough.
 */
export async function tryOutSessions(count: number, random: () => number, most = 2): Promise<SessionTryOut> {
  const findings: string[] = []
  let [sequences, acts, votes] = [0, 0, 0]
  while (sequences < count && findings.length < most) {
    const sequence = drawSession(random)
    const [one, other] = twoAlike(sequence, random)
    const seen = await watchSession(sequence)
    const told = firstDifference(seen.seen, (await watchSession(exchange(sequence, one, other))).seen)
    sequences += 1
    acts += seen.done
    votes += sequence.acts.filter(({ kind }) => kind === 'vote').length
    if (told !== undefined)
      findings.push(`It matters whether it is ${one} or ${other}: ${told}\n${JSON.stringify(sequence)}`)
  }
  return { tried: { sequences, acts, votes }, findings }
}

/**
 * Two who stay, and who both say that they have read the paper or don't: who says so answers for the ballot, too. Where there
 * are such people, one of them is asked to vote by name and the other isn't.
 */
function twoAlike({ acts, expected }: SessionSequence, random: () => number): readonly [string, string] {
  const gone = acts.flatMap((act) => (act.kind === 'say' && act.words.startsWith('forget') ? [act.by] : []))
  const hasRead = (name: string) =>
    acts.some((act) => act.kind === 'press' && act.by === name && act.label === "I've read it")
  const pairs = readers
    .filter((name) => !gone.includes(name))
    .flatMap((one, i, all) => all.slice(i + 1).map((other) => [one, other] as const))
    .filter(([one, other]) => hasRead(one) === hasRead(other))
  const unlike = pairs.filter(([one, other]) => expected.includes(one) !== expected.includes(other))
  return pick(random, unlike.length > 0 ? unlike : pairs)
}

/** Whether an act is a vote, or an answer that only voters can give. */
const isOfVoters = (act: SessionAct): boolean =>
  ['vote', 'withdraw', 'mine too', 'settled'].includes(act.kind) ||
  (act.kind === 'press' && act.on === 'Why do you differ?')

function exchange({ acts, ...rest }: SessionSequence, one: string, other: string): SessionSequence {
  const swap = (name: string) => (name === one ? other : name === other ? one : name)
  const exchanged = acts.map((act) => ('by' in act && isOfVoters(act) ? { ...act, by: swap(act.by) } : act))
  return { ...rest, acts: exchanged }
}

/** The first line in which two accounts differ. */
function firstDifference(one: readonly string[], other: readonly string[]): string | undefined {
  const step = one.findIndex((text, i) => text !== other[i])
  if (step < 0) return undefined
  const [a, b] = [one, other].map((account) => (account[step] ?? '').split('\n'))
  const line = a?.findIndex((text, i) => text !== b?.[i]) ?? 0
  return `after act ${step}: “${a?.[line]?.slice(0, 300)}” instead of “${b?.[line]?.slice(0, 300)}”`
}
