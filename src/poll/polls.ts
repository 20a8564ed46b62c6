import type { Caller } from '../chat/caller.ts'
import type { Message } from '../chat/message.ts'
import { createCasting } from './casting.ts'
import { countVotes, type PollDeps } from './change-poll.ts'
import { discloseCounts } from './disclose.ts'
import { createPollEditor } from './edit-poll.ts'
import { requirePoll } from './find-poll.ts'
import { createPollLists } from './list-polls.ts'
import { createPollOpener } from './open-poll.ts'
import { mayDelete, mayManage, mayRun, mayTakePart } from './permissions.ts'
import type { PollId } from './poll.ts'
import { createPollReader } from './read-poll.ts'
import { createReasonRemover } from './remove-reason.ts'
import { createPollResolver } from './resolve-poll.ts'
import { createRoundRunner } from './run-round.ts'
import { createSealer } from './seal-poll.ts'
import { createTitleLookup } from './title-lookup.ts'

interface Deps extends PollDeps {
  /** The messages that show a poll. */
  readonly messagesOf: (poll: PollId) => Promise<readonly Message[]>
}

/** Everything that can be done with polls. Returns disclosures, never a poll with its ballots. */
export function createPolls({ messagesOf, ...deps }: Deps) {
  const { settingsOf } = deps
  return {
    ...createPollResolver({ ...deps, messagesOf }),
    ...createPollLists(deps),
    ...createPollReader(deps),
    ...createCasting(deps),
    ...createTitleLookup(deps),
    ...createPollOpener(deps),
    ...createRoundRunner(deps),
    ...createPollEditor(deps),
    ...createSealer(deps),
    ...createReasonRemover(deps),

    /** Whether the caller may vote in, run and delete the poll, and manages its conversation. */
    async readRights(caller: Caller, id: PollId) {
      const { poll, actor } = await requirePoll(deps, caller, id)
      return {
        poll: discloseCounts(poll),
        mayVote: mayTakePart(actor),
        mayRun: mayRun(actor, poll, await settingsOf(poll.place)),
        mayDelete: mayDelete(actor, poll),
        mayManage: mayManage(actor),
        votes: countVotes(poll),
      }
    },
  }
}

export type Polls = ReturnType<typeof createPolls>
