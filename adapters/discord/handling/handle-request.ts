import {
  type Answer,
  type Form,
  type Refusal,
  refusalOf,
  type Shown,
  show,
  toCall,
} from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import { isSamePlace } from '../../../src/chat/conversation.ts'
import { livesElsewhere } from '../../../src/chat/errors.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import { sendFormView, withCheckLine } from '../../../src/views/form-view.ts'
import type { PendingForm } from '../../shared/pending-form.ts'
import { requirePermissions } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import { labels } from '../format/labels.ts'
import { hasUnseenValues } from './form.ts'
import type { DiscordInteraction } from './interaction.ts'
import { isElsewhere, readCaller } from './read.ts'
import type { ReadRequest } from './read-request.ts'
import type { Request, RespondDeps } from './respond-deps.ts'

/** The answer to an interaction. */
export type Outcome =
  | {
      readonly kind: 'form'
      readonly form: Omit<PendingForm, 'person' | 'space'>
      readonly request?: Request
    }
  /** For the caller alone; without a request, nothing is known but that it was refused. */
  | { readonly kind: 'private'; readonly answer: Shown | Refusal; readonly request?: Request }
  /** For everyone, with its message. */
  | {
      readonly kind: 'public'
      readonly answer: Shown
      readonly request: Request
      readonly message: { readonly payload: Payload; readonly isComplete: boolean }
    }

/**
 * Reads what an interaction asks for, and lets the bot handle it. When it resolves, what was done is on disk. What everyone is
 * to see is kept under the interaction's id before it is handled.
 */
export async function handleRequest(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  read: ReadRequest,
): Promise<Outcome> {
  try {
    const found = await read()
    return 'pending' in found
      ? { kind: 'form', form: found.pending }
      : await handleCall(deps, interaction, found)
  } catch (fault) {
    if (fault instanceof UserError) return { kind: 'private', answer: refusalOf(fault) }
    throw fault
  }
}

async function handleCall(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  request: Request,
): Promise<Outcome> {
  const { bot, payloads } = deps
  if (request.fault !== undefined) return { kind: 'private', answer: refusalOf(request.fault), request }
  const isForEveryone = bot().audienceOf(request.call) === 'everyone'
  if (isForEveryone && isToContinue(deps, request))
    return { kind: 'private', answer: show(sendFormView(request.call, labelOf(deps, request.call))), request }
  if (isForEveryone) await requirePosting(deps, interaction, request)
  // Nothing is kept of places where the bot is not.
  const isKept = isForEveryone && !isElsewhere(interaction)
  const answer = await askBot(deps, interaction.id, request, isKept)
  if (answer.kind === 'form') return openForm(deps, interaction, request, answer)
  if (!isForEveryone || answer.kind === 'refusal' || answer.isPrivate === true)
    return { kind: 'private', answer, request }
  const message = await payloads.createPayload(answer.view, request.caller.place.space)
  return { kind: 'public', answer, request, message }
}

/** The label of the button that sends a call's form. */
const labelOf = ({ bot }: RespondDeps, call: Call): string => bot().find(call)?.form?.submit ?? labels.submit

/**
 * Whether a later step of a form has something that the person has typed, so that they see it before it is sent: what everyone
 * sees is posted once. Not where there is something to fix first.
 */
const isToContinue = ({ bot }: RespondDeps, { call, submitted }: Request): boolean =>
  submitted !== undefined && hasUnseenValues(submitted) && bot().formFor(call) === undefined

async function askBot(
  { bot, turn, requests }: RespondDeps,
  key: string,
  { call, caller }: Request,
  isKept: boolean,
): Promise<Answer> {
  const asking = isKept ? await requests.keep(key, call, caller) : caller
  // A form changes nothing, and waits for nothing.
  if (bot().audienceOf(call) !== 'form') await turn.begins
  const answer = await bot().handle(call, asking)
  // The next call needn't wait until this answer is sent.
  turn.end()
  return answer
}

/** The form, unless what it submits would be refused where it is. */
async function openForm(
  deps: RespondDeps,
  interaction: DiscordInteraction,
  request: Request,
  answer: Form,
): Promise<Outcome> {
  if (deps.bot().audienceOf(toCall(answer)) === 'everyone') await requirePosting(deps, interaction, request)
  const form = { form: withCheckLine(answer, labels.submit), step: 0, place: request.place }
  return { kind: 'form', form, request }
}

/** @throws UserError if the bot can't post where an interaction is, or what it is about is elsewhere. */
async function requirePosting(
  { privateThreads }: RespondDeps,
  interaction: DiscordInteraction,
  { call, caller: { place } }: Request,
): Promise<void> {
  if (!isSamePlace(readCaller(interaction, call).place, place)) throw livesElsewhere(place)
  if (!interaction.inGuild() || isElsewhere(interaction)) return
  await privateThreads.requireIn(interaction)
  requirePermissions(interaction.appPermissions, interaction.channel?.type)
}
