import { defineCommand } from '../src/bot/command.ts'
import { mayManage, requirePermission } from '../src/poll/permissions.ts'

/** Opens the form of the channel's defaults. */
export default defineCommand({
  name: 'settings-form',
  summary: 'Change the defaults of this channel',
  examples: [],
  options: {},
  answers: 'form',
  async run(_, { caller, settings }) {
    requirePermission(mayManage(caller), 'change settings', 'a manager')
    const { visibility, blind, closes, closers, thread, guests, language, zone } = await settings.get(
      caller.place,
    )
    return {
      kind: 'asked',
      title: 'Defaults of this channel',
      submit: { command: 'settings-save', args: {} },
      ask: ['visibility', 'blind', 'closes', 'closers', 'thread', 'guests', 'zone', 'language'],
      values: {
        visibility,
        blind: blind ? 'yes' : '',
        closes: closes ?? 'never',
        closers,
        thread,
        guests: guests ?? 'vote',
        language,
        zone,
      },
    }
  },
})
