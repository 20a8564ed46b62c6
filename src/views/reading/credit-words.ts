import type { PersonId } from '../../chat/caller.ts'
import { listed } from '../../chat/text.ts'
import type { Credit } from '../../reading/post-people.ts'
import type { Quote } from '../../reading/quote.ts'

function deedOf({ for: deed }: Credit): string {
  if (deed === 'leading') return 'led the session'
  return deed === 'nominating' ? 'nominated the paper' : `had the role “${deed.role}”`
}

/** "Ada led the session and nominated the paper."; those who have not allowed their names are left out. */
export function creditSentences(
  credits: readonly Credit[],
  quotes: ReadonlyMap<PersonId, Quote>,
): readonly string[] {
  const named = credits.filter(({ person }) => quotes.get(person.id)?.answer === 'named')
  return [...Map.groupBy(named, ({ person }) => person.id).values()].map(
    (of) => `${of[0]?.person.name} ${listed(of.map(deedOf))}.`,
  )
}
