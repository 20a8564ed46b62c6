import type { Caller } from '../chat/caller.ts'
import { doubtOf } from '../paper/doubt.ts'
import { partsOf } from '../paper/paper.ts'
import { type LinkedPaper, recogniseAll } from '../paper/recognise.ts'
import type { PollDeps } from './change-poll.ts'
import { mayPost } from './permissions.ts'
import type { FoundPoll } from './poll-index.ts'

/** Chooses the papers that people are offered to place because they linked them. */
export function createOffering({ store, uses, limits, settingsOf }: PollDeps) {
  /** Whether a poll is open on the paper in the caller's channel, or in one of its threads. */
  async function isOpenHere({ place: { space, channel } }: Caller, { id }: LinkedPaper): Promise<boolean> {
    const hasOpen = (found: readonly FoundPoll[]) => found.some(({ isOpen }) => isOpen)
    return hasOpen(await store.findFitting({ space, channel }, { paper: id, words: [] }, hasOpen))
  }

  return {
    /**
     * The paper to offer to the caller, who has linked it, and counts the offer; `undefined` if the channel makes no offers,
     * if no linked paper is without an open poll, or after too many offers.
     */
    async findOffer(caller: Caller, text: string): Promise<LinkedPaper | undefined> {
      const { person, place } = caller
      const settings = await settingsOf(place)
      if (settings.offers !== 'on' || !mayPost(caller, settings)) return undefined
      for (const paper of recogniseAll(text).filter(isCertain)) {
        if (await isOpenHere(caller, paper)) continue
        const usedUp = await uses.count(
          { scope: place.space, person: person.id },
          { what: 'offer', rates: [limits.offers.toPerson] },
          { what: 'offer in', rates: [limits.offers.inChannel], of: place.channel },
        )
        return usedUp === undefined ? paper : undefined
      }
      return undefined
    },
  }
}

/** Whether a link is surely a paper: any other page of a site could be one, too. */
const isCertain = ({ id, url }: LinkedPaper): boolean =>
  partsOf(id).kind !== 'url' && doubtOf(url) === undefined
