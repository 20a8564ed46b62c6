import { Client, Events, GatewayDispatchEvents, type Interaction, type Message } from 'discord.js'
import { pino } from 'pino'
import { toClientOptions } from '../../adapters/discord/client/client-options.ts'
import { skipUnreadableEvents } from '../../adapters/discord/client/unreadable-events.ts'
import { fillForm } from '../../adapters/discord/handling/form.ts'
import { isOnPrivateNote, isOnPublicMessage } from '../../adapters/discord/handling/interaction.ts'
import { createMenuMessages, type MenuMessages } from '../../adapters/discord/handling/menu-messages.ts'
import { readCaller, readMessage, readSlash } from '../../adapters/discord/handling/read.ts'
import { registerCommands } from '../../adapters/discord/setup/register.ts'
import { readSettings } from '../../adapters/discord/setup/settings.ts'
import type { PendingForm } from '../../adapters/shared/pending-form.ts'
import { loadCommands } from '../../commands/index.ts'
import { PersonId } from '../../src/chat/caller.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { startDiscord } from '../platforms/discord/loopback.ts'
import { applicationId, token } from '../platforms/discord/world.ts'

/** An event of the gateway. */
export type Told = readonly [type: string, data: Readonly<Record<string, unknown>>]

/** The form that was open when one was sent. */
const openForm: PendingForm = {
  form: {
    kind: 'form',
    title: 'Start a poll',
    submit: { command: 'poll', args: {} },
    fields: [
      { name: 'paper', hint: { kind: 'text', label: 'Paper', required: true } },
      {
        name: 'visibility',
        hint: { kind: 'choice', label: 'Votes', required: false, values: { names: 'Names' } },
      },
      { name: 'expect', hint: { kind: 'people', label: 'Expected', required: false, takesGroups: true } },
    ],
  },
  step: 0,
  person: PersonId.parse('discord:400000000000000001'),
}

function readInteraction(interaction: Interaction, menuMessages: MenuMessages): object {
  if (interaction.isAutocomplete())
    return {
      caller: readCaller(interaction, readSlash(interaction)),
      call: readSlash(interaction),
      focused: interaction.options.getFocused(true).name,
    }
  if (interaction.isChatInputCommand()) {
    const call = readSlash(interaction)
    return { caller: readCaller(interaction, call), call }
  }
  const caller = readCaller(interaction, { command: 'explain', args: {} })
  if (interaction.isMessageContextMenuCommand()) return { caller, ...menuMessages.take(interaction.id) }
  if (interaction.isModalSubmit())
    return {
      caller,
      control: interaction.customId,
      filled: fillForm(openForm, interaction).form.fields.map(({ value }) => value),
    }
  if (interaction.isButton() || interaction.isStringSelectMenu())
    return {
      caller,
      control: interaction.isButton() ? interaction.customId : interaction.values[0],
      isPublic: isOnPublicMessage(interaction),
      isPrivate: isOnPrivateNote(interaction),
    }
  return {}
}

const readAs = (read: () => object): object => {
  try {
    return read()
  } catch (fault) {
    if (fault instanceof UserError) return { refused: fault.message }
    return { fault }
  }
}

/** What Cruxgrid reads of events that come to discord.js over the gateway. */
export async function openPayloadReader() {
  const discord = await startDiscord()
  const settings = { DISCORD_API_URL: discord.api, DISCORD_SHARDS: {}, DISCORD_MEMBERS_INTENT: false }
  const client = new Client(toClientOptions(settings))
  // The entries of a message's menu are there once they are registered.
  const { api } = discord
  await registerCommands(readSettings({ DISCORD_TOKEN: token, DISCORD_API_URL: api }), await loadCommands())
  const menuMessages = createMenuMessages()
  client.ws.on(GatewayDispatchEvents.InteractionCreate, menuMessages.note)
  const readings: object[][] = [[]]
  const waiting: (() => void)[] = []
  const log = pino({}, { write: (line: string) => void readings.at(-1)?.push({ unreadable: line }) })
  skipUnreadableEvents(client, log)
  client.on(Events.InteractionCreate, (interaction) => {
    readings.at(-1)?.push(readAs(() => readInteraction(interaction, menuMessages)))
  })
  client.on(Events.MessageCreate, (message: Message) => {
    if (message.content !== endMark)
      return readings.at(-1)?.push(readAs(() => readMessage(message, applicationId)))
    readings.push([])
    for (const check of waiting.splice(0)) check()
  })
  await client.login(token)
  await new Promise<void>((resolve) =>
    client.isReady() ? resolve() : client.once(Events.ClientReady, () => resolve()),
  )

  return {
    discord,
    /** What each of them is read as; nothing for what isn't told on. */
    async read(told: readonly Told[]): Promise<readonly (object | undefined)[]> {
      const from = readings.length - 1
      for (const [type, data] of told) {
        discord.gateway.send(type, data)
        discord.people.write(discord.cleo, endMark, mailbox)
      }
      while (readings.length <= from + told.length)
        await new Promise<void>((resolve) => waiting.push(resolve))
      return readings.slice(from, -1).map(([reading]) => reading)
    },
    async [Symbol.asyncDispose]() {
      await client.destroy()
      await discord.close()
    },
  }
}

/** What is written after each event. */
const endMark = 'That was it.'
const mailbox = '500000000000000001'

export type PayloadReader = Awaited<ReturnType<typeof openPayloadReader>>
