import { LogLevel } from '@slack/bolt'
import type { Logger } from '../../../src/log.ts'

/** A log as Slack's packages want it. */
export interface SlackLogger {
  debug(...said: unknown[]): void
  info(...said: unknown[]): void
  warn(...said: unknown[]): void
  error(...said: unknown[]): void
  setLevel(level: LogLevel): void
  getLevel(): LogLevel
  setName(name: string): void
}

/**
 * What Slack's packages have to say, in our log. Their debug lines hold whole payloads, with what people wrote and with
 * tokens, so these are left out; what goes wrong with a call is logged where it is called.
 */
export function createSlackLogger(log: Logger): SlackLogger {
  const lines = (said: readonly unknown[]) =>
    said.map((one) => (one instanceof Error ? one.message : String(one))).join(' ')
  const debug = (...said: readonly unknown[]) => log.debug({ from: 'slack' }, lines(said))
  return {
    debug: () => {},
    info: debug,
    warn: debug,
    error: (...said) => log.warn({ from: 'slack' }, lines(said)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
