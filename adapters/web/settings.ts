import { z } from 'zod'
import { readEnv } from '../../src/config.ts'
import { secretMissing } from './errors.ts'

const Settings = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('a number from 0 to 65535')
    .int('a number from 0 to 65535')
    .min(0, 'a number from 0 to 65535')
    .max(65_535, 'a number from 0 to 65535')
    .default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'an address that begins with https://' }).optional(),
  WEB_SECRET: z.string().min(16, 'at least 16 characters').optional(),
})

/** Where the playground is served, and the secret that protects it. */
export type WebSettings = z.infer<typeof Settings>

/** Whether only this machine can reach that host. */
export const isLoopback = (host: string): boolean =>
  /^(?:127(?:\.\d{1,3}){3}|::1|\[::1\]|localhost)$/.test(host)

/** @throws UserError naming what is wrong, such as a missing secret although other machines can connect. */
export function readSettings(env: NodeJS.ProcessEnv): WebSettings {
  const settings = readEnv(Settings, env)
  if (!isLoopback(settings.HOST) && settings.WEB_SECRET === undefined) throw secretMissing()
  return settings
}
