import type { Place } from '../chat/caller.ts'
import { createIsForAll } from '../chat/openness.ts'
import type { ChatPort } from '../chat/port.ts'
import { createPageLinks, type LinkDeps } from './page-links.ts'
import { createPageReader } from './read-page.ts'

interface Deps extends Omit<LinkDeps, 'isForAll'> {
  /** @throws Error if the platform is not configured. */
  readonly portFor: (platform: string) => Pick<ChatPort, 'stateOf' | 'channelNameOf'>
}

/** The pages of polls: the links to them, and what each shows. */
export function createPages({ portFor, ...others }: Deps) {
  const deps = {
    ...others,
    isForAll: createIsForAll(portFor),
    channelNameOf: (place: Place) => portFor(place.platform).channelNameOf?.(place),
  }
  return { links: createPageLinks(deps), ...createPageReader(deps) }
}

export type Pages = ReturnType<typeof createPages>
