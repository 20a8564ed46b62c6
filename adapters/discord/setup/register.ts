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
import { withOptionsOf } from '../../../src/bot/offered-by.ts'
import type { Hint } from '../../../src/chat/option.ts'
import { capitalise, counted, listed } from '../../../src/chat/text.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { invitePermissions } from '../client/permissions.ts'
import { toRestOptions } from '../client/rest-options.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import type { DiscordSettings } from './settings.ts'

type ApplicationCommand = RESTPutAPIApplicationCommandsJSONBody[number]
type Option = NonNullable<Extract<ApplicationCommand, { description: string }>['options']>[number]

const { GuildInstall, UserInstall } = ApplicationIntegrationType
const { Guild, BotDM, PrivateChannel } = InteractionContextType

/** Where what was added to a server can be used. */
const withServers = { integration_types: [GuildInstall], contexts: [Guild, BotDM] }
/** Where what people added to their account can be used, too. */
const withPeople = {
  integration_types: [GuildInstall, UserInstall],
  contexts: [Guild, BotDM, PrivateChannel],
}

/** The application commands: `/grid`, with a subcommand per command that can be typed, and the message menu's entry. */
function toServerCommands(commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody {
  // On Discord, permissions alone say who manages a channel; and `reading list` is what `reading` is elsewhere.
  const hasPages = commands.some(({ needsPages }) => needsPages)
  const typedCommands = commands
    .filter(
      ({ name, examples, namesManagers }) =>
        examples.length > 0 && namesManagers !== true && name !== 'reading',
    )
    .map((command) => withOptionsOf(command, ['labels', ...(hasPages ? ['pages' as const] : [])]))
  const groupNames = new Set(typedCommands.filter(({ name }) => name.includes(' ')).map(groupOf))
  const isGrouped = (command: Command): boolean => groupNames.has(groupOf(command))
  const single = typedCommands.filter((command) => !isGrouped(command))
  const groups = Object.entries(Object.groupBy(typedCommands.filter(isGrouped), groupOf))
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: 'grid',
      description: labels.grid,
      options: [
        ...single.map((command) => toSubcommand(command, command.name)),
        ...groups.map(
          ([name, members = []]): Option => ({
            type: ApplicationCommandOptionType.SubcommandGroup,
            name,
            // Shown nowhere, but it counts: a command has at most 8,000 characters.
            description: name,
            options: members.map((command) => toSubcommand(command, memberName(command))),
          }),
        ),
      ],
    },
    { type: ApplicationCommandType.Message, name: labels.placeThisPaper },
  ]
}

/** `/explain`, for people who add the bot to their account: contexts belong to a whole command, not to a subcommand. */
function toOwnCommands(commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody {
  return commands
    .filter(({ name }) => name === labels.explain)
    .map(({ name, summary, hints, suggest }) => ({
      type: ApplicationCommandType.ChatInput,
      name,
      description: truncate(summary, limits.commandDescription),
      ...withPeople,
      options: Object.entries(hints)
        .filter(([option]) => option === 'topic')
        .map(([option, hint]) => toOption(option, hint, suggest?.[option] !== undefined)),
    }))
}

/** The commands for every server: contexts work on these only. */
const toGlobalCommands = (commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody => [
  ...toServerCommands(commands).map((command) => ({ ...command, ...withServers })),
  ...toOwnCommands(commands),
]

/** The commands that this version registers; for one server only, if the settings name one. */
export const toRegistered = (
  { DISCORD_GUILD_ID: server }: Pick<DiscordSettings, 'DISCORD_GUILD_ID'>,
  commands: readonly Command[],
): RESTPutAPIApplicationCommandsJSONBody =>
  server === undefined ? toGlobalCommands(commands) : toServerCommands(commands)

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

function toOption(name: string, hint: Hint, isSuggested: boolean) {
  const { kind, required, values = {}, limit } = hint
  const base = { name, description: truncate(describe(name, hint), limits.optionDescription), required }
  if (kind === 'flag') return { ...base, type: ApplicationCommandOptionType.Boolean as const }
  if (kind === 'people' && hint.isList !== true) {
    return hint.takesGroups === true
      ? { ...base, type: ApplicationCommandOptionType.Mentionable as const }
      : { ...base, type: ApplicationCommandOptionType.User as const }
  }
  const text = { ...base, type: ApplicationCommandOptionType.String as const }
  if (kind === 'choice') {
    const choices = Object.entries(values).map(([value, name]) => ({ name, value }))
    return choices.map(({ name, value }) => name + value).join('').length > limits.choiceTexts
      ? { ...text, autocomplete: true as const }
      : { ...text, choices }
  }
  return {
    ...text,
    ...(limit !== undefined && { max_length: Math.min(limit, limits.optionLength) }),
    ...(kind === 'text' && isSuggested && { autocomplete: true as const }),
  }
}

/** Discord shows an option's name beside its description, so a label that begins with the name is the hint alone. */
function describe(name: string, { label }: Hint): string {
  const [title = '', ...hint] = label.split(': ')
  const isNamed = hint.length > 0 && title.toLowerCase() === name.replaceAll('-', ' ')
  return isNamed ? capitalise(hint.join(': ')) : label
}

const Installs = z.record(z.string(), z.looseObject({}).nullish())
const Application = z.object({ id: z.string(), integration_types_config: Installs.nullish() })

/** The scopes and permissions that an install requests, by its kind. */
const installs = {
  [GuildInstall]: {
    oauth2_install_params: {
      scopes: ['bot', 'applications.commands'],
      permissions: String(invitePermissions),
    },
  },
  [UserInstall]: { oauth2_install_params: { scopes: ['applications.commands'], permissions: '0' } },
}

/**
 * Registers the commands with Discord and replaces the earlier ones, and lets the application be added to servers and to
 * people's accounts.
 *
 * @returns Sentences that say what was done.
 */
export async function registerCommands(
  settings: DiscordSettings,
  commands: readonly Command[],
): Promise<string> {
  const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api, DISCORD_GUILD_ID: server } = settings
  const rest = new REST(toRestOptions(api)).setToken(token)
  const application = Application.parse(await rest.get(Routes.currentApplication()))
  const { id } = application
  const allowed = await allowInstalls(rest, application)
  const body = toRegistered(settings, commands)
  const route =
    server === undefined ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, server)
  await rest.put(route, { body })
  const where = server === undefined ? 'every server' : `server ${server}`
  return [`Registered ${counted(body.length, 'command')} for ${where}.`, ...allowed].join(' ')
}

/** Allows the kinds of install that the application doesn't allow yet; changes nothing else. @returns what was allowed. */
async function allowInstalls(
  rest: REST,
  { integration_types_config }: z.infer<typeof Application>,
): Promise<readonly string[]> {
  const known = integration_types_config ?? {}
  const missing = [GuildInstall, UserInstall].filter((type) => (known[type] ?? undefined) === undefined)
  if (missing.length === 0) return []
  const kept = Object.entries(known).filter(([, config]) => config !== null && config !== undefined)
  const config = { ...installs, ...Object.fromEntries(kept) }
  await rest.patch(Routes.currentApplication(), { body: { integration_types_config: config } })
  const names = missing.map((type) => (type === GuildInstall ? 'to servers' : "to people's accounts"))
  return [`The application can now be added ${listed(names)}.`]
}
