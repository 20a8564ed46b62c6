import type { RequestListener } from 'node:http'
import type { ChatPort } from '../chat/port.ts'
import type { Logger } from '../log.ts'
import type { PngRenderer } from '../picture/png.ts'
import type { Store } from '../store/store.ts'
import type { Bot } from './bot.ts'
import type { Command } from './command.ts'

/** What the house lends to every adapter. */
export interface AdapterDeps {
  readonly store: Store
  readonly log: Logger
  /** One for all, so that a picture that several platforms show is drawn once. */
  readonly pictures: PngRenderer
}

/** A part of the web server: answers requests below `path`, which ends in a slash. */
export type Mount = { readonly path: string } & (
  | { readonly respond: (request: Request) => Promise<Response> }
  /** For libraries that speak Node's own http. They bound what they read themselves. */
  | { readonly listen: RequestListener }
)

/** A {@link ChatPort} that also takes calls: from `start` on, it hands them to the bot. */
export interface Adapter extends ChatPort {
  start(bot: Bot): Promise<void>
  /** Takes no more work, finishes what is in flight, closes. */
  stop(): Promise<void>
}

/** An adapter that is configured: its port and, where it needs one, its part of the web server. */
export interface OpenedPlatform {
  readonly port: Adapter
  readonly web?: Mount
}

/** One adapter. */
export interface Platform {
  readonly name: string
  /** @returns nothing when the environment doesn't configure it. @throws UserError when it does so wrongly. */
  open(env: NodeJS.ProcessEnv, deps: AdapterDeps): Promise<OpenedPlatform | undefined>
  /**
   * Tells the platform which commands there are, where it has to know them before they can be typed.
   *
   * @returns what was done, for whoever runs it; nothing when the environment doesn't configure the platform.
   */
  register?(env: NodeJS.ProcessEnv, commands: readonly Command[]): Promise<string | undefined>
}
