import type { PersonId } from '../../chat/caller.ts'
import type { Credit } from '../../reading/post-people.ts'
import type { Quote } from '../../reading/quote.ts'

const deeds: Readonly<Record<Credit['for'], string>> = {
  leading: 'led the session',
  nominating: 'nominated the paper',
}

/** "Ada led the session and nominated the paper."; those who have not allowed their names are left out. */
export function creditSentences(
  credits: readonly Credit[],
  quotes: ReadonlyMap<PersonId, Quote>,
): readonly string[] {
  const named = credits.filter(({ person }) => quotes.get(person.id)?.answer === 'named')
  return [...Map.groupBy(named, ({ person }) => person.id).values()].map(
    (of) => `${of[0]?.person.name} ${of.map((credit) => deeds[credit.for]).join(' and ')}.`,
  )
}
