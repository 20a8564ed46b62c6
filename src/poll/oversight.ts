import type { Person, PersonId, Place } from '../chat/caller.ts'
import { findPerson } from '../chat/find-person.ts'
import type { ChatPort } from '../chat/port.ts'
import { createSight } from '../chat/sight.ts'
import type { Logger } from '../log.ts'
import { exportFromQuarantine } from '../store/clear-quarantine.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import { createAudit } from './audit.ts'
import { createDenyLists } from './deny-list.ts'
import { createNamedManagers } from './named-managers.ts'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  /** How long a platform may take to say who sees a conversation, in ms; 1.5 s by default. */
  readonly askMs?: number
  /** @throws Error if the platform is not configured. */
  readonly portFor: (platform: string) => ChatPort
  /** Whether a place is deleted that everyone saw. */
  readonly isKept: (place: Place) => Promise<boolean>
}

/** Who sees and manages what, the people who may only look, and the audit of managers' acts. */
export function createOversight({ store, clock, log, askMs, portFor, isKept }: Deps) {
  const people = {
    store,
    now: clock.now,
    nameOf: (person: PersonId, place: Place) => findPerson(portFor(place.platform), person, place),
    rankOf: (person: PersonId, place: Place) => sight.rankOf(person, place),
  }
  const namedManagers = createNamedManagers({ ...people, isInFor: (platform) => portFor(platform).isIn })
  const denyLists = createDenyLists(people)
  const { isNamed } = namedManagers
  const sight = createSight({
    ...{ portFor, isNamed, isDenied: denyLists.isDenied, isKept, clock, log },
    ...(askMs !== undefined && { askMs }),
  })
  return {
    sight,
    namedManagers,
    unreadable: {
      exportPerson: (person: Person) => exportFromQuarantine(store, person),
    },
    denyLists,
    audit: createAudit({ store, rankIn: sight.rankIn }),
  }
}
