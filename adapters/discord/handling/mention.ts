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
import { persistently } from '../client/faults.ts'
import { demandPermissions } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import type { Payloads } from '../format/payloads.ts'
import { readMention, withPeople } from './read.ts'

interface Needs {
  readonly rest: REST
  readonly bot: () => Bot
  readonly payloads: Payloads
}

const Sent = z.object({ id: z.string() })

/** What is written to the bot: in messages that mention it, and in direct ones. */
export function createListener({ rest, bot, payloads }: Needs) {
  async function answer(message: Message, view: View): Promise<{ id: string }> {
    const { payload } = await payloads.payloadOf(view)
    const route = Routes.channelMessages(message.channelId)
    return Sent.parse(await persistently(() => rest.post(route, reply(payload, message))))
  }

  /** Answers for one alone are behind a button: messages are for everyone. */
  async function hear(message: Message, botId: string): Promise<void> {
    const { caller, words } = readMention(message, botId)
    const refused = refusalIn(() => {
      const call = readCall(words)
      if (isForAll(call, message)) demandPermissionsIn(message)
    })
    if (refused !== undefined) return void (await answer(message, refusalView(refused)))
    const call = readCall(words)
    if (!isForAll(call, message)) return void (await answer(message, unseenView(call)))
    const given = await bot().handle(call, caller)
    if (given.kind === 'form') return void (await answer(message, unseenView(call)))
    if (given.kind === 'refusal') return void (await answer(message, refusalView(given)))
    const { id } = await answer(message, given.view)
    if (given.board !== undefined) await bot().onPosted(given.board, { place: caller.place, id })
  }

  /** @throws UserError when no command is meant. */
  function readCall(words: string): Call {
    const call = readWords(words, bot().commands)
    return withPeople(call, bot().find(call)?.hints ?? {})
  }

  /** In a direct conversation nobody else can see an answer. */
  const isForAll = (call: Call, message: Message): boolean =>
    !message.inGuild() || bot().audienceOf(call) === 'everyone'

  return {
    hear,
    /** Says that it went wrong. @param reference What the operator searches the logs for. */
    apologise: async (message: Message, reference: string): Promise<void> =>
      void (await answer(message, apologyView(reference))),
  }
}

function refusalIn(run: () => void): Refusal | undefined {
  try {
    run()
    return undefined
  } catch (fault) {
    if (fault instanceof UserError) return refusalOf(fault)
    throw fault
  }
}

/** @throws UserError naming what is missing in the channel of a message. */
function demandPermissionsIn({ channel, client }: Message): void {
  const own = channel.isDMBased() ? null : channel.permissionsFor(client.user)
  if (own !== null) demandPermissions(own, channel.isThread())
}

/** One reply to a message, however often it is sent; where the bot may not look back, a message of its own. */
function reply(
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
