import { ApplicationFlags, DiscordAPIError, REST, RequestMethod, type ResponseLike, Routes } from 'discord.js'
import { z } from 'zod'
import { type Finding, fault, fine, note } from '../../../src/bot/finding.ts'
import type { CheckDeps } from '../../../src/bot/platform.ts'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { compareClocks } from '../../shared/compare-clocks.ts'
import { tokenRejected } from '../client/errors.ts'
import { inviteUrlOf } from '../client/permissions.ts'
import { toRestOptions } from '../client/rest-options.ts'
import { checkChannels } from './check-channels.ts'
import { checkCommands } from './check-commands.ts'
import type { DiscordSettings } from './settings.ts'

const Application = z.object({
  id: z.string(),
  flags: z.int().default(0),
  interactions_endpoint_url: z.string().nullish(),
  integration_types_config: z.record(z.string(), z.looseObject({}).nullish()).nullish(),
})
type Application = z.infer<typeof Application>

const Gateway = z.object({
  shards: z.int(),
  session_start_limit: z.object({ remaining: z.int(), reset_after: z.number() }),
})
const Servers = z.array(z.object({ id: z.string(), name: z.string() }))

/** Starts that should be left to a bot today: each shard's connection uses one. */
const fewStarts = 50
const portal = 'https://discord.com/developers/applications'

/** Looks at the bot from Discord's side, without changing anything. */
export async function checkDiscord(
  settings: DiscordSettings & { readonly DISCORD_TOKEN: string },
  { commands, channels, now }: CheckDeps,
): Promise<readonly Finding[]> {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: api } = settings
  const rest = new REST({ ...toRestOptions(api), retries: 0, timeout: 10_000 }).setToken(token)
  let answer: ResponseLike
  try {
    answer = await rest.queueRequest({
      method: RequestMethod.Get,
      fullRoute: Routes.currentApplication(),
    })
  } catch (problem) {
    return [problem instanceof DiscordAPIError && problem.status === 401 ? tokenRefused() : unreachable(api)]
  }
  const date = Date.parse(answer.headers.get('date') ?? '')
  const application = Application.parse(await answer.json())
  const servers = Servers.parse(await rest.get(Routes.userGuilds()))
  return [
    fine('Discord token', 'Discord accepts it.'),
    ...compareClocks('Discord', date, now()),
    ...checkApplication(application, settings),
    ...checkSessions(Gateway.parse(await rest.get(Routes.gatewayBot())), settings),
    ...checkServers(servers, application, settings),
    ...(await checkCommands(rest, { application: application.id, settings, commands })),
    ...(await checkChannels(rest, application.id, channels)),
  ]
}

const tokenRefused = (): Finding =>
  fault({
    about: 'Discord token',
    what: 'Discord rejected DISCORD_TOKEN.',
    why: 'Cruxgrid can’t start with it.',
    fix: toPlainText(tokenRejected().remedy),
  })

const unreachable = (api: string): Finding =>
  fault({
    about: 'Discord',
    what: `Nothing of Discord answers at ${new URL(api).origin}.`,
    why: 'Nobody can use Cruxgrid there.',
    fix: 'Let this machine connect to it, and take DISCORD_API_URL out of .env unless you have a proxy for it. If both are right, Discord is down: https://discordstatus.com.',
  })

function checkApplication(
  { flags, interactions_endpoint_url: endpoint, integration_types_config: installs }: Application,
  { DISCORD_MEMBERS_INTENT: needsMembers }: DiscordSettings,
): readonly Finding[] {
  const mayListMembers = ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited
  const isIntentMissing = needsMembers && (flags & mayListMembers) === 0
  const kinds = Object.values(installs ?? {}).filter((kind) => kind !== null && kind !== undefined)
  return [
    isIntentMissing
      ? fault({
          about: 'Discord intents',
          what: 'DISCORD_MEMBERS_INTENT is true, but the Server Members Intent is off.',
          why: 'Discord refuses the connection, and Cruxgrid doesn’t start.',
          fix: `Tick “Server Members Intent” on the Bot page of your application (${portal}), or take DISCORD_MEMBERS_INTENT out of .env.`,
        })
      : fine('Discord intents', 'Discord grants those that are used.'),
    endpoint === undefined || endpoint === null
      ? fine('Discord interactions', 'They come over the connection.')
      : fault({
          about: 'Discord interactions',
          what: 'The application has an Interactions Endpoint URL.',
          why: 'Discord sends presses and commands there, and Cruxgrid gets none.',
          fix: `Empty “Interactions Endpoint URL” on the General Information page of your application: ${portal}.`,
        }),
    kinds.length >= 2
      ? fine('Discord installs', 'Cruxgrid can be added to servers and to people’s accounts.')
      : fault({
          about: 'Discord installs',
          what: 'The application can’t be added both to servers and to people’s accounts.',
          why: 'The invite link, or /explain outside of servers, doesn’t work.',
          fix: 'npm run register allows both.',
        }),
  ]
}

function checkSessions(
  { shards, session_start_limit: { remaining, reset_after } }: z.infer<typeof Gateway>,
  { DISCORD_SHARDS: { count } }: DiscordSettings,
): readonly Finding[] {
  const hours = Math.max(1, Math.round(reset_after / 3_600_000))
  return [
    remaining < fewStarts
      ? fault({
          about: 'Discord connections',
          what: `Discord allows only ${remaining} more of them in the next ${hours} h.`,
          why: 'Without any left, Discord resets the token. Something starts Cruxgrid again and again.',
          fix: 'Stop it, and look into its log for why it ends.',
        })
      : fine('Discord connections', `${remaining} more are allowed today.`),
    count !== undefined && count < shards
      ? fault({
          about: 'Discord shards',
          what: `DISCORD_SHARDS says ${count}, and Discord recommends ${shards}.`,
          why: 'Discord refuses a connection that has to serve more than 2,500 servers.',
          fix: `Set DISCORD_SHARDS=auto, or to a total of ${shards}.`,
        })
      : fine('Discord shards', 'They are enough.'),
  ]
}

function checkServers(
  servers: z.infer<typeof Servers>,
  { id }: Application,
  { DISCORD_GUILD_ID: named }: DiscordSettings,
): readonly Finding[] {
  if (named !== undefined && !servers.some((server) => server.id === named))
    return [
      fault({
        about: 'Discord servers',
        what: 'Cruxgrid isn’t in the server that DISCORD_GUILD_ID names.',
        why: 'Its commands can’t be registered there, and nowhere else.',
        fix: `Add it with ${inviteUrlOf(id)}, or correct DISCORD_GUILD_ID.`,
      }),
    ]
  if (servers.length > 0) return [fine('Discord servers', `Cruxgrid is in ${servers.length}.`)]
  return [
    note({
      about: 'Discord servers',
      what: 'Cruxgrid isn’t in any server yet.',
      why: 'Nobody can use it there.',
      fix: `Add it with ${inviteUrlOf(id)}.`,
    }),
  ]
}
