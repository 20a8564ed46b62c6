import type { AudienceId } from '../chat/audience.ts'
import type { Caller, Place } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { AskedAudience } from '../poll/disclose.ts'
import { nobodyExpected } from '../poll/errors.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import { mentionView } from '../views/mention-view.ts'
import type { PollThreads } from './poll-threads.ts'

interface Deps {
  readonly polls: Pick<Polls, 'findMention' | 'readIn' | 'recordMention'>
  readonly threads: Pick<PollThreads, 'findForOutcome'>
  readonly portFor: (platform: string) => Pick<ChatPort, 'audiences' | 'post'>
  readonly linkToPoll: (poll: PollId) => Promise<string | undefined>
}

/** A message that notified an audience. */
interface Mentioned {
  readonly audience: AskedAudience
  /** Where it was posted. */
  readonly place: Place
}

/** Reminders to people whom nobody names: a message that notifies all of them. */
export const createMentioning = ({ polls, threads, portFor, linkToPoll }: Deps) => ({
  /**
   * Mentions an audience that a poll asks to vote in the poll's thread, once a round.
   *
   * @throws UserError if the caller may not send reminders, it was mentioned in this round, or it can't be notified.
   */
  async mention(caller: Caller, id: PollId, audience: AudienceId): Promise<Mentioned> {
    const { poll, place, audience: asked, round } = await polls.findMention(caller, id, audience)
    const port = portFor(place.platform)
    const found = await polls.readIn(place.space, id)
    if (found === undefined || port.audiences === undefined) throw nobodyExpected()
    await port.audiences.requireNotifiable(audience, place)
    const where = await threads.findForOutcome(place.space, found)
    const view = mentionView(poll, asked, await linkToPoll(id))
    const options = { notifies: audience, replyTo: where.poll }
    const message = await port.post(where.place, view, `mention/${id}/${round}/${audience}`, options)
    // Last: after a crash before this it is posted under the same key, which is the same message.
    await polls.recordMention(caller, id, audience)
    return { audience: asked, place: message.place }
  },
})

export type Mentioning = ReturnType<typeof createMentioning>
