import type { Answer, Refusal } from '../chat/answer.ts'
import { refusalOf } from '../chat/answer.ts'
import type { Call } from '../chat/call.ts'
import type { Caller, Place, SpaceId } from '../chat/caller.ts'
import { type CommandInfo, findCommand, type Suggestion } from '../chat/command-info.ts'
import { tooBusy } from '../chat/errors.ts'
import type { Message } from '../chat/message.ts'
import { spansOf } from '../chat/plain-text.ts'
import { UserError } from '../chat/user-error.ts'
import type { View } from '../chat/view.ts'
import { maxPending } from '../limits.ts'
import { createReference, type Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { giveReference, somethingWentWrong } from '../views/errors.ts'
import type { CallLimit } from './call-limit.ts'
import type { Audience, Command } from './command.ts'
import type { Context } from './context.ts'
import { commandNotFound, mayNotWrite } from './errors.ts'
import { findFaults } from './faults.ts'
import { createForm } from './form.ts'
import { formCall, hasForm } from './form-call.ts'
import type { LinkPreview } from './link-previews.ts'
import { markChosen } from './mark-chosen.ts'
import { offeredTo } from './offered-to.ts'
import { keepOwnZone, splitOwnZone } from './own-zone.ts'
import type { PollPage } from './pages.ts'
import { suggestChoices } from './suggest-choices.ts'

/** Everything that adapters call. */
export interface Bot {
  readonly commands: readonly Command[]
  /** The command that a call is for; `undefined` if it does not exist. */
  find(call: Call): Command | undefined
  /** Who will see the answer; `caller` for an unknown command. */
  audienceOf(call: Call): Audience
  /**
   * The call that opens a command's form, filled in, if a value of its call can't be used whatever is stored; `undefined` if
   * all of them may be used. The mistake is shown at its field.
   */
  formFor(call: Call): Call | undefined
  /** Runs a call. Never rejects: mistakes and faults are returned as refusals. */
  handle(call: Call, caller: Caller): Promise<Answer>
  /** Values that complete the text typed into an option; empty if they can't be found, or after too many requests. */
  suggest(call: Call, option: string, typed: string, caller: Caller): Promise<readonly Suggestion[]>
  /** The commands to offer to a person in their place, with their options there; empty if that can't be found out. */
  commandsOffered(caller: Caller): Promise<readonly CommandInfo[]>
  /**
   * A view as one person sees it: of buttons that are alternatives, such as a poll's cells, it says which one they have
   * chosen, or that they have yet to choose. To be shown to nobody else. Unmarked if that can't be found out.
   */
  markChosen(view: View, caller: Caller): Promise<View>
  /** To be called after sending a `Shown` with a board: the message is kept true from then on. */
  onPosted(board: string, message: Message, revision?: number): Promise<void>
  /**
   * A poll's read-only page, for the people that the adapter lets in.
   *
   * @param isSeen Whether the reader sees the poll's place.
   * @returns `undefined` for an unknown id, and if they don't.
   */
  renderPage(poll: string, isSeen: (place: Place) => Promise<boolean>): Promise<PollPage | undefined>
  /** The preview of a link to a page; `undefined` for other links, and for those that open nothing. */
  findPreview(url: string): Promise<LinkPreview | undefined>
  /** The bot's coming to spaces and going from them. */
  readonly membership: Membership
}

/** To be called when the bot was removed from a space, or is in it again, and when a conversation was deleted. */
export interface Membership {
  /** The space's controls are removed when it resolves; the rest follows 30 days later. */
  onLeft(space: SpaceId): Promise<void>
  /** Keeps the records of the space, and shows again what may be lost there. */
  onBack(space: SpaceId): Promise<void>
  /** To be called when a space that the bot has not been removed from is there for the first time: what waited for it goes on. */
  onReachable(space: SpaceId): Promise<void>
  /**
   * To be called when a conversation was deleted.
   *
   * @param state Who saw it; `as-channel` if it was a thread that everyone in its channel saw.
   */
  onDeleted(place: Place, state: 'for-all' | 'for-some' | 'as-channel'): Promise<void>
  /**
   * Finds the spaces of a platform that the bot was removed from, or has come back to, while it wasn't connected, and the
   * conversations that were deleted meanwhile.
   */
  check(platform: string): Promise<void>
}

interface Deps extends Pick<Bot, 'commands' | 'membership' | 'onPosted' | 'renderPage' | 'findPreview'> {
  readonly log: Logger
  readonly metrics: Metrics
  readonly callLimit: CallLimit
  readonly now: () => number
  /** Finds out the caller's standing, too. */
  readonly contextFor: (caller: Caller) => Promise<Context>
}

/** Longer lists are of no use while typing. */
const maxSuggestions = 25

/** The one way in: every call of every platform goes through `handle`, which catches every fault of a command. */
export function createBot({
  commands,
  onPosted,
  renderPage,
  findPreview,
  membership,
  log,
  metrics,
  callLimit,
  now,
  contextFor,
}: Deps): Bot {
  let inFlight = 0
  const find = (call: Call): Command | undefined => findCommand(commands, call)

  const audienceOf = (call: Call): Audience =>
    find(call)?.audienceOf(splitOwnZone(call).call.args) ?? 'caller'

  /** A fault is logged and shown only as a reference, by which the operator finds it in the logs. */
  function toRefusal(fault: unknown, call: Call, caller: Caller): Refusal {
    if (isMistake(fault)) return refusalOf(fault)
    const reference = createReference()
    const { platform, space } = caller.place
    log.error({ fault, reference, command: find(call)?.name, platform, space }, 'command failed')
    if (!(fault instanceof UserError)) return refusalOf(somethingWentWrong(reference))
    const remedy = [...spansOf(fault.remedy), ' ', giveReference(reference)]
    return { kind: 'refusal', happened: fault.happened, remedy, fields: {}, buttons: [] }
  }

  /** Counts an answer. The name of an unknown command is what a user typed. */
  function counted<Given extends Answer>(call: Call, answer: Given, outcome: Outcome): Given {
    metrics.commands.inc({ command: find(call)?.name ?? 'unknown', outcome })
    return answer
  }

  return {
    commands,
    find,
    onPosted,
    renderPage,
    findPreview,
    membership,
    audienceOf,

    formFor(call) {
      const command = find(call)
      if (command === undefined || !hasForm(command) || audienceOf(call) === 'form') return undefined
      const isFaulty = Object.keys(findFaults(command, call.args, now())).length > 0
      return isFaulty ? formCall(command, call) : undefined
    },

    async handle(asked, caller): Promise<Answer> {
      const refusal = inFlight < maxPending.calls ? callLimit.refuse(caller) : refusalOf(tooBusy())
      if (refusal !== undefined) return counted(asked, refusal, 'refused')
      const { call, words } = splitOwnZone(asked)
      inFlight += 1
      try {
        const command = find(call)
        if (command === undefined) throw commandNotFound(call.command)
        if (caller.isReadOnly && command.audienceOf(call.args) === 'everyone') throw mayNotWrite()
        const found = await contextFor(caller).catch((fault: unknown) => {
          throw fault instanceof UserError ? fault : (command.whenNotStarted?.(fault) ?? fault)
        })
        const context = words === undefined ? found : await keepOwnZone(found, words, call)
        const answer = await command.run(call.args, context)
        if (answer.kind === 'asked') {
          if (caller.isReadOnly && audienceOf(answer.submit) === 'everyone') throw mayNotWrite()
          await find(answer.submit)?.requireMay?.(context, answer.submit.args)
        }
        return answer.kind === 'shown'
          ? counted(call, answer, 'shown')
          : counted(call, createForm(answer, find(answer.submit), now()), 'form')
      } catch (fault) {
        return counted(call, toRefusal(fault, call, caller), isMistake(fault) ? 'refused' : 'failed')
      } finally {
        inFlight -= 1
      }
    },

    async commandsOffered(caller) {
      try {
        return await offeredTo(await contextFor(caller))
      } catch (fault) {
        toRefusal(fault, { command: 'help', args: {} }, caller)
        return []
      }
    },

    async markChosen(view, caller) {
      try {
        return await markChosen(view, commands, () => contextFor(caller))
      } catch (fault) {
        // A caller who can't see the poll any more has no vote in it to be shown.
        const { platform, space } = caller.place
        if (!(fault instanceof UserError)) log.error({ fault, platform, space }, 'could not mark a choice')
        return view
      }
    },

    async suggest(call, option, typed, caller) {
      if (!callLimit.maySuggest(caller)) return []
      try {
        const command = find(call)
        const found =
          (await command?.suggest?.[option]?.(typed, await contextFor(caller), call.args)) ??
          suggestChoices(command?.hints[option] ?? {}, typed)
        return found.slice(0, maxSuggestions)
      } catch (fault) {
        toRefusal(fault, call, caller)
        return []
      }
    },
  }
}

type Outcome = 'shown' | 'form' | 'refused' | 'failed'

/** Whether people can fix it themselves. */
const isMistake = (fault: unknown): fault is UserError =>
  fault instanceof UserError && fault.cause === undefined
