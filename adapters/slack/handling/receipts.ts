import { LRUCache } from 'lru-cache'
import type { Call } from '../../../src/chat/call.ts'
import type { Logger } from '../../../src/log.ts'
import { PollId } from '../../../src/poll/poll.ts'
import type { SlackActor } from './actor.ts'
import type { Delivery } from './delivery.ts'
import { AnswerRefused, deleteByResponseUrl, isResponseUrl } from './response-url.ts'

const maxReceipts = 10_000
/** As long as Slack accepts a response address. */
const usableMs = 30 * 60_000

interface Deps {
  readonly apiUrl: string
  readonly now: () => number
  readonly log: Logger
}

/**
 * One private answer per person and poll, as far as Slack lets it: a note can be taken away only through the response address
 * of a press on it. These are kept in memory only.
 */
export function createReceipts({ apiUrl, now, log }: Deps) {
  const kept = new LRUCache<string, string>({ max: maxReceipts, ttl: usableMs, perf: { now } })

  return {
    /** To be called before an answer to a press on a message that everyone can see: it takes the note before away. */
    async removeEarlier({ workspace, actor }: Delivery, call: Call): Promise<void> {
      const name = nameOf(workspace.team, actor, call)
      if (name === undefined || actor.onNote !== false || actor.view !== undefined) return
      const url = kept.get(name)
      kept.delete(name)
      if (url === undefined || !isResponseUrl(url, apiUrl)) return
      try {
        await deleteByResponseUrl(url)
      } catch (fault) {
        // The person has dismissed it, or the address has expired.
        if (!(fault instanceof AnswerRefused)) throw fault
        log.info({ fault }, 'could not take an earlier note away')
      }
    },

    /** To be called after a press on a note has replaced it. */
    keep({ workspace, actor }: Delivery, call: Call): void {
      const name = nameOf(workspace.team, actor, call)
      if (name !== undefined && actor.onNote === true && actor.responseUrl !== undefined)
        kept.set(name, actor.responseUrl)
    },
  }
}

export type Receipts = ReturnType<typeof createReceipts>

/** @returns `undefined` if the call is about no poll. */
function nameOf(team: string, { user }: SlackActor, { args }: Call): string | undefined {
  const poll = PollId.safeParse(args.poll ?? args.paper).data
  return poll && `${team} ${user} ${poll}`
}
