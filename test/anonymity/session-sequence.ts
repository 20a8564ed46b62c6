import { pick } from './sequence.ts'

/** The facilitator of the session, who also organises the group, and the others. */
export const readers = ['Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hana', 'Ivo'] as const

/** One thing that one of the others does in an anonymous session: none of them is shown with a name. */
export type SessionAct =
  | { readonly kind: 'vote'; readonly by: string; readonly answers: Readonly<Record<string, string>> }
  | { readonly kind: 'withdraw'; readonly by: string }
  /** On the message that says so. */
  | { readonly kind: 'press'; readonly by: string; readonly on: string; readonly label: string }
  | { readonly kind: 'say'; readonly by: string; readonly words: string }
  | { readonly kind: 'wanted'; readonly by: string; readonly question: string }
  /** Answers all lines that would move others: `Mine too` or `Not mine` follows from the taste and the words. */
  | { readonly kind: 'mine too'; readonly by: string; readonly taste: number }
  | { readonly kind: 'settled'; readonly by: string; readonly label: string }
  /** By the facilitator, as is what follows. */
  | { readonly kind: 'own'; readonly words: string }
  | { readonly kind: 'look' }
  | { readonly kind: 'go'; readonly to: string }

export interface SessionSequence {
  /** What the group sets. */
  readonly settings: string
  /** Who is asked to vote by name. */
  readonly expected: readonly string[]
  /** Who takes no private messages. */
  readonly shut: readonly string[]
  readonly acts: readonly SessionAct[]
}

type Random = () => number

const announcement = 'next session'
const opening = "today's session has started"
export const recap = 'Recap: '

/** A ballot as it is filled in, in one of few cells, so that votes meet. */
function answersOf(random: Random, mark: string): Readonly<Record<string, string>> {
  return {
    approach: pick(random, ['0', '1', '1', '2']),
    case: pick(random, ['0', '2', '2']),
    ...(random() < 0.4 && { why: `Because ${mark}.` }),
    ...(random() < 0.5 && { crux: `If it were ${mark}.` }),
    ...(random() < 0.5 && { depth: pick(random, ['not-yet', 'skimmed', 'read']) }),
    ...(random() < 0.4 && { expected: pick(random, ['0', '2', '4']) }),
  }
}

/**
 * A session on an anonymous poll, from its announcement to the days after its recap; the facilitator tries what facilitators
 * can try.
 *
 * @param random Uniform in 0 … 1.
 */
export function drawSession(random: Random): SessionSequence {
  const [isTogether, isEarly] = [random() < 0.4, random() < 0.3]
  const expected = random() < 0.4 ? [pick(random, readers)] : readers.slice(0, Math.floor(6 * random()))
  const acts: SessionAct[] = []
  const some = (share: number) => readers.filter(() => random() < share)
  const pressed = (share: number, on: string, labels: readonly string[]) => {
    for (const by of some(share)) acts.push({ kind: 'press', by, on, label: pick(random, labels) })
  }
  const voted = (share: number, round: string) => {
    for (const [i, by] of some(share).entries())
      acts.push({ kind: 'vote', by, answers: answersOf(random, `${round} ${i}`) })
    if (random() < 0.3) acts.push({ kind: 'withdraw', by: pick(random, readers) })
  }
  const go = (to: string) => acts.push({ kind: 'go', to })
  const own = (words: string, chance: number) => random() < chance && acts.push({ kind: 'own', words })

  for (const by of some(0.2)) acts.push({ kind: 'say', by, words: 'reading missed on' })
  go('2026-11-23T18:00:00Z')
  pressed(0.6, announcement, ['Coming', 'Coming', 'Not this time'])
  for (const [i, by] of some(0.2).entries())
    acts.push({ kind: 'say', by, words: `reading ask Is it question ${i}?` })
  for (const by of some(0.2)) acts.push({ kind: 'wanted', by, question: 'Is it question 0?' })
  if (isEarly) voted(0.5, 'early')
  go('2026-11-24T17:05:00Z')
  if (isEarly) voted(0.2, 'soon')
  own(`reading schedule expect:table:${pick(random, readers).toLowerCase()}`, 0.2)
  go('2026-11-25T15:05:00Z')
  go('2026-11-25T17:01:00Z')
  if (isTogether) pressed(0.7, opening, ["I'm here", "I've read it"])
  own('reading sheet', 0.3)
  if (isTogether) go('2026-11-25T17:20:05Z')
  voted(0.8, 'first')
  own('remind', 0.3)
  acts.push({ kind: 'look' })
  own('reveal', 0.3)
  go('2026-11-25T17:31:00Z')
  for (const by of some(0.6)) acts.push({ kind: 'mine too', by, taste: Math.floor(100 * random()) })
  const reasons = ['We use the words differently', 'We read the paper differently', 'We weigh it differently']
  pressed(0.5, 'Why do you differ?', reasons)
  go('2026-11-25T17:42:00Z')
  acts.push({ kind: 'look' })
  if (random() < 0.2) acts.push({ kind: 'say', by: pick(random, readers), words: 'forget-me sure' })
  go('2026-11-25T18:01:00Z')
  voted(0.7, 'second')
  own('reading sheet', 0.3)
  go('2026-11-26T17:05:00Z')
  acts.push({ kind: 'look' })
  pressed(0.7, recap, ['Worth it', 'Not for me', "Wasn't there"])
  for (const by of some(0.5))
    acts.push({ kind: 'settled', by, label: pick(random, ['Settled', 'Not settled']) })
  own('reading note “We read it.”', 0.3)
  go('2026-12-02T16:05:00Z')
  acts.push({ kind: 'look' })
  if (random() < 0.2) acts.push({ kind: 'say', by: pick(random, readers), words: 'forget-me sure' })
  go('2026-12-12T12:00:00Z')
  acts.push({ kind: 'look' })
  const settings = [
    isTogether ? 'together 20m' : isEarly ? 'poll:early' : '',
    expected.length > 0 ? `expect:${expected.map((name) => `table:${name.toLowerCase()}`).join(',')}` : '',
  ]
  return { settings: settings.join(' ').trim(), expected, shut: some(0.2), acts }
}
