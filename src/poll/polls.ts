import type { Place } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import { createIsAsChannel, createIsForAll } from '../chat/openness.ts'
import type { ChatPort } from '../chat/port.ts'
import { createCruxAnswering } from './answering-cruxes.ts'
import { createCalendarLinks } from './calendar-links.ts'
import { createCasting } from './casting.ts'
import { createPollEditor } from './edit-poll.ts'
import { createHiding } from './hide-on-pages.ts'
import { createHomePolls } from './home-polls.ts'
import { createImporter } from './import-polls.ts'
import type { LinkDeps } from './link-rights.ts'
import { createLinkLists } from './list-links.ts'
import { createPollLists } from './list-polls.ts'
import { createVoterList } from './list-voters.ts'
import { createLinkMaker } from './make-link.ts'
import { createMemoryReader } from './memory-reader.ts'
import { createMemoryMoving } from './move-memory.ts'
import { createOffering } from './offering.ts'
import { createPollOpener } from './open-poll.ts'
import { createOwnBallot } from './own-ballot.ts'
import { createPlaceLinks, type PlaceLinkDeps } from './place-links.ts'
import { createPlacePages } from './place-pages.ts'
import { createPlacePaths } from './place-paths.ts'
import type { PollId } from './poll.ts'
import { createPollRights } from './poll-rights.ts'
import { createPageReader } from './read-page.ts'
import { createPollReader } from './read-poll.ts'
import { createExportRecords } from './record-export.ts'
import { createReminding } from './reminding.ts'
import { createReasonRemover } from './remove-reason.ts'
import { createReplying } from './replying.ts'
import { createPollResolver } from './resolve-poll.ts'
import { createRoundRunner } from './run-round.ts'
import { createSealer } from './seal-poll.ts'
import { createSharing } from './share-poll.ts'
import { createTitleLookup } from './title-lookup.ts'
import { createUndoing } from './undo-change.ts'
import { createImportUndoing } from './undo-import.ts'

interface Deps
  extends Omit<LinkDeps, 'isForAll'>,
    Pick<PlaceLinkDeps, 'placeLinks' | 'leadsIn' | 'onLinkGone'> {
  /** Whether a place is deleted that everyone saw. */
  readonly isKept: (place: Place) => Promise<boolean>
  /** @throws Error if the platform is not configured. */
  readonly portFor: (platform: string) => Pick<ChatPort, 'stateOf' | 'channelNameOf' | 'hasGuests'>
  /** The messages that show a poll. */
  readonly messagesOf: (poll: PollId) => Promise<readonly Message[]>
}

/** Everything that can be done with polls. Returns disclosures, never a poll with its ballots. */
export function createPolls({ messagesOf, portFor, ...others }: Deps) {
  const deps = {
    ...others,
    isForAll: createIsForAll(portFor),
    isAsChannel: createIsAsChannel(portFor),
    mayHaveOutsiders: ({ platform }: Place) => portFor(platform).hasGuests === true,
    channelNameOf: async (place: Place) => portFor(place.platform).channelNameOf?.(place),
  }
  const memory = createMemoryReader(deps)
  const resolver = createPollResolver({ ...deps, messagesOf })
  return {
    ...resolver,
    ...createPollRights(deps, resolver.resolve),
    ...createPollLists(deps),
    ...createHomePolls(deps),
    ...createPollReader(deps),
    ...createVoterList(deps),
    ...createExportRecords(deps),
    ...createCasting(deps),
    ...createOwnBallot(deps),
    ...createUndoing(deps),
    ...createTitleLookup(deps),
    ...createPollOpener(deps),
    ...createRoundRunner(deps),
    ...createReminding(deps),
    ...createReplying(deps),
    ...createCruxAnswering(deps),
    ...createOffering(deps),
    ...createPollEditor(deps),
    ...createSealer(deps),
    ...createSharing(deps),
    ...createReasonRemover(deps),
    ...createHiding(deps),
    ...createImporter(deps),
    ...createImportUndoing(deps),
    ...createLinkMaker(deps),
    ...createLinkLists(deps),
    ...memory,
    ...createMemoryMoving({ ...deps, ...memory }),
    ...createPlaceLinks({ ...deps, ...memory }),
    ...createPlacePages({ ...deps, ...memory }),
    ...createPlacePaths(deps),
    ...createCalendarLinks({ ...deps, ...memory }),
    ...createPageReader(deps),
  }
}

export type Polls = ReturnType<typeof createPolls>
