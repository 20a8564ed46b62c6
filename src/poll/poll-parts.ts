import type { Store } from '../store/store.ts'
import { createBallotChanges } from './ballot-changes.ts'
import { createPlaceLinkStore } from './place-link-store.ts'
import { createPollStore } from './poll-store.ts'
import { createPublisher, type SidesOf } from './publisher.ts'
import { createVoters } from './voters.ts'

/** The dependencies of every service of polls. @param onForeign As for {@link createPollStore}. */
export function createPollParts(
  store: Store,
  sidesOf: SidesOf,
  onForeign?: Parameters<typeof createPollStore>[1],
) {
  const polls = createPollStore(store, onForeign)
  const voters = createVoters(store.keys)
  return {
    store: polls,
    voters,
    ballotChanges: createBallotChanges(),
    placeLinks: createPlaceLinkStore(store),
    publisher: createPublisher({ store: polls, sidesOf, voters }),
  }
}
