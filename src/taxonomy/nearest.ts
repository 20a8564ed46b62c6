import { isContent } from './asking/asking-words.ts'
import { stemOf } from './asking/plain-words.ts'
import { names } from './names.ts'

/** To begin with, where nothing is close. */
const beginnings = ['concept.grid', 'axis.approach', 'axis.case'] as const

interface NamedStems {
  readonly id: string
  readonly stems: ReadonlySet<string>
}

const named = names.map(
  ({ id, words }): NamedStems => ({ id, stems: new Set(words.filter(isContent).map(stemOf)) }),
)

/** The names that have a word. */
const byStem = new Map<string, NamedStems[]>()
for (const name of named) for (const stem of name.stems) byStem.set(stem, [...(byStem.get(stem) ?? []), name])

/** In how many topics' names a word is. */
const frequencies = new Map(
  [...byStem].map(([stem, names]) => [stem, new Set(names.map(({ id }) => id)).size]),
)

/** Topics whose names share words with a question: the rarer the words and the more of a name they are, the earlier. */
export function findClose(words: readonly string[]): readonly string[] {
  const asked = new Set(words.filter(isContent).map(stemOf))
  const fits = new Map<string, number>()
  for (const { id, stems } of new Set([...asked].flatMap((stem) => byStem.get(stem) ?? []))) {
    const shared = [...stems].filter((stem) => asked.has(stem))
    const weight = shared.reduce((sum, stem) => sum + 1 / (frequencies.get(stem) ?? 1), 0)
    fits.set(id, Math.max(fits.get(id) ?? 0, (weight * shared.length) / stems.size))
  }
  return [...fits].toSorted(([, one], [, other]) => other - one).map(([id]) => id)
}

/** @returns three different topics: those known, those close, and those to begin with. */
export function nearestTo(
  known: readonly string[],
  words: readonly string[],
): readonly [string, string, string] {
  const [one, two, three] = new Set([...known, ...findClose(words), ...beginnings])
  return [one ?? beginnings[0], two ?? beginnings[1], three ?? beginnings[2]]
}
