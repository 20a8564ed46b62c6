import type { Papers } from '../paper/papers.ts'
import type { PollId } from '../poll/poll.ts'
import type { Polls } from '../poll/polls.ts'
import type { Privacy } from '../poll/privacy.ts'
import type { SettingsKeeper } from '../poll/settings-keeper.ts'
import type { ReadingGroups } from '../reading/reading-groups.ts'
import type { Caller, Person } from './caller.ts'
import type { Command } from './command.ts'
import type { View } from './view.ts'

/** The caller, and the services that a command may use. */
export interface Context {
  readonly caller: Caller
  readonly now: number
  readonly polls: Polls
  readonly settings: SettingsKeeper
  readonly privacy: Privacy
  readonly papers: Pick<Papers, 'recall'>
  readonly reading: Pick<ReadingGroups, 'groups' | 'keeper'>
  /** For help, which lists them. */
  readonly commands: readonly Command[]
  /** Says something to people privately. @returns how many could be told. */
  readonly tell: (people: readonly Person['id'][], view: View, key: string) => Promise<number>
  /** The address of a poll's page, where people can reach it. */
  readonly pageOf: (poll: PollId) => string | undefined
  /** The name of the board that shows a poll. */
  readonly boardOf: (poll: PollId) => string
}
