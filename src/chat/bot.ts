import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Caller } from './caller.ts'
import type { Audience, Command, Suggestion } from './command.ts'
import type { Message } from './port.ts'
import type { View } from './view.ts'

/** Everything an adapter may ask of the core. */
export interface Bot {
  readonly commands: readonly Command[]
  /** Whom the answer will be for; `caller` for a call that no command knows. */
  audienceOf(call: Call): Audience
  /** Does what is asked. Never throws: mistakes and faults come back as refusals. */
  handle(call: Call, caller: Caller): Promise<Answer>
  /** What could be meant by what is typed so far; nothing when it can't be said in time. */
  suggest(call: Call, option: string, typed: string, caller: Caller): Promise<readonly Suggestion[]>
  /** To be called once a `Shown` with a board was sent: the message is kept true from then on. */
  posted(board: string, message: Message): Promise<void>
  /** A poll's read-only page, for whoever has its address; nothing for an unknown id. */
  page(poll: string): Promise<View | undefined>
}
