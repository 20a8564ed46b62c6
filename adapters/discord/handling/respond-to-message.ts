import { ChannelType, type Message, PermissionFlagsBits, type RawFile, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import { asMentioned, offerForm, readTypedCall } from '../../../src/bot/typed-call.ts'
import { isRepeat, type Refusal, refusalOf } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import type { Place } from '../../../src/chat/caller.ts'
import type { InviteeId } from '../../../src/chat/invitee.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import { openFormView } from '../../../src/views/form-view.ts'
import { noteView } from '../../../src/views/note-view.ts'
import { apologyView, refusalView, unseenView } from '../../../src/views/refusal-view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import { toSpaceId } from '../client/channels.ts'
import { withRetries } from '../client/faults.ts'
import { requirePermissions } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import { labels } from '../format/labels.ts'
import type { Payloads } from '../format/payloads.ts'
import type { PrivateThreads } from './private-threads.ts'
import { type InviteesOf, readMessage, resolvePeople } from './read.ts'

interface Deps {
  readonly rest: REST
  readonly bot: () => Bot
  readonly payloads: Payloads
  readonly messages: Pick<ChatPort, 'openThread'>
  readonly privateThreads: Pick<PrivateThreads, 'takeRequest'>
  /** Who is asked to vote if a role is. @throws UserError if it can't be. */
  readonly inviteesOf: (role: string, place: Place) => Promise<readonly InviteeId[]>
}

const SentMessage = z.object({ id: z.string() })

/**
 * Responds to a message that is sent to the bot or mentions it. The response is visible to everyone in the channel, so
 * an answer for only the caller is offered behind a button.
 */
export async function respondToMessage(deps: Deps, message: Message, botId: string): Promise<void> {
  const { caller, words } = readMessage(message, botId)
  const bot = deps.bot()
  /** Everyone sees it, but what its buttons carry was typed by the caller. */
  const replyToCaller = async (view: View) => {
    await reply(deps, message, view, { person: caller.person.id })
  }
  if (words === '' && deps.privateThreads.takeRequest(message.channelId))
    return replyToCaller(noteView(labels.letIn))
  const request = await readRequest(bot, message, words, (role) => deps.inviteesOf(role, caller.place))
  if ('refusal' in request) return replyToCaller(refusalView(request.refusal))
  const { call, typed } = request
  const isForm = bot.audienceOf(call) === 'form'
  if (!isForm && !isForEveryone(bot, call, message)) return replyToCaller(unseenView(typed))
  const answer = offerForm(await bot.handle(call, caller), call, bot.commands)
  if (answer.kind === 'form') return replyToCaller(openFormView(call, answer))
  if (answer.kind === 'shown' && answer.isPrivate) return replyToCaller(unseenView(typed))
  if (isRepeat(answer)) return
  if (answer.kind === 'refusal') return replyToCaller(refusalView(answer))
  const { id } =
    answer.thread === undefined
      ? await reply(deps, message, answer.view)
      : await replyInThread(deps, message, answer.view, { ...caller, title: answer.thread })
  if (answer.board !== undefined)
    await bot.onPosted(answer.board, { place: caller.place, id }, answer.revision)
  if (answer.receipt !== undefined)
    await reply(deps, message, answer.receipt, { person: caller.person.id }, `${message.id}+`)
}

/** Apologises for a fault. @param reference The id under which the fault is logged. */
export async function replyToMessageWithFault(
  deps: Deps,
  message: Message,
  reference: string,
): Promise<void> {
  await reply(deps, message, apologyView(reference))
}

async function readRequest(
  bot: Bot,
  message: Message,
  words: string,
  inviteesOf: InviteesOf,
): Promise<{ readonly call: Call; readonly typed: Call } | { readonly refusal: Refusal }> {
  try {
    const typed = await readTypedCall(words, bot.commands, (call, { hints }) =>
      resolvePeople(call, hints, inviteesOf),
    )
    const form = bot.formFor(typed)
    const call = form ?? (message.inGuild() ? asMentioned(typed, bot.commands) : typed)
    if (isForEveryone(bot, call, message)) requirePermissionsIn(message)
    return { call, typed: form ?? typed }
  } catch (fault) {
    if (fault instanceof UserError) return { refusal: refusalOf(fault) }
    throw fault
  }
}

/** Whether the answer may be shown in the channel. In a direct conversation, only the caller can see it anyway. */
const isForEveryone = (bot: Bot, call: Call, message: Message): boolean =>
  !message.inGuild() || bot.audienceOf(call) === 'everyone'

/** @throws UserError naming the permissions that are missing in the message's channel. */
function requirePermissionsIn({ channel, client }: Message): void {
  const own = channel.isDMBased() ? null : channel.permissionsFor(client.user)
  if (own !== null) requirePermissions(own, channel.type)
}

/** Answers a message in the thread under it, which it opens; as a reply where there is a thread already, or where threads are not allowed. */
async function replyInThread(
  deps: Deps,
  message: Message,
  view: View,
  { place, title }: { readonly place: Place; readonly title: string },
): Promise<{ readonly id: string }> {
  const { type } = message.channel
  if (type !== ChannelType.GuildText && type !== ChannelType.GuildAnnouncement)
    return reply(deps, message, view)
  const opening = deps.messages.openThread({ place, id: message.id }, title)
  const { thread } = await opening.catch(toPlaceWithout(place))
  if (thread === undefined) return reply(deps, message, view)
  const { payload } = await deps.payloads.createPayload(view, place.space)
  const body = { ...payload.body, nonce: message.id, enforce_nonce: true }
  const route = Routes.channelMessages(thread)
  const { files } = payload
  return SentMessage.parse(await withRetries(() => deps.rest.post(route, { body, files })))
}

/** Without the permission for threads, the answer is better in the channel than not given. */
const toPlaceWithout = (place: Place) => (fault: unknown) => {
  if (!(fault instanceof UserError)) throw fault
  return place
}

async function reply(
  { rest, payloads }: Deps,
  message: Message,
  view: View,
  addressee?: Addressee,
  nonce: string = message.id,
): Promise<{ readonly id: string }> {
  const { payload } = await payloads.createPayload(view, toSpaceId(message), addressee)
  const route = Routes.channelMessages(message.channelId)
  return SentMessage.parse(await withRetries(() => rest.post(route, toReply(payload, message, nonce))))
}

/**
 * The body of a reply to a message, with a nonce so that retries post it once. Without
 * permission to read the history, Discord refuses replies, so it is an ordinary message.
 */
function toReply(
  { body, files }: Payload,
  { id, channel, client }: Message,
  nonce: string,
): { body: object; files: RawFile[] } {
  const own = channel.isDMBased() ? undefined : channel.permissionsFor(client.user)
  const mayReply = own === undefined || own?.has(PermissionFlagsBits.ReadMessageHistory) === true
  const message_reference = { message_id: id, fail_if_not_exists: false }
  return {
    body: { ...body, ...(mayReply && { message_reference }), nonce, enforce_nonce: true },
    files,
  }
}
