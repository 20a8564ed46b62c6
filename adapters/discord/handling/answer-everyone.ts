import { refusalOf } from '../../../src/chat/answer.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { noteView } from '../../../src/views/note-view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import { labels } from '../format/labels.ts'
import { editReply, sendEphemeral, sendPublicReply } from '../sending/replies.ts'
import { withdrawReply } from './acknowledge.ts'
import { answerCaller } from './answer-caller.ts'
import type { Outcome } from './handle-request.ts'
import type { DiscordInteraction } from './interaction.ts'
import { isElsewhere } from './read.ts'
import type { Request, RespondDeps } from './respond-deps.ts'
import { addresseeOf } from './send-answer.ts'

type PublicOutcome = Extract<Outcome, { readonly kind: 'public' }>

/** Answers an interaction with the message itself, as the first response. @returns false if it came too late for that. */
export async function replyToEveryone(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  { answer, request, message }: PublicOutcome,
): Promise<boolean> {
  const { rest, posts, payloads, bot } = deps
  const { place } = request.caller
  const id = await posts.reply(place, interaction.id, message.payload, (payload) =>
    sendPublicReply(rest, interaction, payload),
  )
  if (id === undefined) return false
  if (isElsewhere(interaction)) return tellIfPrivate(deps, interaction, request)
  if (!message.isComplete)
    payloads.addPictureLater(answer.view, place.space, (payload) => editReply(rest, interaction, payload))
  if (answer.board !== undefined) await bot().onPosted(answer.board, { place, id }, answer.revision)
  if (answer.receipt !== undefined)
    await sendEphemeral(deps, interaction, answer.receipt, addresseeOf(request))
  return true
}

/** Where the bot is not, Discord may show an answer for everyone privately. Such an answer isn't kept true. */
async function tellIfPrivate(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  request: Request,
): Promise<true> {
  if (interaction.ephemeral === true)
    await sendEphemeral(deps, interaction, noteView(labels.shownToYouOnly), addresseeOf(request))
  return true
}

/** Posts what everyone is to see as a message of the bot's own, because the interaction can't be answered with it any more. */
export async function postForEveryone(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  { answer, request }: PublicOutcome,
  isAcknowledged: boolean,
): Promise<void> {
  const { view, board, revision, receipt } = answer
  const addressee = addresseeOf(request)
  // Where the bot is not, it has no messages of its own.
  if (isElsewhere(interaction))
    return isAcknowledged ? answerCaller(deps, interaction, { view, addressee }) : undefined
  try {
    const message = await deps.post(request.caller.place, view, interaction.id)
    if (board !== undefined) await deps.bot().onPosted(board, message, revision)
  } catch (fault) {
    if (!(fault instanceof UserError) || !isAcknowledged) throw fault
    return answerCaller(deps, interaction, { view: refusalView(refusalOf(fault)), addressee })
  }
  if (!isAcknowledged) return
  if (receipt === undefined) await withdrawReply(interaction)
  else await answerCaller(deps, interaction, { view: receipt, addressee })
}
