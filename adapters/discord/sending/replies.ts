import { type BaseInteraction, MessageFlags, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { View } from '../../../src/chat/view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import { toSpaceId } from '../client/channels.ts'
import { withRetries } from '../client/faults.ts'
import type { Payload } from '../format/files.ts'
import type { Payloads } from '../format/payloads.ts'

const SentMessage = z.object({ id: z.string() })

export interface ReplyDeps {
  readonly rest: REST
  readonly payloads: Payloads
}

/** What Discord needs of an interaction to accept a reply to it. */
type Replyable = Pick<BaseInteraction, 'applicationId' | 'token' | 'guildId' | 'channelId'>

/** Fills in the reply that was deferred when the interaction was acknowledged. @returns its message. */
export async function sendReply(
  { rest, payloads }: ReplyDeps,
  { applicationId, token, guildId, channelId }: Replyable,
  view: View,
  addressee?: Addressee,
): Promise<{ readonly id: string }> {
  const edit = (payload: Payload) =>
    rest.patch(Routes.webhookMessage(applicationId, token), { ...payload, auth: false })
  const space = toSpaceId({ guildId, channelId })
  const { payload, isComplete } = await payloads.createPayload(view, space, addressee)
  const sent = SentMessage.parse(await withRetries(() => edit(payload)))
  if (!isComplete) payloads.addPictureLater(view, space, edit, addressee)
  return sent
}

/** Sends one more message that only the caller can see. */
export async function sendEphemeral(
  { rest, payloads }: ReplyDeps,
  { applicationId, token, guildId, channelId }: Replyable,
  view: View,
  addressee?: Addressee,
): Promise<void> {
  const space = toSpaceId({ guildId, channelId })
  const { body, files } = (await payloads.createPayload(view, space, addressee)).payload
  const ephemeral = { ...body, flags: (body.flags ?? 0) | MessageFlags.Ephemeral }
  await withRetries(() =>
    rest.post(Routes.webhook(applicationId, token), { body: ephemeral, files, auth: false }),
  )
}

/** Sends a view that only the caller can see, although the reply was deferred for everyone. */
export async function sendToCaller(
  deps: ReplyDeps,
  interaction: Replyable & { deleteReply(): Promise<void> },
  view: View,
  addressee?: Addressee,
): Promise<void> {
  // The first message after a deferral would fill it in, for everyone to see.
  await withRetries(() => interaction.deleteReply())
  return sendEphemeral(deps, interaction, view, addressee)
}
