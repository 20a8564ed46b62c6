import type { Store } from '../store/store.ts'
import { createMentions } from './mentions.ts'
import { createQuoteStore } from './quote.ts'
import { createWorthStore } from './worth.ts'

/** The records about people that are not part of a group or a session. */
export const createPeopleRecords = (store: Store) => ({
  ...createMentions(store),
  ...createQuoteStore(store),
  ...createWorthStore(store),
})
