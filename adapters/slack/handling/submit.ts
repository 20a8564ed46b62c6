import type { types } from '@slack/bolt'
import type { Bot } from '../../../src/bot/bot.ts'
import { type Refusal, refusalOf } from '../../../src/chat/answer.ts'
import { type Call, encodeCall } from '../../../src/chat/call.ts'
import { refusalView } from '../../../src/views/refusal-view.ts'
import { formFromElsewhere } from '../client/errors.ts'
import { toPersonId, toSpaceId } from '../client/ids.ts'
import { labels } from '../format/labels.ts'
import { toPlain } from '../format/text.ts'
import type { SlackActor } from './actor.ts'
import { createQuestion } from './beside.ts'
import type { Delivery } from './delivery.ts'
import {
  actionId,
  channelField,
  rebuildForm,
  toLoadingModal,
  toModal,
  toNoteModal,
  toSubmittedCall,
} from './form.ts'
import { type FormMetadata, readMetadata } from './metadata.ts'
import { isSuggested } from './open-form.ts'
import type { readSubmission } from './read.ts'
import { handleCall, type ResponseDeps, sendAnswer } from './respond.ts'

type Submission = ReturnType<typeof readSubmission>

/** The acknowledgement of a form that was sent; `undefined` closes the form. */
export type FormAck =
  | undefined
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView }

/**
 * Responds to a form that was sent. A refusal that comes in time is shown at the fields; one that comes later is sent
 * with a button that opens the form again as it was filled in.
 */
export async function respondToSubmit(
  deps: ResponseDeps,
  { workspace, actor: sender, key }: Delivery,
  submission: Submission,
  ack: (answer: FormAck) => Promise<void>,
): Promise<void> {
  const { acknowledger, bot, controlStore } = deps
  const { metadata, filled, inputs } = submission
  const {
    call: submitCall,
    form: stored,
    secretUnder,
    from,
  } = (await readMetadata(metadata, workspace.team, sender.user, controlStore)) ?? {}
  if (submitCall === undefined || from === undefined)
    return ack(toFormAck(refusalOf(formFromElsewhere()), inputs, { metadata, inThread: false }))
  const actor = toFormActor(submission, from)
  const call = toSubmittedCall(submitCall, filled, workspace.team)
  // A user who started in the App Home reads the answer there, in place of the form.
  const staysOpen = from.fromHome === true && bot().audienceOf(call) !== 'everyone'
  const inThread = actor.thread !== undefined
  const handling = handleCall(deps, { workspace, actor, key }, call)
  const early = await acknowledger.outcomeInTime(handling)
  if (early?.kind === 'refusal')
    return ack(
      askInForm(bot(), workspace.team, submission, { call, refusal: early, inThread }) ??
        toFormAck(early, inputs, { metadata, inThread }),
    )
  await ack(staysOpen ? { response_action: 'update', view: toLoadingModal(metadata) } : undefined)
  const answer = await handling
  const delivery = { workspace, actor: staysOpen ? actor : { ...actor, view: undefined }, key }
  const person = toPersonId(workspace.team, sender.user)
  if (answer.kind !== 'refusal') {
    if (stored !== undefined) await controlStore.removeForm(stored, person)
    return sendAnswer(deps, delivery, call, answer)
  }
  const form = rebuildForm(submission, call, bot().find(call)?.hints ?? {})
  const fixButton = {
    label: labels.fixForm,
    style: 'primary',
    call: await controlStore.saveForm({
      id: stored,
      form: { ...form, ...(secretUnder !== undefined && { secretUnder }) },
      step: 0,
      place: actor.about,
      person,
      space: toSpaceId(workspace.team),
    }),
  } as const
  await deps.privateReplies.sendReceipt(delivery, call, refusalView(answer, [fixButton]))
}

/** The user who sent a form, in the place where it was opened or that they chose in it. */
function toFormActor({ actor, filled }: Submission, from: FormMetadata['from']): SlackActor {
  const chosenChannel = filled.get(channelField)?.selected_conversation ?? undefined
  return {
    ...actor,
    ...from,
    channel: from.channel ?? chosenChannel,
    responseUrl: from.responseUrl ?? actor.responseUrl,
  }
}

/** The form with a question about one of its options, and its answers to choose; `undefined` if it is no question. */
function askInForm(
  bot: Bot,
  team: string,
  submission: Submission,
  { call, refusal, inThread }: { readonly call: Call; readonly refusal: Refusal; readonly inThread: boolean },
): FormAck {
  const { metadata, filled, inputs } = submission
  const question = createQuestion(refusal, { actionId, inThread })
  if (question === undefined) return undefined
  const form = rebuildForm(submission, call, bot.find(call)?.hints ?? {})
  const view = toModal(form, {
    ...{ team, metadata, question },
    submitLabel: bot.find(call)?.form?.submit ?? labels.send,
    hasChannelField: inputs.includes(channelField),
    channel: filled.get(channelField)?.selected_conversation ?? undefined,
    isSuggested: (field) => isSuggested(bot, form, field),
  })
  return { response_action: 'update', view }
}

/** A refusal at the fields that it names; at the first field, or as a note, if it names none of the form's. */
function toFormAck(
  refusal: Refusal,
  blocks: readonly string[],
  { metadata, inThread }: { readonly metadata: string; readonly inThread: boolean },
): FormAck {
  const { fields } = refusal
  const happened = toPlain(refusal.happened, { inThread })
  const remedy = toPlain(refusal.remedy, { inThread })
  const [first, ...rest] = Object.entries(fields).filter(([name]) => blocks.includes(name))
  if (first !== undefined) {
    const [name, wrong] = first
    const errors = [[name, wrong.startsWith(happened) ? wrong : `${happened} ${wrong}`] as const, ...rest]
    return { response_action: 'errors', errors: Object.fromEntries(errors) }
  }
  const block = blocks.includes(channelField) ? channelField : blocks[0]
  if (block !== undefined) return { response_action: 'errors', errors: { [block]: `${happened} ${remedy}` } }
  return {
    response_action: 'update',
    view: toNoteModal(refusalView(refusal), metadata, encodeCall, { inThread }),
  }
}
