import { type BaseInteraction, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { View } from '../../../src/chat/view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import { toSpaceId } from '../client/channels.ts'
import { isAlreadyAcknowledged, isInteractionExpired, withRetries } from '../client/faults.ts'
import type { Payload } from '../format/files.ts'
import type { Payloads } from '../format/payloads.ts'

const SentMessage = z.object({ id: z.string() })

export interface ReplyDeps {
  readonly rest: REST
  readonly payloads: Payloads
}

/** What Discord needs of an interaction to accept a reply to it. */
type Replyable = Pick<BaseInteraction, 'applicationId' | 'token' | 'guildId' | 'channelId'>

/** Fills in the reply that was deferred when the interaction was acknowledged. */
export async function sendReply(
  { rest, payloads }: ReplyDeps,
  interaction: Replyable,
  view: View,
  addressee?: Addressee,
): Promise<void> {
  const edit = (payload: Payload) => editReply(rest, interaction, payload)
  const space = toSpaceId(interaction)
  const { payload, isComplete } = await payloads.createPayload(view, space, addressee)
  await withRetries(() => edit(payload))
  if (!isComplete) payloads.addPictureLater(view, space, edit, addressee)
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

/** The parts of an interaction that an answer changes. */
type Answerable = Replyable & Pick<BaseInteraction, 'id'> & { replied: boolean; ephemeral: boolean | null }

const Responded = z.object({
  resource: z.object({ message: z.object({ id: z.string(), flags: z.int().default(0) }) }),
})

/**
 * Answers an interaction with a message for everyone, as the first response. Discord may show it only to the caller: then
 * the interaction is `ephemeral`.
 *
 * @returns the message's id; `undefined` if it came too late.
 */
export async function sendPublicReply(
  rest: REST,
  interaction: Answerable,
  { body, files }: Payload,
): Promise<string | undefined> {
  const { id, token } = interaction
  const respond = () =>
    rest.post(Routes.interactionCallback(id, token), {
      ...{ body: { type: InteractionResponseType.ChannelMessageWithSource, data: body }, files },
      auth: false,
      query: new URLSearchParams({ with_response: 'true' }),
    })
  try {
    const { resource } = Responded.parse(await withRetries(respond, 1))
    interaction.replied = true
    interaction.ephemeral = (resource.message.flags & MessageFlags.Ephemeral) !== 0
    return resource.message.id
  } catch (fault) {
    if (isInteractionExpired(fault)) return undefined
    if (!isAlreadyAcknowledged(fault)) throw fault
    // The answer to an earlier try was lost.
    interaction.replied = true
    return SentMessage.parse(await withRetries(() => rest.get(...originalOf(interaction)))).id
  }
}

/** Replaces the answer to an interaction. */
export const editReply = (rest: REST, interaction: Replyable, payload: Payload): Promise<unknown> =>
  rest.patch(Routes.webhookMessage(interaction.applicationId, interaction.token), { ...payload, auth: false })

const originalOf = ({ applicationId, token }: Replyable) =>
  [Routes.webhookMessage(applicationId, token), { auth: false }] as const
