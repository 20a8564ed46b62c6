import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
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

/** A control on a message, or a form that such a control opened. */
type OnMessage = Press | ModalMessageModalSubmitInteraction

/** Whether a control on a message that everyone can see was used, or a form that such a control opened. */
export const isOnPublicMessage = (interaction: DiscordInteraction): interaction is OnMessage =>
  isOnMessage(interaction) && !interaction.message.flags.has(MessageFlags.Ephemeral)

/** Whether a control on a message that only the caller can see was used, or a form that such a control opened. */
export const isOnPrivateNote = (interaction: DiscordInteraction): interaction is OnMessage =>
  isOnMessage(interaction) && interaction.message.flags.has(MessageFlags.Ephemeral)

const isOnMessage = (interaction: DiscordInteraction): interaction is OnMessage =>
  interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
