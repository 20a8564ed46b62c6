import { setTimeout } from 'node:timers/promises'
import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type REST,
  Routes,
  type StringSelectMenuInteraction,
} from 'discord.js'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import type { Audience } from '../../../src/bot/command.ts'
import { type Answer, type Refusal, refusalOf, toCall } from '../../../src/chat/answer.ts'
import { type Call, encodeCall } from '../../../src/chat/call.ts'
import type { Caller, Place } from '../../../src/chat/caller.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { Button, View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import { apologyView, refusalView } from '../../../src/views/refusal-view.ts'
import {
  type Addressee,
  type ControlStore,
  formCommand,
  type PendingForm,
} from '../../shared/control-store.ts'
import { isAlreadyAcknowledged, isInteractionExpired, withRetries } from '../client/faults.ts'
import { requirePermissions } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import { limits } from '../format/limits.ts'
import type { Payloads } from '../format/payloads.ts'
import { stripIdSuffix } from '../format/write.ts'
import { fillForm, hasNext, toModal } from './form.ts'
import { readCaller, readSlash, resolvePeople, toPersonId } from './read.ts'

interface Deps {
  readonly rest: REST
  readonly bot: () => Bot
  readonly controlStore: ControlStore
  readonly log: Logger
  readonly payloads: Payloads
}

type Menu = MessageContextMenuCommandInteraction
type Press = ButtonInteraction | StringSelectMenuInteraction
type DiscordInteraction = ChatInputCommandInteraction | Menu | Press | ModalSubmitInteraction

const Sent = z.object({ id: z.string() })

/** Autocompletion has 3 s, on the way there and back too. */
const maxSuggestMs = 2000

/** What comes in, each as one straight line: read, acknowledge, let the bot handle it, send. */
export function createResponder({ rest, bot, controlStore, log, payloads }: Deps) {
  const { createPayload, addPictureLater } = payloads

  /** @param filled The form that was sent, for what remains to be asked or mended. */
  async function respond(
    interaction: DiscordInteraction,
    read: () => Call | undefined,
    { submitted, place }: { readonly submitted?: PendingForm; readonly place?: Place | undefined } = {},
  ): Promise<void> {
    const request = readRequest(interaction, read, place)
    if ('refusal' in request) return refuse(interaction, request.refusal)
    const { call, caller, audience } = request
    if (audience === 'form') return openForm(interaction, await bot().handle(call, caller), place)
    if (!(await acknowledge(interaction, audience))) return
    await sendAnswer(interaction, audience, await bot().handle(call, caller), caller, submitted, place)
  }

  type ReadResult = { call: Call; caller: Caller; audience: Audience } | { refusal: Refusal }

  function readRequest(
    interaction: DiscordInteraction,
    read: () => Call | undefined,
    place: Place | undefined,
  ): ReadResult {
    try {
      const here = readCaller(interaction)
      // What somebody may do elsewhere can't be seen from here.
      const caller: Caller = place === undefined ? here : { ...here, place, rank: 'member' }
      const call = read() ?? { command: 'unknown', args: {} }
      const audience = bot().audienceOf(call)
      if (audience === 'everyone' && interaction.inGuild())
        requirePermissions(interaction.appPermissions, caller.place.thread !== undefined)
      return { call, caller, audience }
    } catch (fault) {
      if (fault instanceof UserError) return { refusal: refusalOf(fault) }
      throw fault
    }
  }

  /**
   * Says that the answer is on its way, and to whom; a press on a private note replaces that note.
   *
   * @returns false when it came too late: the person was told that it failed, so it must not be done.
   */
  async function acknowledge(interaction: DiscordInteraction, audience: Audience): Promise<boolean> {
    try {
      await withRetries(() => {
        if (audience === 'everyone') return interaction.deferReply()
        if (isOnPrivateNote(interaction)) return interaction.deferUpdate()
        return interaction.deferReply({ flags: MessageFlags.Ephemeral })
      }, 1)
      return true
    } catch (fault) {
      if (isAlreadyAcknowledged(fault)) return true
      if (!isInteractionExpired(fault)) throw fault
      log.warn({ fault }, 'an interaction could not be acknowledged in time')
      return false
    }
  }

  async function sendAnswer(
    interaction: DiscordInteraction,
    audience: Audience,
    answer: Answer,
    caller: Caller,
    submitted: PendingForm | undefined,
    place: Place | undefined,
  ): Promise<void> {
    /** What can be pressed next is about the same place. */
    const addressee = place && { person: caller.person.id, place }
    switch (answer.kind) {
      case 'shown': {
        const next = submitted !== undefined && hasNext(submitted) ? [await createNextButton(submitted)] : []
        const { id } = await sendReply(interaction, withButtons(answer.view, next), addressee)
        if (answer.board !== undefined) await bot().onPosted(answer.board, { place: caller.place, id })
        return
      }
      case 'refusal': {
        const buttons = submitted === undefined ? [] : [await createFixButton(submitted)]
        return sendPrivately(interaction, audience, refusalView(answer, buttons), addressee)
      }
      case 'form':
        throw new Error('A form was answered where something to see was promised')
    }
  }

  /** Says something to whoever asked alone, whomever the answer was promised to. */
  async function sendPrivately(
    interaction: DiscordInteraction,
    audience: Audience,
    view: View,
    addressee?: Addressee,
  ): Promise<void> {
    if (audience !== 'everyone') return void (await sendReply(interaction, view, addressee))
    // The first message after a deferral would take its place, for everyone to see.
    await withRetries(() => interaction.deleteReply())
    return sendEphemeral(interaction, view, addressee)
  }

  const createNextButton = async ({ form, step, place }: PendingForm): Promise<Button> => ({
    label: 'More questions…',
    style: 'primary',
    call: await controlStore.saveForm({ form, step: step + 1, place }),
  })

  const createFixButton = async (submitted: PendingForm): Promise<Button> => ({
    label: 'Mend it…',
    style: 'primary',
    call: await controlStore.saveForm(submitted),
  })

  async function openForm(
    interaction: DiscordInteraction,
    answer: Answer,
    place: Place | undefined,
  ): Promise<void> {
    if (answer.kind === 'refusal') return refuse(interaction, answer)
    if (answer.kind === 'form') return showForm(interaction, { form: answer, step: 0, place })
    throw new Error('Something to see was answered where a form was promised')
  }

  async function showForm(interaction: DiscordInteraction, formState: PendingForm): Promise<void> {
    if (interaction.isModalSubmit()) throw new Error('A form can’t follow a form without a press between')
    await interaction.showModal(toModal(formState, encodeCall(await controlStore.saveForm(formState))))
  }

  /** To whoever asked alone, as the first word. */
  async function refuse(interaction: DiscordInteraction, refusal: Refusal): Promise<void> {
    if (await acknowledge(interaction, 'caller')) await sendReply(interaction, refusalView(refusal))
  }

  async function sendReply(
    { applicationId, token }: DiscordInteraction,
    view: View,
    addressee?: Addressee,
  ): Promise<{ id: string }> {
    const edit = (payload: Payload) =>
      rest.patch(Routes.webhookMessage(applicationId, token), { ...payload, auth: false })
    const { payload, isComplete } = await createPayload(view, addressee)
    const sent = Sent.parse(await withRetries(() => edit(payload)))
    if (!isComplete) addPictureLater(view, edit, addressee)
    return sent
  }

  async function sendEphemeral(
    { applicationId, token }: DiscordInteraction,
    view: View,
    addressee?: Addressee,
  ): Promise<void> {
    const { body, files } = (await createPayload(view, addressee)).payload
    const alone = { ...body, flags: (body.flags ?? 0) | MessageFlags.Ephemeral }
    await withRetries(() =>
      rest.post(Routes.webhook(applicationId, token), { body: alone, files, auth: false }),
    )
  }

  return {
    respondToSlash: (interaction: ChatInputCommandInteraction) =>
      respond(interaction, () => {
        const call = readSlash(interaction)
        return resolvePeople(call, bot().find(call)?.hints ?? {})
      }),

    respondToMenu: (interaction: Menu) =>
      respond(interaction, () => ({ command: 'place', args: { text: interaction.targetMessage.content } })),

    async respondToPress(interaction: Press): Promise<void> {
      const [chosen] = interaction.isStringSelectMenu() ? interaction.values : [interaction.customId]
      const pressed = await controlStore.readControl(
        stripIdSuffix(chosen ?? ''),
        toPersonId(interaction.user.id),
      )
      const { call, place } = pressed ?? {}
      if (call?.command !== formCommand) return respond(interaction, () => call, { place })
      const formState = await controlStore.readForm(call)
      return formState === undefined ? refuse(interaction, formExpired) : showForm(interaction, formState)
    },

    async respondToSubmit(interaction: ModalSubmitInteraction): Promise<void> {
      const { call } =
        (await controlStore.readControl(interaction.customId, toPersonId(interaction.user.id))) ?? {}
      const formState = call?.command === formCommand ? await controlStore.readForm(call) : undefined
      if (formState === undefined) return refuse(interaction, formExpired)
      const submitted = fillForm(formState, interaction)
      return respond(interaction, () => toCall(submitted.form), { submitted, place: submitted.place })
    },

    async suggest(interaction: AutocompleteInteraction): Promise<void> {
      const { name, value } = interaction.options.getFocused(true)
      const found = await Promise.race([
        findSuggestions(interaction, name, value),
        setTimeout(maxSuggestMs, []),
      ])
      const fitting = found.filter((one) => one.value.length <= limits.suggestionValue)
      await interaction.respond(
        fitting
          .slice(0, limits.suggestions)
          .map((one) => ({ name: one.label.slice(0, limits.suggestionName), value: one.value })),
      )
    },

    /** Says that it went wrong, to whoever asked alone. @param reference What the operator searches the logs for. */
    async replyWithFault(interaction: Interaction, reference: string): Promise<void> {
      if (!isDiscordInteraction(interaction)) return
      const view = apologyView(reference)
      const isForEveryone = interaction.deferred && interaction.ephemeral !== true
      if (interaction.deferred || (await acknowledge(interaction, 'caller')))
        await sendPrivately(interaction, isForEveryone ? 'everyone' : 'caller', view)
    },
  }

  /** Nothing where the bot can't work; whoever sends it all the same is told why. */
  async function findSuggestions(interaction: AutocompleteInteraction, name: string, typed: string) {
    if (interaction.guildId !== null && interaction.guild === null) return []
    return bot().suggest(readSlash(interaction), name, typed, readCaller(interaction))
  }
}

const formExpired = refusalOf(
  new UserError('This form is more than a day old.', 'Open it again; nothing was recorded.'),
)

const isDiscordInteraction = (interaction: Interaction): interaction is DiscordInteraction =>
  interaction.isChatInputCommand() ||
  interaction.isMessageContextMenuCommand() ||
  interaction.isButton() ||
  interaction.isStringSelectMenu() ||
  interaction.isModalSubmit()

function isOnPrivateNote(interaction: DiscordInteraction): interaction is Press {
  const isFromMessage =
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
  return isFromMessage && interaction.message.flags.has(MessageFlags.Ephemeral)
}

const withButtons = (view: View, buttons: readonly Button[]): View =>
  buttons.length === 0 ? view : { ...view, parts: [...view.parts, { kind: 'buttons', buttons }] }
