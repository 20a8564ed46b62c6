import type { WorthCounts } from '../../reading/worth.ts'

/** Fewest answers whose counts are shown to the facilitator and organisers, and to everyone: fewer would reveal who gave which. */
const minForLeaders = 4
const minForAll = 10

/** "5 worth it, 1 not for me, 2 weren't there", for the facilitator and organisers; `undefined` for fewer than four answers. */
export function worthWords({ worth, 'not-for-me': not, absent }: WorthCounts): string | undefined {
  if (worth + not + absent < minForLeaders) return undefined
  const parts = [
    [worth, 'worth it'],
    [not, 'not for me'],
    [absent, absent === 1 ? "wasn't there" : "weren't there"],
  ] as const
  return parts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])).join(', ')
}

/** "Worth it: 31 of 38 answers." of those who were there; `undefined` for fewer than ten. */
export function seasonWorthWords({ worth, 'not-for-me': not }: WorthCounts): string | undefined {
  return worth + not < minForAll ? undefined : `Worth it: ${worth} of ${worth + not} answers.`
}
