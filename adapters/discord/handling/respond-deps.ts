import type { Bot } from '../../../src/bot/bot.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { Caller, PersonId, Place } from '../../../src/chat/caller.ts'
import type { InviteeId } from '../../../src/chat/invitee.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import type { UserError } from '../../../src/chat/user-error.ts'
import type { Logger } from '../../../src/log.ts'
import type { Clock } from '../../../src/time/clock.ts'
import type { Acknowledger } from '../../shared/acknowledge.ts'
import type { ExpectedAnswer } from '../../shared/answers.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import type { PendingForm } from '../../shared/pending-form.ts'
import type { Requests } from '../../shared/requests.ts'
import type { Turn } from '../../shared/turns.ts'
import type { Holder } from '../client/rights.ts'
import type { Posts } from '../sending/posts.ts'
import type { AnswerDeps } from './answer-caller.ts'
import type { MenuMessages } from './menu-messages.ts'
import type { PrivateThreads } from './private-threads.ts'

/** Deps of everything that answers an interaction. */
export interface RespondDeps extends AnswerDeps {
  readonly turn: Turn
  readonly expected: ExpectedAnswer
  readonly acknowledger: Acknowledger
  readonly requests: Pick<Requests, 'keep' | 'end'>
  readonly posts: Pick<Posts, 'reply'>
  readonly post: ChatPort['post']
  readonly privateThreads: Pick<PrivateThreads, 'requireIn'>
  readonly menuMessages: Pick<MenuMessages, 'take'>
  readonly bot: () => Bot
  /** How long Discord may take is a limit by it. */
  readonly clock: Clock
  readonly canSee: ChatPort['canSee']
  /** Who is asked to vote if a role is. @throws UserError if it can't be. */
  readonly inviteesOf: (role: string, place: Place) => Promise<readonly InviteeId[]>
  /** A person in the place's server, with the ids of their roles. */
  readonly memberIn: (person: PersonId, place: Place) => Promise<Pick<Holder, 'roles'> | undefined>
  readonly controlStore: ControlStore
  readonly log: Logger
}

/** A call with its caller. */
export interface Request {
  readonly call: Call
  readonly caller: Caller
  /** The form that the interaction submits, for its next step or to be fixed. */
  readonly submitted?: PendingForm | undefined
  /** The place that the control or form is about, if that is not where it was used. */
  readonly place?: Place | undefined
  /** Why the people whom a form names can't be used. */
  readonly fault?: UserError | undefined
  /** Whether the call's values were typed behind a command: a refusal gives them back. */
  readonly isTyped?: boolean
}
