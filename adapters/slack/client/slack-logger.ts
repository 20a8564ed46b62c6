import { LogLevel } from '@slack/bolt'
import type { Logger } from '../../../src/log.ts'

/** The logger interface of Slack's packages. */
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
 * Passes the log lines of Slack's packages on to our log. Their debug lines are dropped, since they hold whole payloads
 * with tokens and messages of users. Faults of a call are logged by its caller.
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
