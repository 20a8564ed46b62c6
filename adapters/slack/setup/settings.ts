import { z } from 'zod'
import { readEnv } from '../../../src/config.ts'
import { settingsMissing } from '../client/errors.ts'

const Extras = z.object({
  SLACK_LINK_OFFERS: z.stringbool('true or false').default(false),
  SLACK_AGENT: z.stringbool('true or false').default(false),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an address that starts with https://' }).optional(),
})

const Settings = Extras.extend({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[\w-]+$/, 'a bot token (xoxb-…), from OAuth & Permissions of your app')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]+$/, 'an app-level token (xapp-…), from Basic Information of your app')
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16, 'the signing secret, from Basic Information of your app')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\d.]+$/, 'the client ID, from Basic Information of your app')
    .optional(),
  SLACK_CLIENT_SECRET: z.string().min(16, 'the client secret, from Basic Information of your app').optional(),
  SLACK_STATE_SECRET: z.string().min(16, 'a secret of at least 16 characters that you make up').optional(),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'an address, for example https://slack.com/api/' })
    // Without the slash at the end, the client would call other paths.
    .transform((url) => url.replace(/\/*$/, '/'))
    .default('https://slack.com/api/'),
  ENCRYPTION_KEY: z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === 32, '32 bytes in base64; openssl rand -base64 32 makes one')
    .optional(),
})

type Variables = z.infer<typeof Settings>

/** Features that the operator switches on, and that the app's manifest must name. */
export interface Extras {
  /** Whether people who link a paper are offered to place it, in channels whose settings say so. */
  readonly makesOffers: boolean
  /** Whether direct messages with the bot have Slack's view for agents. */
  readonly isAgent: boolean
  /** Whether people elsewhere reach pages, whose links have previews. */
  readonly hasPages: boolean
}

/** How deliveries arrive: over connections that this process opens, or as signed requests. */
export type Transport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string }

/** Whose tokens are used: those of one workspace, or of every workspace that installed the app. */
export type Tenancy =
  | { readonly kind: 'one'; readonly botToken: string }
  | {
      readonly kind: 'many'
      readonly signingSecret: string
      readonly clientId: string
      readonly clientSecret: string
      readonly stateSecret: string
      readonly encryptionKey: Buffer
      readonly publicUrl: string
    }

export interface SlackSettings extends Extras {
  /** Base of the Web API, with a slash at its end. */
  readonly apiUrl: string
  readonly transport: Transport
  readonly tenancy: Tenancy
}

/**
 * Reads the settings of Slack from the environment.
 *
 * @returns `undefined` if Slack isn't configured.
 * @throws UserError naming the variables that are invalid or missing, never a secret.
 */
export function readSettings(env: NodeJS.ProcessEnv): SlackSettings | undefined {
  const variables = readEnv(Settings, env)
  const own = Object.keys(variables).filter((name) => name.startsWith('SLACK_') && !hasDefault.has(name))
  if (own.length === 0) return undefined
  return {
    apiUrl: variables.SLACK_API_URL,
    transport: toTransport(variables),
    tenancy: toTenancy(variables),
    ...toExtras(variables),
  }
}

/** Variables that alone don't turn Slack on. */
const hasDefault: ReadonlySet<string> = new Set(['SLACK_API_URL', ...Object.keys(Extras.shape)])

/** Reads the features that are switched on, also where Slack isn't configured yet. @throws UserError as `readSettings`. */
export const readExtras = (env: NodeJS.ProcessEnv): Extras => toExtras(readEnv(Extras, env))

const toExtras = ({ SLACK_LINK_OFFERS, SLACK_AGENT, PUBLIC_URL }: z.infer<typeof Extras>): Extras => ({
  makesOffers: SLACK_LINK_OFFERS,
  isAgent: SLACK_AGENT,
  hasPages: PUBLIC_URL !== undefined,
})

function toTransport({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: Variables): Transport {
  if (SLACK_APP_TOKEN !== undefined) return { kind: 'socket', appToken: SLACK_APP_TOKEN }
  if (SLACK_SIGNING_SECRET !== undefined) return { kind: 'http', signingSecret: SLACK_SIGNING_SECRET }
  throw settingsMissing(
    ['SLACK_APP_TOKEN'],
    'set it, or SLACK_SIGNING_SECRET, to let Slack call this machine over HTTP',
  )
}

function toTenancy(variables: Variables): Tenancy {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
  } = variables
  if (botToken !== undefined) return { kind: 'one', botToken }
  if (clientId === undefined && clientSecret === undefined)
    throw settingsMissing(
      ['SLACK_BOT_TOKEN'],
      'set it, or SLACK_CLIENT_ID and the other OAuth variables, for many workspaces',
    )
  const {
    SLACK_STATE_SECRET: stateSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    ENCRYPTION_KEY: encryptionKey,
    PUBLIC_URL: publicUrl,
  } = variables
  if (
    clientId === undefined ||
    clientSecret === undefined ||
    stateSecret === undefined ||
    signingSecret === undefined ||
    encryptionKey === undefined ||
    publicUrl === undefined
  ) {
    const needed = {
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_STATE_SECRET: stateSecret,
      SLACK_SIGNING_SECRET: signingSecret,
      ENCRYPTION_KEY: encryptionKey,
      PUBLIC_URL: publicUrl,
    }
    const names = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []))
    throw settingsMissing(names, 'it is needed to install the app into many workspaces')
  }
  return { kind: 'many', signingSecret, clientId, clientSecret, stateSecret, encryptionKey, publicUrl }
}
