import { z } from 'zod'
import { UserError } from './chat/user-error.ts'
import { fewestLimits, type Limits, limits } from './limits.ts'
import type { SourceSettings } from './paper/source.ts'
import { defaultPoolSize } from './store/engines/server-options.ts'
import { pathOf } from './store/engines/server-url.ts'

const baseUrl = z.url({ protocol: /^https?$/, error: 'an address that starts with https://' })

const Config = z.object({
  DATABASE_URL: z
    .string()
    .regex(
      /^(?:sqlite:.|(?:postgres|postgresql|redis|rediss|valkey):\/\/.)/,
      'a database address, for example sqlite:data/cruxgrid.db, postgres://bot:secret@localhost/cruxgrid or redis://localhost',
    )
    .default('sqlite:data/cruxgrid.db'),
  DATABASE_POOL_SIZE: z.coerce
    .number('a number of connections')
    .int('a whole number of connections')
    .min(1, 'at least 1')
    .max(200, 'at most 200')
    .default(defaultPoolSize),
  KEY_FILE: z.string().optional(),
  ANONYMITY_KEY: z
    .string()
    .regex(
      /^\s*[A-Za-z0-9+/]{43}=(?:\s*,\s*[A-Za-z0-9+/]{43}=)*\s*$/,
      '32 bytes in base64, as `npm run keys -- new` prints them; older ones after commas',
    )
    .optional(),
  BACKUP_FOLDER: z.string().optional(),
  CONTACT: z
    .string()
    .trim()
    .regex(/^\P{C}{1,200}$/u, 'one line of at most 200 characters')
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'trace, debug, info, warn, error, fatal or silent',
    )
    .default('info'),
  LOG_PRETTY: z.stringbool('true or false').optional(),
  SHUTDOWN_GRACE_MS: z.coerce
    .number('a number of milliseconds')
    .int('a whole number of milliseconds')
    .min(0, 'at least 0')
    .max(300_000, 'at most 300000')
    .default(10_000),
  METRICS_PORT: z.coerce
    .number('a port number from 1 to 65535')
    .int('a port number from 1 to 65535')
    .min(1, 'a port number from 1 to 65535')
    .max(65_535, 'a port number from 1 to 65535')
    .optional(),
  METRICS_TOKEN: z.string().min(20, 'at least 20 characters; npm run secret prints one').optional(),
  LIMITS: z.enum(['on', 'off'], 'on or off').default('on'),
  PAPERS_OFFLINE: z.stringbool('true or false').default(false),
  PAPERS_MAILTO: z.email('an email address, for example me@example.org').optional(),
  ARXIV_API_URL: baseUrl.optional(),
  CROSSREF_API_URL: baseUrl.optional(),
  DATACITE_API_URL: baseUrl.optional(),
  OPENALEX_API_URL: baseUrl.optional(),
  OPENREVIEW_API_URL: baseUrl.optional(),
  LESSWRONG_API_URL: baseUrl.optional(),
  EAFORUM_API_URL: baseUrl.optional(),
  SEMANTIC_SCHOLAR_API_URL: baseUrl.optional(),
})

/** The settings that belong to no platform. */
export type Config = z.infer<typeof Config>

export const readConfig = (env: NodeJS.ProcessEnv): Config => readEnv(Config, env)

/**
 * The keys that wrap those of anonymous polls, the newest first; `undefined` if they are in a key file.
 *
 * @throws UserError if they would be in a file of one machine although several may use the database.
 */
export function toAnonymityKeys({
  ANONYMITY_KEY,
  DATABASE_URL,
}: Pick<Config, 'ANONYMITY_KEY' | 'DATABASE_URL'>): readonly [Buffer, ...Buffer[]] | undefined {
  if (ANONYMITY_KEY === undefined && pathOf(DATABASE_URL) === undefined)
    throw new UserError(
      'ANONYMITY_KEY: needed with a database on a server, where processes have no key file in common.',
      'Set it to what `npm run keys -- new` prints, the same for all processes. Keep a copy apart from the database.',
    )
  const [newest, ...older] = (ANONYMITY_KEY ?? '').split(',').map((key) => Buffer.from(key.trim(), 'base64'))
  return ANONYMITY_KEY === undefined || newest === undefined ? undefined : [newest, ...older]
}

/**
 * Reads variables by a schema whose messages say what is expected. An empty variable counts as unset.
 *
 * @throws UserError that names every invalid variable but no value: some are secrets.
 */
export function readEnv<Schema extends z.ZodObject>(schema: Schema, env: NodeJS.ProcessEnv): z.infer<Schema> {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(set)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: expected ${message}.`)
  throw new UserError(
    faults.join('\n'),
    'Fix it in the environment or in .env. .env.example explains every variable.',
  )
}

/** The operator's settings for paper sources. */
export const toSourceSettings = (config: Config): SourceSettings => ({
  bases: config,
  ...(config.PAPERS_MAILTO !== undefined && { mailto: config.PAPERS_MAILTO }),
})

/** The limits that hold. */
export const toLimits = ({ LIMITS }: Pick<Config, 'LIMITS'>): Limits =>
  LIMITS === 'off' ? fewestLimits : limits
