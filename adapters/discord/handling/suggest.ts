import { setTimeout } from 'node:timers/promises'
import type { AutocompleteInteraction } from 'discord.js'
import type { Bot } from '../../../src/bot/bot.ts'
import { limits } from '../format/limits.ts'
import { readCaller, readSlash } from './read.ts'

/** Discord waits 3 s for suggestions, including the way there and back. */
const maxSuggestMs = 2000

/** Suggests values for the option that the caller is typing; none if the bot takes too long. */
export async function suggest(interaction: AutocompleteInteraction, bot: Bot): Promise<void> {
  const found = await Promise.race([findSuggestions(interaction, bot), setTimeout(maxSuggestMs, [])])
  await interaction.respond(
    found
      .filter(({ value }) => value.length <= limits.suggestionValue)
      .slice(0, limits.suggestions)
      .map(({ label, value }) => ({ name: label.slice(0, limits.suggestionName), value })),
  )
}

/** Empty where the bot is not a member of the server: a command sent there is refused with the reason. */
async function findSuggestions(interaction: AutocompleteInteraction, bot: Bot) {
  if (interaction.guildId !== null && interaction.guild === null) return []
  const { name, value } = interaction.options.getFocused(true)
  return bot.suggest(readSlash(interaction), name, value, readCaller(interaction))
}
