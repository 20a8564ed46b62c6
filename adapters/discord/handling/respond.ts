import type { Interaction } from 'discord.js'
import { isRepeat } from '../../../src/chat/answer.ts'
import { openFormView } from '../../../src/views/form-view.ts'
import { apologyView, refusalView } from '../../../src/views/refusal-view.ts'
import { toPersonId } from '../client/members.ts'
import { sendEphemeral } from '../sending/replies.ts'
import { acknowledge, withdrawReply } from './acknowledge.ts'
import { answerCaller } from './answer-caller.ts'
import { postForEveryone, replyToEveryone } from './answer-everyone.ts'
import { putFormAside, showForm } from './forms.ts'
import { handleRequest, type Outcome } from './handle-request.ts'
import { type DiscordInteraction, isDiscordInteraction } from './interaction.ts'
import type { ReadRequest } from './read-request.ts'
import type { RespondDeps } from './respond-deps.ts'
import { addresseeOf, sendAnswer } from './send-answer.ts'

/**
 * The straight line from an interaction to its answer: read, let the bot handle it, acknowledge, send. It is acknowledged when
 * what was done is on disk, or as late as it may be. An answer for everyone is the acknowledgement, if it is there by then;
 * else the caller alone is answered, and what everyone sees is a message of the bot's own. So nothing public is ever taken
 * back.
 */
export async function respond(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  read: ReadRequest,
): Promise<void> {
  const { acknowledger, controlStore, expected, requests, log } = deps
  try {
    const handling = handleRequest(deps, interaction, read)
    const early = await acknowledger.outcomeInTime(handling)
    if (early?.kind === 'form' && !interaction.isModalSubmit())
      return await showForm(interaction, early.form, controlStore)
    if (early?.kind === 'public' && (await replyToEveryone(deps, interaction, early))) return
    const isAcknowledged = await acknowledge(interaction, log)
    const outcome = await handling
    if (outcome.kind === 'public') return await postForEveryone(deps, interaction, outcome, isAcknowledged)
    if (isAcknowledged) await expected.send(() => answerPrivately(deps, interaction, outcome))
  } finally {
    await requests.end(interaction.id)
  }
}

/** Answers the caller of an acknowledged interaction. A form can't be opened any more; a button does. */
async function answerPrivately(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  outcome: Exclude<Outcome, { readonly kind: 'public' }>,
): Promise<void> {
  const { request } = outcome
  const addressee = { person: toPersonId(interaction.user.id) }
  if (outcome.kind === 'form') {
    const call = await putFormAside(interaction, outcome.form, deps.controlStore)
    const view = openFormView(call, outcome.form.form)
    return answerCaller(deps, interaction, { view, addressee: request ? addresseeOf(request) : addressee })
  }
  const { answer } = outcome
  if (request !== undefined) return sendAnswer(deps, interaction, request, answer)
  if (isRepeat(answer)) return withdrawReply(interaction)
  const view = answer.kind === 'refusal' ? refusalView(answer) : answer.view
  await answerCaller(deps, interaction, { view, addressee })
}

/** Apologises to the caller for a fault. @param reference The id under which the fault is logged. */
export async function replyWithFault(
  deps: Omit<RespondDeps, 'turn' | 'expected'>,
  interaction: Interaction,
  reference: string,
): Promise<void> {
  if (!isDiscordInteraction(interaction)) return
  const view = apologyView(reference)
  // The first answer is never changed: everyone may see it, or it is a form.
  if (interaction.replied && !interaction.deferred) return sendEphemeral(deps, interaction, view)
  if (interaction.deferred || (await acknowledge(interaction, deps.log)))
    await answerCaller(deps, interaction, { view })
}
