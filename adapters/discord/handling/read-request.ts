import type { ChatInputCommandInteraction, ModalSubmitInteraction } from 'discord.js'
import { resolveTyped } from '../../../src/bot/typed-call.ts'
import { toCall } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { Caller, Place } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { PendingForm } from '../../shared/pending-form.ts'
import { formExpired } from '../client/errors.ts'
import { toPersonId } from '../client/members.ts'
import { stripIdSuffix } from '../format/controls.ts'
import { isFormCall, readSubmittedForm } from './forms.ts'
import type { DiscordInteraction, Menu, Press } from './interaction.ts'
import { moveCaller } from './move-caller.ts'
import { readCaller, readSlash, resolvePeople } from './read.ts'
import type { Request, RespondDeps } from './respond-deps.ts'

/** Reads an interaction: a call, or a form that was put aside. @throws UserError if it can't be asked for. */
export type ReadRequest = () => Promise<Request | { readonly pending: PendingForm }>

export const readSlashRequest =
  (deps: RespondDeps, interaction: ChatInputCommandInteraction): ReadRequest =>
  async () => {
    const typed = readSlash(interaction)
    const caller = readCaller(interaction, typed)
    const { commands, formFor } = deps.bot()
    const call = await resolveTyped(typed, commands, (call, { hints }) =>
      resolvePeople(call, hints, (role) => deps.inviteesOf(role, caller.place)),
    )
    return { call: formFor(call) ?? call, caller, isTyped: true }
  }

export const readMenuRequest =
  ({ menuMessages }: RespondDeps, interaction: Menu): ReadRequest =>
  async () => {
    const { text, title = '' } = menuMessages.take(interaction.id)
    return { call: { command: 'place', args: { text, title } }, caller: readCaller(interaction) }
  }

export const readPressRequest =
  (deps: RespondDeps, interaction: Press): ReadRequest =>
  async () => {
    const { controlStore } = deps
    const [code = ''] = interaction.isStringSelectMenu() ? interaction.values : [interaction.customId]
    const person = toPersonId(interaction.user.id)
    const { call, place } = (await controlStore.readControl(stripIdSuffix(code), person)) ?? {}
    if (call === undefined || !isFormCall(call)) {
      const caller = await readCallerIn(deps, interaction, place, call)
      // The button of a form sends what was filled in, so a refusal gives it back.
      const isTyped = call !== undefined && deps.bot().audienceOf(call) === 'everyone'
      return { call: call ?? { command: 'unknown', args: {} }, caller, place, isTyped }
    }
    const pending = await controlStore.readForm(call, person)
    if (pending === undefined) throw formExpired()
    return { pending }
  }

export const readSubmitRequest =
  (deps: RespondDeps, interaction: ModalSubmitInteraction): ReadRequest =>
  async () => {
    const submitted = await readSubmittedForm(interaction, deps.controlStore)
    if (submitted === undefined) throw formExpired()
    const { form, place } = submitted
    const chosen = toCall(form)
    const caller = await readCallerIn(deps, interaction, place, chosen)
    const { call, fault } = await resolveChosen(deps, chosen, caller)
    return { call, caller, submitted, place, fault }
  }

/** A form's call with the roles that were chosen in it, or why they can't be asked. */
async function resolveChosen(
  { bot, inviteesOf }: RespondDeps,
  call: Call,
  { place }: Caller,
): Promise<{ readonly call: Call; readonly fault?: UserError }> {
  try {
    const hints = bot().find(call)?.hints ?? {}
    return { call: await resolvePeople(call, hints, (role) => inviteesOf(role, place)) }
  } catch (fault) {
    if (fault instanceof UserError) return { call, fault }
    throw fault
  }
}

/** The caller in the place that a control or form is about. */
async function readCallerIn(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  place: Place | undefined,
  call: Call | undefined,
): Promise<Caller> {
  const here = readCaller(interaction, call)
  return place === undefined ? here : moveCaller(here, place, deps)
}
