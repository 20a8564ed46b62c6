import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { hintsOf, ifEmpty, optional, text, typed } from '../src/chat/option.ts'
import { mayManage, requirePermission, requireTakingPart } from '../src/poll/permissions.ts'
import { settingsView } from '../src/views/poll/settings-view.ts'
import { understoodLine } from '../src/views/understood.ts'
import { blindOption, visibilityOption } from './options/poll.ts'
import { askSettings } from './options/settings.ts'
import { leftOption } from './options/understood.ts'

/** Defaults that can be typed behind the name: this opens the form with these values. */
const defaultOptions = {
  visibility: ifEmpty(visibilityOption, 'As it is'),
  blind: blindOption,
  closes: typed(optional(text('Polls close after: 24h, 3d, or never', 80)), { as: 'time' }),
  zone: typed(optional(text('Time zone, such as Europe/Berlin', 60)), { also: ['timezone', 'tz'] }),
  language: typed(optional(text('Language of dates, such as en-GB or de', 35)), { also: ['lang'] }),
}

export default defineCommand({
  name: 'settings',
  summary: 'The defaults of this channel',
  form: { title: 'Channel defaults', submit: 'Continue' },
  needs: 'take-part',
  examples: ['settings', 'settings anonymous', 'settings zone:Europe/Berlin'],
  options: { ...defaultOptions, left: leftOption },
  naming: { also: ['setting'], opensForm: 'filled' },
  answers: (options) => (Object.values(options).some((value) => value !== undefined) ? 'form' : 'caller'),
  // Its typed values fill in the form of the defaults.
  async requireMay({ caller }) {
    requirePermission(mayManage(caller), 'change settings', 'a manager')
  },
  async run({ left, ...changes }, context) {
    const typedChanges = Object.entries(changes).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, toText(value)] as const],
    )
    if (left !== undefined || typedChanges.length > 0) {
      const values = Object.fromEntries(typedChanges)
      return askSettings(context, values, understoodLine(values, hintsOf(defaultOptions), left))
    }
    const { caller, settings, hasGuests, namesManagers, now } = context
    requireTakingPart(caller, 'see the settings')
    return show(
      settingsView(await settings.get(caller.place), { rank: caller.rank, hasGuests, namesManagers, now }),
    )
  },
})

/** An empty field takes the default, so "no" is one. */
const toText = (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'yes' : '')
