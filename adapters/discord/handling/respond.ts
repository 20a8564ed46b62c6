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
import { isAcknowledged, isTooLate, persistently } from '../client/faults.ts'
import { demandPermissions } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import { limits } from '../format/limits.ts'
import type { Payloads } from '../format/payloads.ts'
import { withoutNumber } from '../format/write.ts'
import { filledIn, hasNext, toModal } from './form.ts'
import { personId, readCaller, readSlash, withPeople } from './read.ts'

interface Needs {
  readonly rest: REST
  readonly bot: () => Bot
  readonly aside: ControlStore
  readonly log: Logger
  readonly payloads: Payloads
}

type Menu = MessageContextMenuCommandInteraction
type Press = ButtonInteraction | StringSelectMenuInteraction
type Asked = ChatInputCommandInteraction | Menu | Press | ModalSubmitInteraction

const Sent = z.object({ id: z.string() })

/** Autocompletion has 3 s, on the way there and back too. */
const suggestMs = 2000

/** What comes in, each as one straight line: read, acknowledge, let the bot handle it, send. */
export function createResponder({ rest, bot, aside, log, payloads }: Needs) {
  const { payloadOf, follow } = payloads

  /** @param filled The form that was sent, for what remains to be asked or mended. */
  async function respond(
    interaction: Asked,
    read: () => Call | undefined,
    { filled, place }: { readonly filled?: PendingForm; readonly place?: Place | undefined } = {},
  ): Promise<void> {
    const asked = readable(interaction, read, place)
    if ('refusal' in asked) return refuse(interaction, asked.refusal)
    const { call, caller, audience } = asked
    if (audience === 'form') return openForm(interaction, await bot().handle(call, caller), place)
    if (!(await acknowledge(interaction, audience))) return
    await deliver(interaction, audience, await bot().handle(call, caller), caller, filled, place)
  }

  type Readable = { call: Call; caller: Caller; audience: Audience } | { refusal: Refusal }

  function readable(interaction: Asked, read: () => Call | undefined, place: Place | undefined): Readable {
    try {
      const here = readCaller(interaction)
      // What somebody may do elsewhere can't be seen from here.
      const caller: Caller = place === undefined ? here : { ...here, place, rank: 'member' }
      const call = read() ?? { command: 'unknown', args: {} }
      const audience = bot().audienceOf(call)
      if (audience === 'everyone' && interaction.inGuild())
        demandPermissions(interaction.appPermissions, caller.place.thread !== undefined)
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
  async function acknowledge(interaction: Asked, audience: Audience): Promise<boolean> {
    try {
      await persistently(() => {
        if (audience === 'everyone') return interaction.deferReply()
        if (isOnPrivateNote(interaction)) return interaction.deferUpdate()
        return interaction.deferReply({ flags: MessageFlags.Ephemeral })
      }, 1)
      return true
    } catch (fault) {
      if (isAcknowledged(fault)) return true
      if (!isTooLate(fault)) throw fault
      log.warn({ fault }, 'an interaction could not be acknowledged in time')
      return false
    }
  }

  async function deliver(
    interaction: Asked,
    audience: Audience,
    answer: Answer,
    caller: Caller,
    filled: PendingForm | undefined,
    place: Place | undefined,
  ): Promise<void> {
    /** What can be pressed next is about the same place. */
    const meant = place && { person: caller.person.id, place }
    switch (answer.kind) {
      case 'shown': {
        const next = filled !== undefined && hasNext(filled) ? [await nextStep(filled)] : []
        const { id } = await sendReply(interaction, withButtons(answer.view, next), meant)
        if (answer.board !== undefined) await bot().onPosted(answer.board, { place: caller.place, id })
        return
      }
      case 'refusal': {
        const again = filled === undefined ? [] : [await mending(filled)]
        return say(interaction, audience, refusalView(answer, again), meant)
      }
      case 'form':
        throw new Error('A form was answered where something to see was promised')
    }
  }

  /** Says something to whoever asked alone, whomever the answer was promised to. */
  async function say(interaction: Asked, audience: Audience, view: View, meant?: Addressee): Promise<void> {
    if (audience !== 'everyone') return void (await sendReply(interaction, view, meant))
    // The first message after a deferral would take its place, for everyone to see.
    await persistently(() => interaction.deleteReply())
    return sendAlone(interaction, view, meant)
  }

  const nextStep = async ({ form, step, place }: PendingForm): Promise<Button> => ({
    label: 'More questions…',
    style: 'primary',
    call: await aside.saveForm({ form, step: step + 1, place }),
  })

  const mending = async (filled: PendingForm): Promise<Button> => ({
    label: 'Mend it…',
    style: 'primary',
    call: await aside.saveForm(filled),
  })

  async function openForm(interaction: Asked, answer: Answer, place: Place | undefined): Promise<void> {
    if (answer.kind === 'refusal') return refuse(interaction, answer)
    if (answer.kind === 'form') return showForm(interaction, { form: answer, step: 0, place })
    throw new Error('Something to see was answered where a form was promised')
  }

  async function showForm(interaction: Asked, asking: PendingForm): Promise<void> {
    if (interaction.isModalSubmit()) throw new Error('A form can’t follow a form without a press between')
    await interaction.showModal(toModal(asking, encodeCall(await aside.saveForm(asking))))
  }

  /** To whoever asked alone, as the first word. */
  async function refuse(interaction: Asked, refusal: Refusal): Promise<void> {
    if (await acknowledge(interaction, 'caller')) await sendReply(interaction, refusalView(refusal))
  }

  async function sendReply(
    { applicationId, token }: Asked,
    view: View,
    meant?: Addressee,
  ): Promise<{ id: string }> {
    const edit = (payload: Payload) =>
      rest.patch(Routes.webhookMessage(applicationId, token), { ...payload, auth: false })
    const { payload, isWhole } = await payloadOf(view, meant)
    const sent = Sent.parse(await persistently(() => edit(payload)))
    if (!isWhole) follow(view, edit, meant)
    return sent
  }

  async function sendAlone({ applicationId, token }: Asked, view: View, meant?: Addressee): Promise<void> {
    const { body, files } = (await payloadOf(view, meant)).payload
    const alone = { ...body, flags: (body.flags ?? 0) | MessageFlags.Ephemeral }
    await persistently(() =>
      rest.post(Routes.webhook(applicationId, token), { body: alone, files, auth: false }),
    )
  }

  return {
    slash: (interaction: ChatInputCommandInteraction) =>
      respond(interaction, () => {
        const call = readSlash(interaction)
        return withPeople(call, bot().find(call)?.hints ?? {})
      }),

    menu: (interaction: Menu) =>
      respond(interaction, () => ({ command: 'place', args: { text: interaction.targetMessage.content } })),

    async press(interaction: Press): Promise<void> {
      const [chosen] = interaction.isStringSelectMenu() ? interaction.values : [interaction.customId]
      const pressed = await aside.readControl(withoutNumber(chosen ?? ''), personId(interaction.user.id))
      const { call, place } = pressed ?? {}
      if (call?.command !== formCommand) return respond(interaction, () => call, { place })
      const asking = await aside.readForm(call)
      return asking === undefined ? refuse(interaction, formIsOver) : showForm(interaction, asking)
    },

    async submit(interaction: ModalSubmitInteraction): Promise<void> {
      const { call } = (await aside.readControl(interaction.customId, personId(interaction.user.id))) ?? {}
      const asking = call?.command === formCommand ? await aside.readForm(call) : undefined
      if (asking === undefined) return refuse(interaction, formIsOver)
      const filled = filledIn(asking, interaction)
      return respond(interaction, () => toCall(filled.form), { filled, place: filled.place })
    },

    async suggest(interaction: AutocompleteInteraction): Promise<void> {
      const { name, value } = interaction.options.getFocused(true)
      const found = await Promise.race([suggestions(interaction, name, value), setTimeout(suggestMs, [])])
      const fitting = found.filter((one) => one.value.length <= limits.suggestionValue)
      await interaction.respond(
        fitting
          .slice(0, limits.suggestions)
          .map((one) => ({ name: one.label.slice(0, limits.suggestionName), value: one.value })),
      )
    },

    /** Says that it went wrong, to whoever asked alone. @param reference What the operator searches the logs for. */
    async apologise(interaction: Interaction, reference: string): Promise<void> {
      if (!isAsked(interaction)) return
      const view = apologyView(reference)
      const isForAll = interaction.deferred && interaction.ephemeral !== true
      if (interaction.deferred || (await acknowledge(interaction, 'caller')))
        await say(interaction, isForAll ? 'everyone' : 'caller', view)
    },
  }

  /** Nothing where the bot can't work; whoever sends it all the same is told why. */
  async function suggestions(interaction: AutocompleteInteraction, name: string, typed: string) {
    if (interaction.guildId !== null && interaction.guild === null) return []
    return bot().suggest(readSlash(interaction), name, typed, readCaller(interaction))
  }
}

const formIsOver = refusalOf(
  new UserError('This form is more than a day old.', 'Open it again; nothing was recorded.'),
)

const isAsked = (interaction: Interaction): interaction is Asked =>
  interaction.isChatInputCommand() ||
  interaction.isMessageContextMenuCommand() ||
  interaction.isButton() ||
  interaction.isStringSelectMenu() ||
  interaction.isModalSubmit()

function isOnPrivateNote(interaction: Asked): interaction is Press {
  const isFromMessage =
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
  return isFromMessage && interaction.message.flags.has(MessageFlags.Ephemeral)
}

const withButtons = (view: View, buttons: readonly Button[]): View =>
  buttons.length === 0 ? view : { ...view, parts: [...view.parts, { kind: 'buttons', buttons }] }
