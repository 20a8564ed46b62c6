import { fixCall } from '../../../src/bot/typed-call.ts'
import { isRepeat, type Refusal, type Shown } from '../../../src/chat/answer.ts'
import type { Button, View } from '../../../src/chat/view.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import { labels } from '../format/labels.ts'
import { sendEphemeral } from '../sending/replies.ts'
import { withdrawReply } from './acknowledge.ts'
import { answerCaller } from './answer-caller.ts'
import { createFixButton, createNextButtons } from './forms.ts'
import type { DiscordInteraction } from './interaction.ts'
import type { Request, RespondDeps } from './respond-deps.ts'

/** Answers an interaction that was acknowledged privately; a refusal that the caller has just read gets no second answer. */
export async function sendAnswer(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  request: Request,
  answer: Shown | Refusal,
): Promise<void> {
  const { call, submitted } = request
  const addressee = addresseeOf(request)
  if (answer.kind === 'refusal') {
    // The values of a form are not lost: even a repeated refusal gives them back.
    if (isRepeat(answer) && submitted === undefined) return withdrawReply(interaction)
    const buttons = await createFixButtons(deps, request, answer)
    return answerCaller(deps, interaction, { view: refusalView(answer, buttons), addressee, call })
  }
  const next = submitted === undefined ? [] : await createNextButtons(submitted, deps.controlStore)
  await answerCaller(deps, interaction, { view: withButtons(answer.view, next), addressee, call })
  if (answer.receipt !== undefined) await sendEphemeral(deps, interaction, answer.receipt, addressee)
}

/** The controls of an answer are for the caller, and about the same place. */
export const addresseeOf = ({ caller, place }: Request) => ({ person: caller.person.id, place })

/** The button that opens the form with what was filled in or typed. */
async function createFixButtons(
  { bot, controlStore }: RespondDeps,
  { call, submitted, isTyped }: Request,
  refusal: Refusal,
): Promise<readonly Button[]> {
  if (submitted !== undefined) return [await createFixButton(submitted, refusal, controlStore)]
  const form = isTyped === true ? fixCall(refusal, call, bot().commands) : undefined
  return form === undefined ? [] : [{ label: labels.fixForm, style: 'primary', call: form }]
}

const withButtons = (view: View, buttons: readonly Button[]): View =>
  buttons.length === 0 ? view : { ...view, parts: [...view.parts, { kind: 'buttons', buttons }] }
