import { MessageFlags } from 'discord.js'
import type { Logger } from '../../../src/log.ts'
import { isAlreadyAcknowledged, isInteractionExpired, withRetries } from '../client/faults.ts'
import { type DiscordInteraction, isOnPrivateNote, isOnPublicMessage } from './interaction.ts'

/**
 * Acknowledges an interaction: an answer that only the caller sees will follow. The answer to a press on a private note replaces
 * that note; of a press on a message that everyone can see, nothing is to be seen until the answer is sent.
 *
 * @returns false if it came too late: Discord has shown the caller a failure.
 */
export async function acknowledge(interaction: DiscordInteraction, log: Logger): Promise<boolean> {
  try {
    await withRetries(() => {
      if (isOnPrivateNote(interaction) || isOnPublicMessage(interaction)) return interaction.deferUpdate()
      return interaction.deferReply({ flags: MessageFlags.Ephemeral })
    }, 1)
    return true
  } catch (fault) {
    if (isAlreadyAcknowledged(fault)) return true
    if (!isInteractionExpired(fault)) throw fault
    log.warn({ fault }, 'could not acknowledge an interaction in time')
    return false
  }
}

/** Ends an acknowledged interaction without an answer: nothing is left to be seen of it. */
export async function withdrawReply(interaction: DiscordInteraction): Promise<void> {
  // The reply to a press on a message would be that message.
  if (isOnPrivateNote(interaction) || isOnPublicMessage(interaction)) return
  await withRetries(() => interaction.deleteReply())
}
