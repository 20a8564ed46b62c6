import { type ClientOptions, GatewayIntentBits, Options, Partials } from 'discord.js'
import { toRestOptions } from './rest-options.ts'

interface Settings {
  readonly DISCORD_API_URL: string
  readonly DISCORD_SHARDS: { readonly ids?: readonly number[]; readonly count?: number }
  readonly DISCORD_MEMBERS_INTENT: boolean
}

/**
 * How discord.js connects and what it caches. The content of messages that mention the bot arrives without the
 * privileged intent for all content.
 */
export function toClientOptions({
  DISCORD_API_URL: api,
  DISCORD_SHARDS: { ids, count },
  DISCORD_MEMBERS_INTENT: mayListMembers,
}: Settings): ClientOptions {
  const { Guilds, GuildMessages, DirectMessages, GuildMembers, GuildScheduledEvents } = GatewayIntentBits
  const shards = ids ?? Array.from({ length: count ?? 0 }, (_, id) => id)
  return {
    intents: [
      ...[Guilds, GuildMessages, DirectMessages, GuildScheduledEvents],
      ...(mayListMembers ? [GuildMembers] : []),
    ],
    partials: [Partials.Channel],
    rest: toRestOptions(api),
    allowedMentions: { parse: [], repliedUser: false },
    shards: shards.length > 0 ? [...shards] : 'auto',
    ...(count !== undefined && { shardCount: count }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user.id },
      ReactionManager: 0,
      // Never read: only channels, roles and members are.
      AutoModerationRuleManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      StageInstanceManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
    }),
  }
}
