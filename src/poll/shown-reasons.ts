import { createHash } from 'node:crypto'
import type { Answers } from './ballot.ts'
import type { Disclosure } from './disclose.ts'

/** Words that voters wrote, as a poll shows them: for their votes, or for what moved or would move them. */
export interface ShownReason {
  /** Refers to the words in a control, independent of their writers: the start of their SHA-256. */
  readonly key: string
  readonly text: string
  /** Who wrote them, each once. Empty in anonymous polls. */
  readonly names: readonly string[]
}

/** The reasons that a poll shows in any of its rounds, equal words once, in the order of the rounds. */
export function shownReasons({ rounds }: Disclosure): readonly ShownReason[] {
  const names = new Map<string, Set<string>>()
  const note = (text: string, name?: string) => {
    const known = names.get(text) ?? new Set()
    names.set(text, name === undefined ? known : known.add(name))
  }
  for (const round of rounds) {
    if (round.hidden) continue
    for (const { answers, name } of round.ballots) for (const text of textsOf(answers)) note(text, name)
    const { reasons, movedBy } = round.loose
    const cruxes = round.extras?.cruxes ?? []
    for (const { text } of [...reasons, ...cruxes]) note(text)
    for (const text of movedBy) note(text)
  }
  return [...names].map(([text, by]) => ({ key: keyOf(text), text, names: [...by] }))
}

/** The texts of a ballot. */
export const textsOf = ({ why, movedBy, crux }: Answers): readonly string[] =>
  [why, movedBy, crux].filter((text) => text !== undefined)

/** The answers without these words. */
export function withoutWords({ why, movedBy, crux, ...answers }: Answers, words: string): Answers {
  return {
    ...answers,
    ...(why !== undefined && why !== words && { why }),
    ...(movedBy !== undefined && movedBy !== words && { movedBy }),
    ...(crux !== undefined && crux !== words && { crux }),
  }
}

const keyOf = (text: string): string =>
  `r_${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`
