import type { Caller, Place } from '../chat/caller.ts'
import { livesElsewhere } from '../chat/errors.ts'
import { isHere } from '../chat/sight.ts'
import type { PollDeps } from './change-poll.ts'
import type { Disclosure } from './disclose.ts'
import { pollNotFound } from './errors.ts'
import { requirePoll } from './find-poll.ts'
import { requirePosting } from './permissions.ts'
import { currentRound, type Poll, type PollId } from './poll.ts'
import { readWhole } from './read-whole.ts'
import { withNextRevision } from './rounds.ts'

/** Results to be posted for everyone. */
interface SharedResults {
  readonly poll: Disclosure
  /** Where the poll lives. */
  readonly place: Place
  /** The number of the share, by which its message finds who shared it. */
  readonly share: number
  /** As `editRevisionOf`. */
  readonly revision: number
}

/** Sharing results: who has shown those of which round is stored with the poll. */
export function createSharing(deps: PollDeps) {
  const { store, settingsOf, now, onEdit } = deps

  return {
    /** @throws UserError unless the poll lives in the caller's place, and they may post there. */
    async share(caller: Caller, id: PollId): Promise<SharedResults> {
      const { poll: known } = await requirePoll(deps, caller, id)
      if (!isHere(caller, known.place)) throw livesElsewhere(known.place)
      requirePosting(caller, await settingsOf(caller.place), 'share results')
      const at = now()
      const poll = await store.change(id, known.place.space, (poll) => withShare(poll, caller, at))
      if (poll === undefined) throw pollNotFound()
      onEdit(poll)
      return {
        poll: (await readWhole(deps, poll)).poll,
        place: poll.place,
        share: findShare(poll, caller) + 1,
        revision: poll.editRevision ?? 0,
      }
    },
  }
}

const findShare = (poll: Poll, { person }: Caller): number =>
  (poll.shares ?? []).findIndex(({ round, by }) => round === currentRound(poll).number && by.id === person.id)

function withShare(poll: Poll, caller: Caller, at: number): Poll {
  if (findShare(poll, caller) !== -1) return poll
  const share = { round: currentRound(poll).number, by: caller.person, at }
  return withNextRevision({ ...poll, shares: [...(poll.shares ?? []), share] })
}
