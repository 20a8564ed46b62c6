import { MessageFlags, Routes } from 'discord.js'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { View } from '../../../src/chat/view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import { toSpaceId } from '../client/channels.ts'
import { isInteractionExpired, isMessageGone, withRetries } from '../client/faults.ts'
import type { Payload } from '../format/files.ts'
import type { ReplyDeps } from './replies.ts'

const maxReceipts = 10_000
/** A token ends after 15 minutes; one that is about to is not tried. */
const usableMs = 14 * 60_000

const SentMessage = z.object({ id: z.string() })

/** A press on a message, or a form that a button on it opened. */
export interface Pressed {
  readonly applicationId: string
  readonly token: string
  readonly guildId: string | null
  readonly channelId: string | null
  readonly user: { readonly id: string }
  readonly message: { readonly id: string } | null
  /** With the last message that everyone can see there, where Discord says which. */
  readonly channel: object | null
}

/** A private answer that can still be changed, through the interaction that it answered. */
interface Receipt {
  readonly token: string
  /** Its address under that token. */
  readonly address: string
  /** Discord's id of the message. */
  readonly id: string
  /** When that interaction came, in ms since 1970. */
  readonly since: number
}

interface ReceiptOptions {
  readonly addressee?: Addressee | undefined
  readonly poll?: string | undefined
}

interface Deps extends ReplyDeps {
  readonly now: () => number
}

/**
 * One private answer per person and poll in a channel: the next press on one of the poll's messages changes it while
 * Discord lets it, or replaces it once it is out of sight. The tokens are kept in memory only.
 */
export function createReceipts(deps: Deps) {
  const { now } = deps
  /** By the channel, the poll, and the person. */
  const kept = new LRUCache<string, Receipt>({ max: maxReceipts })
  /** Which of them a private answer is, by its id. */
  const names = new LRUCache<string, string>({ max: maxReceipts })
  /** The subjects of pressed messages, for refusals. */
  const subjects = new LRUCache<string, string>({ max: maxReceipts })
  const sending = new Map<string, Promise<unknown>>()

  function keep(name: string, receipt: Receipt): void {
    kept.set(name, receipt)
    names.set(receipt.id, name)
  }

  /** One after the other, or two presses at once would make two answers. */
  async function inTurn(name: string, work: () => Promise<void>): Promise<void> {
    const before = sending.get(name)
    const done = (before ?? Promise.resolve()).then(work, work)
    sending.set(name, done)
    await done.finally(() => sending.get(name) === done && sending.delete(name))
  }

  return {
    /**
     * Answers a press on a message that everyone can see, which was acknowledged without a sign.
     *
     * @param poll What it is about; by default the same as the last press on that message, or the message itself.
     */
    async show(pressed: Pressed, view: View, { addressee, poll }: ReceiptOptions): Promise<void> {
      const message = pressed.message?.id ?? ''
      const subject = poll ?? subjects.get(message) ?? message
      subjects.set(message, subject)
      const name = `${pressed.channelId} ${subject} ${pressed.user.id}`
      await inTurn(name, async () => {
        const before = kept.get(name)
        const isUsable = before !== undefined && now() - before.since < usableMs
        if (isUsable && isLast(before, pressed) && (await edit(deps, pressed, before, view, addressee)))
          return
        if (isUsable && !isLast(before, pressed)) await remove(deps, pressed, before)
        kept.delete(name)
        const id = await send(deps, pressed, view, addressee)
        keep(name, { token: pressed.token, address: id, id, since: now() })
      })
    },

    /** To be called after a press on a private answer has changed it in place: from then on, it is changed through that one. */
    onChanged({ token, message }: Pressed): void {
      const name = names.get(message?.id ?? '')
      if (name !== undefined && message !== null)
        keep(name, { token, address: '@original', id: message.id, since: now() })
    },
  }
}

export type Receipts = ReturnType<typeof createReceipts>

/** Whether the receipt is the latest message of its channel. */
function isLast({ id }: Receipt, { channel }: Pressed): boolean {
  const last = channel !== null && 'lastMessageId' in channel ? channel.lastMessageId : undefined
  return typeof last !== 'string' || BigInt(last) <= BigInt(id)
}

/** @returns false if the person has dismissed it, or its token has ended. */
async function edit(
  { rest, payloads }: Deps,
  { applicationId, guildId, channelId }: Pressed,
  { token, address }: Receipt,
  view: View,
  addressee: Addressee | undefined,
): Promise<boolean> {
  const space = toSpaceId({ guildId, channelId })
  const { payload, isComplete } = await payloads.createPayload(view, space, addressee)
  const change = (payload: Payload) =>
    rest.patch(Routes.webhookMessage(applicationId, token, address), { ...payload, auth: false })
  try {
    await withRetries(() => change(payload))
  } catch (fault) {
    if (isMessageGone(fault) || isInteractionExpired(fault)) return false
    throw fault
  }
  if (!isComplete) payloads.addPictureLater(view, space, change, addressee)
  return true
}

async function remove(
  { rest }: Deps,
  { applicationId }: Pressed,
  { token, address }: Receipt,
): Promise<void> {
  try {
    await withRetries(() =>
      rest.delete(Routes.webhookMessage(applicationId, token, address), { auth: false }),
    )
  } catch (fault) {
    if (!isMessageGone(fault) && !isInteractionExpired(fault)) throw fault
  }
}

async function send(
  { rest, payloads }: Deps,
  { applicationId, token, guildId, channelId }: Pressed,
  view: View,
  addressee: Addressee | undefined,
): Promise<string> {
  const space = toSpaceId({ guildId, channelId })
  const { payload, isComplete } = await payloads.createPayload(view, space, addressee)
  const body = { ...payload.body, flags: (payload.body.flags ?? 0) | MessageFlags.Ephemeral }
  const sent = await withRetries(() =>
    rest.post(Routes.webhook(applicationId, token), {
      ...{ body, files: payload.files },
      auth: false,
      query: new URLSearchParams({ wait: 'true' }),
    }),
  )
  const { id } = SentMessage.parse(sent)
  if (!isComplete)
    payloads.addPictureLater(
      view,
      space,
      (later) => rest.patch(Routes.webhookMessage(applicationId, token, id), { ...later, auth: false }),
      addressee,
    )
  return id
}
