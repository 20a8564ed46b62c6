import type { Call } from '../../../src/chat/call.ts'
import type { View } from '../../../src/chat/view.ts'
import { PollId } from '../../../src/poll/poll.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { Receipts } from '../sending/receipts.ts'
import { type ReplyDeps, sendReply } from '../sending/replies.ts'
import { type DiscordInteraction, isOnPrivateNote, isOnPublicMessage } from './interaction.ts'

export interface AnswerDeps extends ReplyDeps {
  readonly receipts: Receipts
}

interface CallerAnswer {
  readonly view: View
  readonly addressee?: Addressee | undefined
  /** The call that is answered; `undefined` if it is unknown. */
  readonly call?: Call | undefined
}

/** The poll that a call of a button is about, if it is about one. */
const pollOf = ({ args: { poll, paper } }: Call): string | undefined => PollId.safeParse(poll ?? paper).data

/**
 * Answers an acknowledged interaction so that only the caller sees it: a press on a private note changes the note, a press on a message that
 * everyone can see has one answer for each person, anything else has a reply of its own.
 */
export async function answerCaller(
  deps: AnswerDeps,
  interaction: DiscordInteraction,
  { view, addressee, call }: CallerAnswer,
): Promise<void> {
  if (isOnPublicMessage(interaction))
    return deps.receipts.show(interaction, view, { addressee, poll: call && pollOf(call) })
  await sendReply(deps, interaction, view, addressee)
  if (isOnPrivateNote(interaction)) deps.receipts.onChanged(interaction)
}
