import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js'

export type Menu = MessageContextMenuCommandInteraction
export type Press = ButtonInteraction | StringSelectMenuInteraction

/** Interactions that get a reply. */
export type DiscordInteraction = ChatInputCommandInteraction | Menu | Press | ModalSubmitInteraction

export const isDiscordInteraction = (interaction: Interaction): interaction is DiscordInteraction =>
  interaction.isChatInputCommand() ||
  interaction.isMessageContextMenuCommand() ||
  interaction.isButton() ||
  interaction.isStringSelectMenu() ||
  interaction.isModalSubmit()

/** Whether a control on a message that only the caller can see was used, or a form that such a control opened. */
export function isOnPrivateNote(interaction: DiscordInteraction): interaction is Press {
  const isFromMessage =
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
  return isFromMessage && interaction.message.flags.has(MessageFlags.Ephemeral)
}
