import { z } from 'zod'
import { PersonId } from '../chat/caller.ts'
import { skipCorrupt } from '../store/collection.ts'
import type { Kind } from '../store/record.ts'
import type { Store } from '../store/store.ts'

/** Answers to whether a post may quote or name a person: values and labels. */
export const quoteAnswers = {
  named: 'With my name',
  unnamed: 'Without my name',
  no: 'No',
} as const
const QuoteAnswer = z.enum(['named', 'unnamed', 'no'])
export type QuoteAnswer = z.infer<typeof QuoteAnswer>

const Quote = z
  .object({
    v: z.literal(1),
    /** In ms since 1970. */
    askedAt: z.int(),
    /** Absent until they answer: neither their words nor their name leave the channel. */
    answer: QuoteAnswer.optional(),
  })
  .readonly()
/** Whether posts about a session may quote a person. */
export type Quote = z.infer<typeof Quote>

/** By session (the scope) and person. */
export const quotes: Kind<Quote> = { name: 'quote', schema: Quote }

/** The people whom posts about a session may quote. */
export const createQuoteStore = (store: Store) => ({
  setQuote: (session: string, person: PersonId, quote: Quote): Promise<void> =>
    store.collection(quotes, session).set(person, quote),

  findQuote: (session: string, person: PersonId): Promise<Quote | undefined> =>
    store.collection(quotes, session).get(person),

  async quotesOf(session: string): Promise<ReadonlyMap<PersonId, Quote>> {
    const found = new Map<PersonId, Quote>()
    for await (const [person, quote] of store.collection(quotes, session).entries(skipCorrupt))
      found.set(PersonId.parse(person), quote)
    return found
  },

  eraseQuote: (session: string, person: PersonId): Promise<void> =>
    store.collection(quotes, session).delete(person),

  clearQuotes: (session: string): Promise<void> => store.collection(quotes, session).clear(),
})
