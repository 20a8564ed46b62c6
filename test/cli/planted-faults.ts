import { randomBytes } from 'node:crypto'
import { chmod, copyFile, utimes, writeFile } from 'node:fs/promises'
import { PermissionFlagsBits } from 'discord.js'
import { registerCommands } from '../../adapters/discord/setup/register.ts'
import { readSettings } from '../../adapters/discord/setup/settings.ts'
import { openSource } from '../../src/store/moving/database.ts'
import { openWrappedKeys } from '../../src/store/wrapped-keys.ts'
import { guildId } from '../platforms/discord/world.ts'
import type { Installation } from './open-installation.ts'

/** Every way in which an installation is set up wrongly here, and the words of the line that says so and how to fix it. */
export const planted: readonly (readonly [
  name: string,
  plant: (house: Installation) => unknown,
  about: RegExp,
  fix: RegExp,
])[] = [
  [
    'a value of the wrong form',
    ({ asked }) => Object.assign(asked.env, { LOG_LEVEL: 'loud' }),
    /Settings: LOG_LEVEL: expected trace/,
    /\.env\.example explains/,
  ],
  [
    'a variable with a typing error',
    ({ asked }) => writeFile(asked.deps.envFile, 'DISCORD_TOKN=x\n', { mode: 0o600 }),
    /DISCORD_TOKN is in .*there is no such variable/,
    /as \.env\.example does/,
  ],
  [
    'limits off in front of other people',
    ({ asked }) => Object.assign(asked.env, { LIMITS: 'off' }),
    /LIMITS can only be off without/,
    /Remove LIMITS/,
  ],
  [
    'settings that others can read',
    ({ asked }) => chmod(asked.deps.envFile, 0o644),
    /Other users of this machine can read .*\.env/,
    /chmod 600/,
  ],
  [
    'an old Node.js',
    ({ asked }) => setMachine(asked, { nodeVersion: '20.19.2' }),
    /This is 20\.19\.2, and Cruxgrid needs 24/,
    /npm ci brings it/,
  ],
  [
    'a weak secret',
    ({ asked }) => Object.assign(asked.env, { SLACK_STATE_SECRET: 'aaaaaaaaaaaaaaaaaaaa' }),
    /SLACK_STATE_SECRET can be guessed/,
    /npm run secret prints one/,
  ],
  [
    'a key of one byte',
    ({ asked }) => Object.assign(asked.env, { ANONYMITY_KEY: Buffer.alloc(32, 7).toString('base64') }),
    /ANONYMITY_KEY can be guessed/,
    /npm run keys -- new/,
  ],
  [
    'one key for two purposes',
    ({ asked }) => {
      const key = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7)).toString('base64')
      Object.assign(asked.env, { ANONYMITY_KEY: key, ENCRYPTION_KEY: key })
    },
    /ANONYMITY_KEY and ENCRYPTION_KEY are the same/,
    /npm run keys -- new/,
  ],
  [
    'a key that does not open the keys of anonymous polls',
    async ({ asked }) => {
      await storeWrappedKey(asked.env.DATABASE_URL ?? '', randomBytes(32))
      Object.assign(asked.env, { ANONYMITY_KEY: randomBytes(32).toString('base64') })
    },
    /Keys of anonymous polls: /,
    /ANONYMITY_KEY/,
  ],
  [
    'a disk that is almost full',
    ({ asked }) => setMachine(asked, { fileSystemOf: async () => ({ type: 0xef53, freeBytes: 9e6 }) }),
    /Only 8 MB are free/,
    /Free some space/,
  ],
  [
    'a database in memory',
    ({ asked }) => setMachine(asked, { fileSystemOf: async () => ({ type: 0x01021994, freeBytes: 50e9 }) }),
    /Durability: The database file is in memory/,
    /on a volume/,
  ],
  [
    'a database on a network drive',
    ({ asked }) => setMachine(asked, { fileSystemOf: async () => ({ type: 0x6969, freeBytes: 50e9 }) }),
    /on a network drive/,
    /or to PostgreSQL/,
  ],
  [
    'a file that is no database',
    ({ file }) => writeFile(file('cruxgrid.db'), 'not a database'.repeat(100)),
    /Database: The .*cruxgrid\.db is/,
    /Set DATABASE_URL|[Mm]ove/,
  ],
  [
    'keys that others can read',
    ({ file }) => writeFile(file('cruxgrid.keys'), '{"v":1,"keys":{}}', { mode: 0o644 }),
    /can read the key file/,
    /chmod 600/,
  ],
  [
    'no backup',
    ({ asked, file }) => Object.assign(asked.env, { BACKUP_FOLDER: file('nowhere') }),
    /Backups: There is none in/,
    /npm run backup/,
  ],
  [
    'an old backup',
    ({ file }) => age(file('backups/monday.jsonl'), 5),
    /The newest in .* is 5 days old/,
    /every day/,
  ],
  [
    'a damaged backup',
    ({ file }) => writeFile(file('backups/monday.jsonl'), '{"format":"cruxgrid-backup"'),
    /Backups: .*monday\.jsonl/,
    /Make another one/,
  ],
  [
    'a backup that was kept for too long',
    async ({ file }) => {
      await copyFile(file('backups/monday.jsonl'), file('backups/october.jsonl'))
      await chmod(file('backups/october.jsonl'), 0o600)
      await age(file('backups/october.jsonl'), 40)
    },
    /october\.jsonl is more than 30 days old/,
    /Delete it/,
  ],
  [
    'keys beside the backups',
    ({ file }) => writeFile(file('backups/cruxgrid.keys'), '{"v":1,"keys":{}}', { mode: 0o600 }),
    /cruxgrid\.keys is beside the backups/,
    /apart from backups/,
  ],
  [
    'a clock that is off',
    ({ asked }) => setMachine(asked, { now: () => Date.now() + 120_000 }),
    /Clock and Discord: This machine's clock is 1[12]\d s ahead/,
    /timedatectl set-ntp true/,
  ],
  [
    'a Discord token that was reset',
    ({ asked }) => Object.assign(asked.env, { DISCORD_TOKEN: 'MTAw.Gabcde.another' }),
    /Discord rejected DISCORD_TOKEN/,
    /new token on the Bot page/,
  ],
  [
    'a Discord that can’t be reached',
    ({ asked }) => Object.assign(asked.env, { DISCORD_API_URL: 'http://127.0.0.1:9/api' }),
    /Nothing of Discord answers/,
    /DISCORD_API_URL/,
  ],
  [
    'an intent that is off',
    ({ asked }) => Object.assign(asked.env, { DISCORD_MEMBERS_INTENT: 'true' }),
    /the Server Members Intent is off/,
    /Tick “Server Members Intent”/,
  ],
  [
    'interactions that go elsewhere',
    ({ discord }) => Object.assign(discord.world, { interactionsUrl: 'https://old.example.org' }),
    /has an Interactions Endpoint URL/,
    /Empty “Interactions Endpoint URL”/,
  ],
  [
    'an application that people can’t add to their accounts',
    ({ discord }) => Object.assign(discord.world.installs, { 1: null }),
    /can’t be added both to servers and/,
    /npm run register/,
  ],
  [
    'commands of another version',
    ({ asked }) => {
      const { deps } = asked
      asked.deps = {
        ...deps,
        commands: deps.commands.map((one) => (one.name === 'poll' ? { ...one, summary: 'Ask people' } : one)),
      }
    },
    /Discord commands: Discord has none of this version’s/,
    /npm run register/,
  ],
  [
    'commands that are shown twice',
    async ({ asked }) => {
      asked.env.DISCORD_GUILD_ID = guildId
      await registerCommands(readSettings(asked.env), asked.deps.commands)
    },
    /once more for the one of DISCORD_GUILD_ID/,
    /Take DISCORD_GUILD_ID out/,
  ],
  [
    'a server that the bot is not in',
    ({ asked }) => Object.assign(asked.env, { DISCORD_GUILD_ID: '100000000000000999' }),
    /isn’t in the server that DISCORD_GUILD_ID names/,
    /Add it with https:.* or correct DISCORD_GUILD_ID/,
  ],
  [
    'a permission that a channel lacks',
    ({ discord }) => {
      discord.world.own &= ~PermissionFlagsBits.AttachFiles
    },
    /Discord #[\w-]+ of .*: Cruxgrid lacks “Attach Files”/,
    /under Edit Channel → Permissions/,
  ],
  [
    'too few shards',
    ({ asked, discord }) => {
      asked.env.DISCORD_SHARDS = '1'
      discord.world.shards = 4
    },
    /DISCORD_SHARDS says 1, and Discord recommends 4/,
    /DISCORD_SHARDS=auto/,
  ],
  [
    'a bot that is started again and again',
    ({ discord }) => Object.assign(discord.world, { startsLeft: 3 }),
    /Discord allows only 3 more/,
    /look into its log/,
  ],
  [
    'a Slack that can’t be reached',
    ({ asked }) => Object.assign(asked.env, { SLACK_API_URL: 'http://127.0.0.1:9/api/' }),
    /Nothing of Slack answers/,
    /SLACK_API_URL|connect/,
  ],
  [
    'a Slack without a way to send anything here',
    ({ asked }) => {
      asked.env.SLACK_APP_TOKEN = ''
    },
    /Slack: SLACK_APP_TOKEN is missing/,
    /set it, or SLACK_SIGNING_SECRET/,
  ],
  [
    'requests over HTTP without an address',
    ({ asked }) =>
      Object.assign(asked.env, {
        ...{ SLACK_APP_TOKEN: '', PUBLIC_URL: '' },
        SLACK_SIGNING_SECRET: 'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6',
      }),
    /SLACK_SIGNING_SECRET is set without PUBLIC_URL/,
    /Set PUBLIC_URL to the https address/,
  ],
  [
    'a bot token that Slack took back',
    ({ asked }) => Object.assign(asked.env, { SLACK_BOT_TOKEN: 'xoxb-taken-back' }),
    /Slack rejected the bot token \(invalid_auth\)/,
    /copy the Bot User OAuth Token/,
  ],
  [
    'an app token that Slack took back',
    ({ asked }) => Object.assign(asked.env, { SLACK_APP_TOKEN: 'xapp-taken-back' }),
    /SLACK_APP_TOKEN: Slack rejected it/,
    /App-Level Tokens/,
  ],
  [
    'a scope that is missing',
    ({ slack }) => {
      slack.home.bot.scopes = slack.home.bot.scopes.filter((scope) => scope !== 'files:write')
    },
    /The token lacks files:write/,
    /Add files:write under OAuth & Permissions/,
  ],
  [
    'a channel that the bot was removed from',
    ({ slack }) => slack.home.general.members.delete(slack.home.bot.user),
    /Slack #general: Cruxgrid isn’t in this channel/,
    /Type \/invite @cruxgrid/,
  ],
  [
    'a manifest for other settings',
    ({ asked }) => Object.assign(asked.env, { SLACK_LINK_OFFERS: 'true' }),
    /manifest\.yaml is not the one for these settings/,
    /npm run register/,
  ],
  [
    'a paper source that can’t be reached',
    ({ asked }) => {
      const [source] = asked.deps.sources
      if (source === undefined) throw new Error('There is no source')
      const away = { base: 'http://127.0.0.1:9', intervalMs: 0, maxConcurrent: 1 }
      asked.deps = { ...asked.deps, sources: [{ ...source, paces: () => [away] }] }
    },
    /Paper sources: Nothing answers at http:\/\/127\.0\.0\.1:9/,
    /PAPERS_OFFLINE=true/,
  ],
  [
    'a public address that leads elsewhere',
    ({ asked, discord }) => Object.assign(asked.env, { PUBLIC_URL: discord.api }),
    /Cruxgrid runs, but at .* something else answers/,
    /Let the proxy send requests/,
  ],
]

function setMachine(
  asked: Installation['asked'],
  machine: Partial<Installation['asked']['deps']['machine']>,
) {
  asked.deps = { ...asked.deps, machine: { ...asked.deps.machine, ...machine } }
}

/** Stores the key of an anonymous poll, wrapped with an outer one. */
async function storeWrappedKey(url: string, outer: Buffer): Promise<void> {
  await using source = await openSource(url, () => {})
  const keys = await openWrappedKeys(source.engine, [outer])
  await keys.create('p_abcdefghjk')
}

async function age(path: string, days: number): Promise<void> {
  const at = new Date(Date.now() - (days + 0.1) * 86_400_000)
  await utimes(path, at, at)
}
