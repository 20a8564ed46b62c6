import type { Interaction } from 'discord.js'
import { readMenuRequest, readPressRequest, readSlashRequest, readSubmitRequest } from './read-request.ts'
import { respond } from './respond.ts'
import type { RespondDeps } from './respond-deps.ts'
import { suggest } from './suggest.ts'

/** Responds to an interaction by its kind; other kinds are ignored. */
export async function route(deps: RespondDeps, interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) return respond(deps, interaction, readSlashRequest(deps, interaction))
  if (interaction.isMessageContextMenuCommand())
    return respond(deps, interaction, readMenuRequest(deps, interaction))
  if (interaction.isButton() || interaction.isStringSelectMenu())
    return respond(deps, interaction, readPressRequest(deps, interaction))
  if (interaction.isModalSubmit()) return respond(deps, interaction, readSubmitRequest(deps, interaction))
  if (interaction.isAutocomplete()) return suggest(interaction, deps.bot(), deps.clock)
}
