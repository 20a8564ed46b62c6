import { LogLevel } from '@slack/bolt'
import type { Logger } from '../../../src/log.ts'

/** A log as Slack's packages want it. */
export interface SlackLogger {
  debug(...args: unknown[]): void
  info(...args: unknown[]): void
  warn(...args: unknown[]): void
  error(...args: unknown[]): void
  setLevel(level: LogLevel): void
  getLevel(): LogLevel
  setName(name: string): void
}

/**
 * What Slack's packages have to say, in our log. Their debug lines hold whole payloads, with what people wrote and with
 * tokens, so these are left out; what goes wrong with a call is logged where it is called.
 */
export function createSlackLogger(log: Logger): SlackLogger {
  const toLine = (args: readonly unknown[]) =>
    args.map((one) => (one instanceof Error ? one.message : String(one))).join(' ')
  const debug = (...args: readonly unknown[]) => log.debug({ from: 'slack' }, toLine(args))
  return {
    debug: () => {},
    info: debug,
    warn: debug,
    error: (...args) => log.warn({ from: 'slack' }, toLine(args)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
