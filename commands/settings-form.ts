import { defineCommand } from '../src/bot/command.ts'
import { askSettings } from './options/settings.ts'

/** Opens the form of the channel's defaults. */
export default defineCommand({
  name: 'settings-form',
  summary: "Change this channel's defaults",
  examples: [],
  options: {},
  answers: 'form',
  run: (_, context) => askSettings(context),
})
