import { type Message, PermissionFlagsBits, type RawFile, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Bot } from '../../../src/bot/bot.ts'
import { readWords } from '../../../src/bot/parse-words.ts'
import type { Refusal } from '../../../src/chat/answer.ts'
import { refusalOf } from '../../../src/chat/answer.ts'
import type { Call } from '../../../src/chat/call.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import { apologyView, refusalView, unseenView } from '../../../src/views/refusal-view.ts'
import { withRetries } from '../client/faults.ts'
import { requirePermissions } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import type { Payloads } from '../format/payloads.ts'
import { readMessage, resolvePeople } from './read.ts'

interface Deps {
  readonly rest: REST
  readonly bot: () => Bot
  readonly payloads: Payloads
}

const Sent = z.object({ id: z.string() })

/** What is written to the bot: in messages that mention it, and in direct ones. */
export function createMessageResponder({ rest, bot, payloads }: Deps) {
  async function sendReply(message: Message, view: View): Promise<{ id: string }> {
    const { payload } = await payloads.createPayload(view)
    const route = Routes.channelMessages(message.channelId)
    return Sent.parse(await withRetries(() => rest.post(route, toReply(payload, message))))
  }

  /** Answers for one alone are behind a button: messages are for everyone. */
  async function respondToMessage(message: Message, botId: string): Promise<void> {
    const { caller, words } = readMessage(message, botId)
    const refused = findRefusal(() => {
      const call = readCall(words)
      if (isForEveryone(call, message)) requirePermissionsIn(message)
    })
    if (refused !== undefined) return void (await sendReply(message, refusalView(refused)))
    const call = readCall(words)
    if (!isForEveryone(call, message)) return void (await sendReply(message, unseenView(call)))
    const answer = await bot().handle(call, caller)
    if (answer.kind === 'form') return void (await sendReply(message, unseenView(call)))
    if (answer.kind === 'refusal') return void (await sendReply(message, refusalView(answer)))
    const { id } = await sendReply(message, answer.view)
    if (answer.board !== undefined) await bot().onPosted(answer.board, { place: caller.place, id })
  }

  /** @throws UserError when no command is meant. */
  function readCall(words: string): Call {
    const call = readWords(words, bot().commands)
    return resolvePeople(call, bot().find(call)?.hints ?? {})
  }

  /** In a direct conversation nobody else can see an answer. */
  const isForEveryone = (call: Call, message: Message): boolean =>
    !message.inGuild() || bot().audienceOf(call) === 'everyone'

  return {
    respondToMessage,
    /** Says that it went wrong. @param reference What the operator searches the logs for. */
    replyWithFault: async (message: Message, reference: string): Promise<void> =>
      void (await sendReply(message, apologyView(reference))),
  }
}

function findRefusal(run: () => void): Refusal | undefined {
  try {
    run()
    return undefined
  } catch (fault) {
    if (fault instanceof UserError) return refusalOf(fault)
    throw fault
  }
}

/** @throws UserError naming what is missing in the channel of a message. */
function requirePermissionsIn({ channel, client }: Message): void {
  const own = channel.isDMBased() ? null : channel.permissionsFor(client.user)
  if (own !== null) requirePermissions(own, channel.isThread())
}

/** One reply to a message, however often it is sent; where the bot may not look back, a message of its own. */
function toReply(
  { body, files }: Payload,
  { id, channel, client }: Message,
): { body: object; files: RawFile[] } {
  const own = channel.isDMBased() ? undefined : channel.permissionsFor(client.user)
  const mayReply = own === undefined || own?.has(PermissionFlagsBits.ReadMessageHistory) === true
  const message_reference = { message_id: id, fail_if_not_exists: false }
  return {
    body: { ...body, ...(mayReply && { message_reference }), nonce: id, enforce_nonce: true },
    files,
  }
}
