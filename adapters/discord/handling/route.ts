import type { Interaction } from 'discord.js'
import {
  type RespondDeps,
  respondToMenu,
  respondToPress,
  respondToSlash,
  respondToSubmit,
} from './respond.ts'
import { suggest } from './suggest.ts'

/** Responds to an interaction by its kind; other kinds are ignored. */
export async function route(deps: RespondDeps, interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) return respondToSlash(deps, interaction)
  if (interaction.isMessageContextMenuCommand()) return respondToMenu(deps, interaction)
  if (interaction.isButton() || interaction.isStringSelectMenu()) return respondToPress(deps, interaction)
  if (interaction.isModalSubmit()) return respondToSubmit(deps, interaction)
  if (interaction.isAutocomplete()) return suggest(interaction, deps.bot())
}
