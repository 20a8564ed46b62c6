import type { View } from '../../../src/chat/view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { Receipts } from '../sending/receipts.ts'
import { type ReplyDeps, sendReply } from '../sending/replies.ts'
import { type DiscordInteraction, isOnPrivateNote, isOnPublicMessage } from './interaction.ts'

export interface AnswerDeps extends ReplyDeps {
  readonly receipts: Receipts
}

/**
 * Answers an acknowledged interaction so that only the caller sees it: a press on a private note changes the note, a press on a message that
 * everyone can see has one answer for each person, anything else has a reply of its own.
 */
export async function answerCaller(
  deps: AnswerDeps,
  interaction: DiscordInteraction,
  view: View,
  addressee?: Addressee,
): Promise<void> {
  if (isOnPublicMessage(interaction)) return deps.receipts.show(interaction, view, addressee)
  await sendReply(deps, interaction, view, addressee)
  if (isOnPrivateNote(interaction)) deps.receipts.onChanged(interaction)
}
