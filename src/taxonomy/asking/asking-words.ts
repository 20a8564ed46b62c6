import lists from './asking-words.json' with { type: 'json' }
import { isFunctionWord } from './function-words.ts'
import { stemOf } from './plain-words.ts'

const { about: _, ...groups } = lists
/** The part that a word plays in a question. */
export type Group = keyof typeof groups

const byGroup = (Object.keys(groups) as readonly Group[]).map((group) => ({
  group,
  words: groups[group].split(' '),
}))

export const askingWords: readonly string[] = byGroup.flatMap(({ words }) => words)

const byForm = new Map<string, Set<Group>>()
for (const { group, words } of byGroup)
  for (const form of words.flatMap((word) => [word, stemOf(word)]))
    byForm.set(form, (byForm.get(form) ?? new Set()).add(group))

/** These have no other form in which they play their part: "confused" does, "confusion" doesn't. */
const participles: ReadonlySet<string> = new Set(
  askingWords.filter((word) => word.endsWith('ed')).map(stemOf),
)

function groupsOf(word: string): ReadonlySet<Group> | undefined {
  const stem = stemOf(word)
  const isOtherForm = !(word.endsWith('ion') && participles.has(stem))
  return byForm.get(word) ?? (isOtherForm ? byForm.get(stem) : undefined)
}

/** Whether the word belongs to one of these groups, in any of its forms. */
export function isOf(word: string, ...of: readonly Group[]): boolean {
  const groups = groupsOf(word)
  return groups !== undefined && of.some((group) => groups.has(group))
}

/** The group of a word, the first of several; `undefined` for words with a subject of their own. */
export const groupOf = (word: string): Group | undefined => groupsOf(word)?.values().next().value

/** Whether the word says something of its own: it neither joins, nor points, nor asks. */
export const isContent = (word: string): boolean => !isFunctionWord(word) && groupsOf(word) === undefined
