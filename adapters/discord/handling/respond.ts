import type { ChatInputCommandInteraction, Interaction, ModalSubmitInteraction } from 'discord.js'
import type { Bot } from '../../../src/bot/bot.ts'
import type { Audience } from '../../../src/bot/command.ts'
import { offerForm, resolveTyped } from '../../../src/bot/typed-call.ts'
import { type Answer, isRepeat, type Refusal, refusalOf, toCall } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { Caller, PersonId, Place } from '../../../src/chat/caller.ts'
import { livesElsewhere } from '../../../src/chat/errors.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Button, View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import { withCheckLine } from '../../../src/views/form-view.ts'
import { apologyView, refusalView } from '../../../src/views/refusal-view.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import type { PendingForm } from '../../shared/pending-form.ts'
import { formExpired } from '../client/errors.ts'
import { requirePermissions } from '../client/permissions.ts'
import { labels } from '../format/labels.ts'
import { stripIdSuffix } from '../format/write.ts'
import { sendEphemeral, sendReply, sendToCaller } from '../sending/replies.ts'
import { acknowledge, withdrawReply } from './acknowledge.ts'
import { type AnswerDeps, answerCaller } from './answer-caller.ts'
import { createFixButton, createNextButtons, isFormCall, readSubmittedForm, showForm } from './forms.ts'
import { type DiscordInteraction, isDiscordInteraction, type Menu, type Press } from './interaction.ts'
import { moveCaller } from './move-caller.ts'
import type { PrivateThreads } from './private-threads.ts'
import { readCaller, readSlash, resolvePeople, toPersonId } from './read.ts'
import type { Turn } from './turns.ts'

export interface RespondDeps extends AnswerDeps {
  readonly turn: Turn
  readonly privateThreads: Pick<PrivateThreads, 'requireIn'>
  readonly bot: () => Bot
  readonly canSee: ChatPort['canSee']
  /** The people with a role who see a place. @throws UserError if they can't be named. */
  readonly peopleWith: (role: string, place: Place) => Promise<readonly PersonId[]>
  readonly controlStore: ControlStore
  readonly log: Logger
}

export const respondToSlash = (deps: RespondDeps, interaction: ChatInputCommandInteraction): Promise<void> =>
  respond(
    deps,
    interaction,
    async () => {
      const { commands, formFor } = deps.bot()
      const call = await resolveTyped(readSlash(interaction), commands, (call, { hints }) =>
        resolvePeople(call, hints, (role) => deps.peopleWith(role, readCaller(interaction).place)),
      )
      return formFor(call) ?? call
    },
    { isTyped: true },
  )

export const respondToMenu = (deps: RespondDeps, interaction: Menu): Promise<void> =>
  respond(deps, interaction, () => ({
    command: 'place',
    args: { text: interaction.targetMessage.content },
  }))

export async function respondToPress(deps: RespondDeps, interaction: Press): Promise<void> {
  const { controlStore } = deps
  const [code = ''] = interaction.isStringSelectMenu() ? interaction.values : [interaction.customId]
  const person = toPersonId(interaction.user.id)
  const { call, place } = (await controlStore.readControl(stripIdSuffix(code), person)) ?? {}
  if (call === undefined || !isFormCall(call)) return respond(deps, interaction, () => call, { place })
  const pending = await controlStore.readForm(call, person)
  return pending === undefined
    ? refuse(deps, interaction, refusalOf(formExpired()))
    : showForm(interaction, pending, controlStore)
}

export async function respondToSubmit(deps: RespondDeps, interaction: ModalSubmitInteraction): Promise<void> {
  const submitted = await readSubmittedForm(interaction, deps.controlStore)
  if (submitted === undefined) return refuse(deps, interaction, refusalOf(formExpired()))
  const { form, place } = submitted
  return respond(deps, interaction, () => toCall(form), { submitted, place })
}

/** Apologises to the caller for a fault. @param reference The id under which the fault is logged. */
export async function replyWithFault(
  deps: Omit<RespondDeps, 'turn'>,
  interaction: Interaction,
  reference: string,
): Promise<void> {
  if (!isDiscordInteraction(interaction)) return
  // It stays unset where a message was acknowledged, not a reply: that message is never to be taken for the reply.
  if (interaction.deferred && interaction.ephemeral === false)
    return sendToCaller(deps, interaction, apologyView(reference))
  if (interaction.deferred || (await acknowledge(interaction, 'caller', deps.log)))
    await answerCaller(deps, interaction, { view: apologyView(reference) })
}

interface Origin {
  /** The form that the interaction submits, for its next step or to be fixed. */
  readonly submitted?: PendingForm | undefined
  /** The place that the control or form is about, if that is not where it was used. */
  readonly place?: Place | undefined
  /** Whether the call's values were typed behind a command: a form can't follow its answer without a press. */
  readonly isTyped?: boolean
}

/** The straight line from an interaction to its answer: read, acknowledge, let the bot handle it, send. */
async function respond(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  read: () => Call | undefined | Promise<Call>,
  origin: Origin = {},
): Promise<void> {
  const { bot, turn, log } = deps
  const request = await readRequest(deps, interaction, read, origin.place)
  if ('refusal' in request) return refuse(deps, interaction, request.refusal)
  const { call, caller, audience } = request
  if (audience === 'form')
    return openForm(deps, interaction, await handleForm(deps, interaction, request), origin.place)
  if (!(await acknowledge(interaction, audience, log))) return
  await turn.begins
  const handled = await bot().handle(call, caller)
  const answer = origin.isTyped === true ? offerForm(handled, call, bot().commands) : handled
  // The next call needn't wait until this answer is sent.
  turn.end()
  await sendAnswer(deps, interaction, { ...request, ...origin }, answer)
}

/** The form that a call opens, unless what it submits would be refused where it is. */
async function handleForm(
  { bot, privateThreads }: RespondDeps,
  interaction: DiscordInteraction,
  { call, caller }: Request,
): Promise<Answer> {
  const answer = await bot().handle(call, caller)
  if (answer.kind !== 'form' || bot().audienceOf(toCall(answer)) !== 'everyone') return answer
  try {
    await privateThreads.requireIn(interaction)
    return answer
  } catch (fault) {
    if (fault instanceof UserError) return refusalOf(fault)
    throw fault
  }
}

interface Request {
  readonly call: Call
  readonly caller: Caller
  readonly audience: Audience
}

async function readRequest(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  read: () => Call | undefined | Promise<Call>,
  place: Place | undefined,
): Promise<Request | { readonly refusal: Refusal }> {
  try {
    const here = readCaller(interaction)
    const caller = place === undefined ? here : await moveCaller(here, place, deps)
    const call = (await read()) ?? { command: 'unknown', args: {} }
    const audience = deps.bot().audienceOf(call)
    // It would be posted where the control was used, not in the place that it is about.
    if (audience === 'everyone' && caller !== here) throw livesElsewhere(caller.place)
    if (audience === 'everyone' && interaction.inGuild()) {
      await deps.privateThreads.requireIn(interaction)
      requirePermissions(interaction.appPermissions, interaction.channel?.type)
    }
    return { call, caller, audience }
  } catch (fault) {
    if (fault instanceof UserError) return { refusal: refusalOf(fault) }
    throw fault
  }
}

async function sendAnswer(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  { call, caller, audience, submitted, place }: Request & Origin,
  answer: Answer,
): Promise<void> {
  const { bot, controlStore } = deps
  const isForEveryone = audience === 'everyone'
  /** The controls of the answer are about the same place. */
  const addressee = { person: caller.person.id, place }
  switch (answer.kind) {
    case 'shown': {
      const next = submitted === undefined ? [] : await createNextButtons(submitted, controlStore)
      const view = withButtons(answer.view, next)
      if (!isForEveryone) await answerCaller(deps, interaction, { view, addressee, call })
      else if (answer.isPrivate) await sendToCaller(deps, interaction, view, addressee)
      else {
        const { id } = await sendReply(deps, interaction, view)
        if (answer.board !== undefined)
          await bot().onPosted(answer.board, { place: caller.place, id }, answer.revision)
      }
      if (answer.receipt !== undefined) await sendEphemeral(deps, interaction, answer.receipt, addressee)
      return
    }
    case 'refusal': {
      // The values of a form are not lost: the refusal gives them back.
      if (isRepeat(answer) && submitted === undefined) return withdrawReply(interaction, audience)
      const buttons = submitted === undefined ? [] : [await createFixButton(submitted, controlStore)]
      const view = refusalView(answer, buttons)
      if (!isForEveryone) return answerCaller(deps, interaction, { view, addressee, call })
      return sendToCaller(deps, interaction, view, addressee)
    }
    case 'form':
      throw new Error('A form was answered where something to see was promised')
  }
}

async function openForm(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  answer: Answer,
  place: Place | undefined,
): Promise<void> {
  if (answer.kind === 'refusal') return refuse(deps, interaction, answer)
  if (answer.kind === 'form')
    return showForm(
      interaction,
      { form: withCheckLine(answer, labels.submit), step: 0, place },
      deps.controlStore,
    )
  throw new Error('Something to see was answered where a form was promised')
}

/** Sends a refusal to the caller as the first response, unless they have just read it. */
async function refuse(deps: RespondDeps, interaction: DiscordInteraction, refusal: Refusal): Promise<void> {
  if (!(await acknowledge(interaction, 'caller', deps.log))) return
  if (isRepeat(refusal)) return withdrawReply(interaction, 'caller')
  const addressee = { person: toPersonId(interaction.user.id) }
  await answerCaller(deps, interaction, { view: refusalView(refusal), addressee })
}

const withButtons = (view: View, buttons: readonly Button[]): View =>
  buttons.length === 0 ? view : { ...view, parts: [...view.parts, { kind: 'buttons', buttons }] }
