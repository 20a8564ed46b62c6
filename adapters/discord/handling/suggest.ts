import type { AutocompleteInteraction } from 'discord.js'
import type { Bot } from '../../../src/bot/bot.ts'
import { inTime } from '../../../src/chat/in-time.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { limits } from '../format/limits.ts'
import { lacksBot, readCaller, readSlash } from './read.ts'

/** Discord waits 3 s for suggestions, including the way there and back. */
const maxSuggestMs = 2000

/** Suggests values for the option that the caller is typing; none if the bot takes too long. */
export async function suggest(interaction: AutocompleteInteraction, bot: Bot, clock: Clock): Promise<void> {
  const found = (await inTime(findSuggestions(interaction, bot), maxSuggestMs, clock)) ?? []
  await interaction.respond(
    found
      .filter(({ value }) => value.length <= limits.suggestionValue)
      .slice(0, limits.suggestions)
      .map(({ label, value }) => ({ name: label.slice(0, limits.suggestionName), value })),
  )
}

async function findSuggestions(interaction: AutocompleteInteraction, bot: Bot) {
  const { name, value } = interaction.options.getFocused(true)
  const call = readSlash(interaction)
  // A command that is sent there is refused with the reason.
  if (lacksBot(interaction, call)) return []
  return bot.suggest(call, name, value, readCaller(interaction, call))
}
