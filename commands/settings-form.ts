import { defineCommand } from '../src/bot/command.ts'
import { mayManage, requirePermission } from '../src/poll/permissions.ts'
import { minShownFrom } from '../src/poll/poll.ts'

/** Opens the form of the channel's defaults. */
export default defineCommand({
  name: 'settings-form',
  summary: 'Change the defaults of this channel',
  examples: [],
  options: {},
  answers: 'form',
  async run(_, { caller, settings, hasGuests }) {
    requirePermission(mayManage(caller), 'change settings', 'a manager')
    const found = await settings.get(caller.place)
    const { visibility, blind, closes, closers, thread, guests, language, zone } = found
    return {
      kind: 'asked',
      title: 'Defaults of this channel',
      submit: { command: 'settings-save', args: {} },
      ask: [
        ...['visibility', 'blind', 'closes', 'closers', 'thread'],
        ...(hasGuests ? ['guests'] : []),
        ...['zone', 'language', 'shown-from', 'seal', 'keep'],
      ],
      values: {
        visibility,
        blind: blind ? 'yes' : '',
        closes: closes ?? 'never',
        closers,
        thread,
        guests: guests ?? 'vote',
        'shown-from': String(found.shownFrom ?? minShownFrom),
        seal: found.seal ?? 'later',
        keep: found.keep ?? 'all',
        language,
        zone,
      },
    }
  },
})
