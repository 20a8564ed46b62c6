import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, ifEmpty, optional, text, typed } from '../src/chat/option.ts'
import { mayManage, requirePermission, requireTakingPart } from '../src/poll/permissions.ts'
import { isLanguage } from '../src/poll/settings.ts'
import { zoneNamed } from '../src/time/read-own-zone.ts'
import { settingsView } from '../src/views/poll/settings-view.ts'
import { invalidShownFrom, unknownLanguage, unknownZone } from './options/errors.ts'
import { faultsInLabels, labelOptions, suggestLabel, toTypedValues } from './options/labels.ts'
import { setPairs } from './options/pairs.ts'
import { blindOption, visibilityOption } from './options/poll.ts'
import { askSettings, channelOptions, isShownFrom, unchanged } from './options/settings.ts'
import { suggestSpan, suggestZone } from './options/suggest-times.ts'
import { faultsOption, leftOption, readFaults } from './options/understood.ts'

/** Defaults that can be typed behind the name: this opens the form with these values. */
const defaultOptions = {
  visibility: ifEmpty(visibilityOption, 'No change'),
  blind: blindOption,
  closes: typed(optional(text('Closes after: for example 24h, 3d or never', 80)), { as: 'time' }),
  zone: typed(optional(text('Time zone: for example Europe/Berlin', 60)), { also: ['timezone', 'tz'] }),
  language: typed(optional(text('Date language: for example en-GB or de', 35)), { also: ['lang'] }),
  closers: unchanged(channelOptions.closers),
  thread: unchanged(channelOptions.thread),
  guests: unchanged(channelOptions.guests),
  offers: unchanged(channelOptions.offers),
  links: unchanged(channelOptions.links),
  'shown-from': optional(channelOptions['shown-from']),
  seal: unchanged(channelOptions.seal),
  keep: unchanged(channelOptions.keep),
  elsewhere: unchanged(channelOptions.elsewhere),
  ask: channelOptions.ask,
  ...labelOptions,
  pairs: typed(
    unchanged(choice('Pairs: whether agreement compares others with you', { on: 'On', off: 'Off' })),
    {
      onlyWithName: true,
    },
  ),
}

export default defineCommand({
  name: 'settings',
  summary: "Show this channel's defaults",
  form: { title: 'Channel defaults', submit: 'Continue' },
  needs: 'take-part',
  examples: ['settings', 'settings anonymous', 'settings zone:Europe/Berlin'],
  options: { ...defaultOptions, left: leftOption, faults: faultsOption },
  naming: { also: ['setting'], opensForm: 'filled' },
  answers: ({ pairs, ...options }) =>
    Object.values(options).some((value) => value !== undefined) ? 'form' : 'caller',
  suggest: {
    ...{ closes: suggestSpan, zone: suggestZone },
    ...{ 'tag-open': suggestLabel, 'tag-closed': suggestLabel },
  },
  // Its typed values fill in the form of the defaults.
  async requireMay({ caller }) {
    requirePermission(mayManage(caller), "change the channel's defaults", 'a manager of this channel')
  },
  async run({ left, faults, ...given }, context) {
    const { pairs, ...changes } = given
    const isOwn =
      pairs !== undefined && [left, faults, ...Object.values(changes)].every((one) => one === undefined)
    if (isOwn) return show(await setPairs(context, pairs))
    const typedChanges = Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, toText(value)] as const],
    )
    if (left !== undefined || faults !== undefined || typedChanges.length > 0) {
      const labels = await context.labelsOf(context.caller.place)
      const { 'tag-open': open, 'tag-closed': closed } = changes
      const tags = labels.length === 0 ? {} : { 'tag-open': open, 'tag-closed': closed }
      // Pairs are the caller's own; without guests, offers, pages or labels the form has no field for them.
      const isUnknown = (name: string) =>
        name === 'pairs' ||
        (name === 'guests' && !context.hasGuests) ||
        (name === 'offers' && !context.makesOffers) ||
        (name === 'links' && !context.polls.hasPages) ||
        (name in labelOptions && labels.length === 0)
      const args = {
        ...Object.fromEntries(typedChanges.filter(([name]) => !isUnknown(name))),
        ...toTypedValues(tags, labels),
      }
      const unknown = typedChanges.flatMap(([name, text]) => (isUnknown(name) ? [`${name}:${text}`] : []))
      const words = [...(left === undefined ? [] : [left]), ...unknown].join(' ')
      return askSettings(context, {
        args,
        ...(words !== '' && { left: words }),
        faults: { ...faultsIn(changes), ...faultsInLabels(tags, labels), ...readFaults(faults) },
      })
    }
    const { caller, settings, labelsOf } = context
    requireTakingPart(caller, 'see the settings')
    const hasLabels = (await labelsOf(caller.place)).length > 0
    const hasPages = context.polls.hasPages
    return show(settingsView(await settings.get(caller.place), { ...context, hasPages, hasLabels }))
  },
})

/** An empty field takes the default, so "no" is one. */
const toText = (value: string | boolean): string => (typeof value === 'string' ? value : value ? 'yes' : '')

/** The faults of values that only the settings have. */
function faultsIn({ zone, language, 'shown-from': votes }: Readonly<Record<string, unknown>>) {
  return {
    ...(typeof zone === 'string' && zoneNamed(zone) === undefined && unknownZone(zone).help.fields),
    ...(typeof language === 'string' && !isLanguage(language) && unknownLanguage(language).help.fields),
    ...(typeof votes === 'string' && !isShownFrom(votes) && invalidShownFrom().help.fields),
  }
}
