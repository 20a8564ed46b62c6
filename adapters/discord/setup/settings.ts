import { z } from 'zod'
import { readEnv } from '../../../src/config.ts'

const shards = "auto, a number of shards, or this process's shards and the total, for example 0,1/4"

const Settings = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'a bot token, from the Bot page of your application')
    .optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'an address, for example https://discord.com/api' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,21}$/, 'a server id (17 to 19 digits)')
    .optional(),
  DISCORD_SHARDS: z
    .string()
    .regex(/^(?:auto|[1-9]\d{0,4}|\d{1,5}(?:,\d{1,5})*\/[1-9]\d{0,4})$/, shards)
    .default('auto')
    .transform(readShards)
    .refine(({ ids, count }) => ids === undefined || ids.every((id) => id < (count ?? 0)), shards),
  DISCORD_MEMBERS_INTENT: z.stringbool('true or false').default(false),
})

/** How this process reaches Discord, and which of its shards it serves. */
export type DiscordSettings = z.infer<typeof Settings>

/** @throws UserError naming every invalid variable, without quoting the token. */
export const readSettings = (env: NodeJS.ProcessEnv): DiscordSettings => readEnv(Settings, env)

/** Without `count`, as many shards as Discord recommends; without `ids`, this process serves all of them. */
interface Shards {
  readonly ids?: readonly number[]
  readonly count?: number
}

function readShards(text: string): Shards {
  if (text === 'auto') return {}
  const [own = '', count] = text.split('/')
  return count === undefined
    ? { count: Number(own) }
    : { ids: own.split(',').map(Number), count: Number(count) }
}
