import type { Workspace } from '../client/workspace.ts'
import type { SlackActor } from './actor.ts'

/** Something that a user did, while it is answered. */
export interface Delivery {
  readonly workspace: Workspace
  readonly actor: SlackActor
  /** Identifies the delivery, so that it is answered once. */
  readonly key: string
  /** Acknowledges it to Slack, once; absent if that is done already, or is done with the answer. */
  readonly acknowledge?: () => Promise<void>
}
