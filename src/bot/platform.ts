import type { RequestListener } from 'node:http'
import type { SpaceId } from '../chat/caller.ts'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { PngRenderer } from '../picture/png.ts'
import type { Store } from '../store/store.ts'
import type { Bot } from './bot.ts'
import type { Command } from './command.ts'
import type { Finding } from './finding.ts'

/** Dependencies shared by all adapters. */
export interface AdapterDeps {
  readonly store: Store
  readonly log: Logger
  readonly metrics: Metrics
  /** Shared, so that a picture on several platforms is rendered once. */
  readonly pictures: PngRenderer
  /** How long it goes on taking deliveries while others are being answered, once it is to stop: half of its time, in ms. */
  readonly drainMs: number
}

/** The connection that a web request came by. */
export interface Connection {
  /** The IP address at its other end; `undefined` if it is closed already. */
  readonly address: string | undefined
  /** Aborts when the server begins to close: what only waits should end. */
  readonly closing: AbortSignal
}

/**
 * A part of the web server: answers requests below `path`, which ends in a slash; with `undefined`, it leaves one to the parts
 * after it.
 */
export type Mount = { readonly path: string } & (
  | {
      readonly respond: (request: Request, connection: Connection) => Promise<Response | undefined>
      /** The only path at which it takes files, and how large they may be. */
      readonly takesFiles?: { readonly path: string; readonly maxBytes: number }
    }
  /** For libraries that use Node's own http. They limit the size of requests themselves. */
  | { readonly listen: RequestListener }
)

/** A {@link ChatPort} that also receives calls: after `start`, it passes them to the bot. */
export interface Adapter extends ChatPort {
  start(bot: Bot): Promise<void>
  /** Accepts no more work, finishes what is in flight, and closes. */
  stop(): Promise<void>
}

/** A configured adapter: its port and, if it needs one, its part of the web server. */
export interface OpenedPlatform {
  readonly port: Adapter
  readonly web?: Mount
}

/** A channel that has an open poll or a reading group. */
export interface UsedChannel {
  readonly space: SpaceId
  readonly channel: string
}

/** Dependencies of a platform's check. */
export interface CheckDeps {
  readonly commands: readonly Command[]
  /** Each once, of all platforms. */
  readonly channels: readonly UsedChannel[]
  /** `undefined` if the database can't be opened. */
  readonly store: Store | undefined
  /** The clock of this machine, in ms since 1970. */
  readonly now: () => number
}

/** One platform's adapter. */
export interface Platform {
  readonly name: string
  /** Whether the environment configures it. @throws UserError as `open`. */
  isConfigured(env: NodeJS.ProcessEnv): boolean
  /** @returns `undefined` if the environment doesn't configure it. @throws UserError if it does so incorrectly. */
  open(env: NodeJS.ProcessEnv, deps: AdapterDeps): Promise<OpenedPlatform | undefined>
  /**
   * Registers the commands with a platform that must know them before they can be typed.
   *
   * @returns what was done, for the operator; `undefined` if the environment doesn't configure the platform.
   */
  register?(env: NodeJS.ProcessEnv, commands: readonly Command[]): Promise<string | undefined>
  /**
   * Asks the platform whether it lets the bot do what it must, without changing anything.
   *
   * @returns empty if the environment doesn't configure the platform.
   * @throws UserError if it does so incorrectly.
   */
  check?(env: NodeJS.ProcessEnv, deps: CheckDeps): Promise<readonly Finding[]>
}
