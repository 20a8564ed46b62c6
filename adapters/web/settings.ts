import { z } from 'zod'
import { readEnv } from '../../src/config.ts'
import { isStrongSecret, strongSecret } from './secret.ts'

const minSecretLength = 16

const Settings = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce
      .number('a port number from 0 to 65535')
      .int('a port number from 0 to 65535')
      .min(0, 'a port number from 0 to 65535')
      .max(65_535, 'a port number from 0 to 65535')
      .default(3000),
    PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an address that starts with https://' }).optional(),
    WEB_SECRET: z.string().optional(),
    /** Whether PUBLIC_URL may start with http://. */
    INSECURE_HTTP: z.literal('yes', 'yes, or no value').optional(),
    /** Whether the last address of X-Forwarded-For is the client's. */
    TRUST_PROXY: z.stringbool('true or false').default(false),
  })
  .superRefine(({ HOST, PUBLIC_URL, WEB_SECRET, INSECURE_HTTP }, { addIssue }) => {
    const expect = (name: string, message: string) => addIssue({ code: 'custom', path: [name], message })
    if (PUBLIC_URL?.startsWith('http:') && INSECURE_HTTP !== 'yes')
      expect(
        'PUBLIC_URL',
        'an address that starts with https://, or INSECURE_HTTP=yes for one where anyone on the way can read everything',
      )
    if (!isLoopback(HOST) || PUBLIC_URL !== undefined) {
      if (WEB_SECRET === undefined || !isStrongSecret(WEB_SECRET)) expect('WEB_SECRET', strongSecret)
    } else if (WEB_SECRET !== undefined && WEB_SECRET.length < minSecretLength)
      expect('WEB_SECRET', `at least ${minSecretLength} characters`)
  })

/** Where the playground is served, and the secret that protects it. */
export type WebSettings = z.infer<typeof Settings>

/** Whether only this machine can reach that host; for an address: whether it is this machine's own. */
export const isLoopback = (host: string): boolean =>
  /^(?:127(?:\.\d{1,3}){3}|::1|\[::1\]|localhost)$/i.test(host)

/** Whether browsers reach the playground by https. */
export const isHttps = ({ PUBLIC_URL }: Pick<WebSettings, 'PUBLIC_URL'>): boolean =>
  PUBLIC_URL?.startsWith('https:') ?? false

/** @throws UserError naming what is wrong, such as a missing secret although other machines can connect. */
export const readSettings = (env: NodeJS.ProcessEnv): WebSettings => readEnv(Settings, env)
