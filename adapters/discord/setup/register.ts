import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js'
import { z } from 'zod'
import type { Command } from '../../../src/bot/command.ts'
import type { Hint } from '../../../src/chat/option.ts'
import { counted } from '../../../src/chat/text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import type { DiscordSettings } from './settings.ts'

type ApplicationCommand = RESTPutAPIApplicationCommandsJSONBody[number]
type Option = NonNullable<Extract<ApplicationCommand, { description: string }>['options']>[number]

const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
}

/** The application commands: `/grid`, with a subcommand per command that can be typed, and the message menu's entry. */
function toApplicationCommands(commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody {
  // On Discord, permissions alone say who manages a channel.
  const typedCommands = commands.filter(
    ({ examples, namesManagers }) => examples.length > 0 && namesManagers !== true,
  )
  const groupNames = new Set(typedCommands.filter(({ name }) => name.includes(' ')).map(groupOf))
  const isGrouped = (command: Command): boolean => groupNames.has(groupOf(command))
  const single = typedCommands.filter((command) => !isGrouped(command))
  const groups = Object.entries(Object.groupBy(typedCommands.filter(isGrouped), groupOf))
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: 'grid',
      description: labels.grid,
      ...everywhere,
      options: [
        ...single.map((command) => toSubcommand(command, command.name)),
        ...groups.map(
          ([name, members = []]): Option => ({
            type: ApplicationCommandOptionType.SubcommandGroup,
            name,
            description: truncate(members.map(memberName).join(', '), limits.commandDescription),
            options: members.map((command) => toSubcommand(command, memberName(command))),
          }),
        ),
      ],
    },
    {
      type: ApplicationCommandType.Message,
      name: labels.placeThisPaper,
      ...everywhere,
      contexts: [InteractionContextType.Guild],
    },
  ]
}

const groupOf = ({ name }: Command): string => name.split(' ')[0] ?? name

/** A command of its group's name, such as `settings` beside `settings audit`, needs another one in it. */
const memberName = ({ name }: Command): string => name.split(' ')[1] ?? labels.groupAlone

function toSubcommand({ summary, hints, suggest }: Command, name: string) {
  const options = Object.entries(hints).map(([option, hint]) =>
    toOption(option, hint, suggest?.[option] !== undefined),
  )
  return {
    type: ApplicationCommandOptionType.Subcommand as const,
    name,
    description: truncate(summary, limits.commandDescription),
    options: options.toSorted((a, b) => Number(b.required) - Number(a.required)),
  }
}

function toOption(name: string, { kind, label, required, values = {}, limit }: Hint, isSuggested: boolean) {
  const base = { name, description: truncate(label, limits.optionDescription), required }
  if (kind === 'flag') return { ...base, type: ApplicationCommandOptionType.Boolean as const }
  const text = { ...base, type: ApplicationCommandOptionType.String as const }
  if (kind === 'choice')
    return { ...text, choices: Object.entries(values).map(([value, name]) => ({ name, value })) }
  return {
    ...text,
    ...(limit !== undefined && { max_length: Math.min(limit, limits.optionLength) }),
    ...(kind === 'text' && isSuggested && { autocomplete: true as const }),
  }
}

const Application = z.object({ id: z.string() })

/** Registers the commands with Discord and replaces the earlier ones. @returns A sentence that says how many there are, and where. */
export async function registerCommands(
  settings: DiscordSettings,
  commands: readonly Command[],
): Promise<string> {
  const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api, DISCORD_GUILD_ID: server } = settings
  const rest = new REST({ api, version: '10' }).setToken(token)
  const { id } = Application.parse(await rest.get(Routes.currentApplication()))
  const body = toApplicationCommands(commands)
  const route =
    server === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, server)
  await rest.put(route, { body })
  return `Registered ${counted(body.length, 'command')} for ${server === undefined ? 'every server' : `server ${server}`}.`
}
