import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, flag, optional, text, typed, zoned } from '../src/chat/option.ts'
import { mayManage, requirePermission } from '../src/poll/permissions.ts'
import { minShownFrom } from '../src/poll/poll.ts'
import { isLanguage } from '../src/poll/settings.ts'
import { zoneNamed } from '../src/time/read-own-zone.ts'
import { settingsView } from '../src/views/poll/settings-view.ts'
import { readAsks } from './options/ask.ts'
import { invalidShownFrom, unknownLanguage, unknownZone } from './options/errors.ts'
import { labelOptions, readLabels } from './options/labels.ts'
import { channelOptions, isShownFrom, unchanged } from './options/settings.ts'
import { readEnd } from './options/times.ts'

/** Stores the channel's defaults from their form. */
export default defineCommand({
  name: 'settings-save',
  summary: "Save this channel's defaults",
  form: { title: 'Channel defaults', submit: 'Save' },
  examples: [],
  options: {
    visibility: choice('Names: what new polls show', { names: 'Show names', anonymous: 'Anonymous' }),
    blind: flag('Blind: new polls hide votes until the reveal'),
    closes: typed(text('Closes after: for example 24h, 3d or never', 80), { as: 'time' }),
    closers: channelOptions.closers,
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
    zone: zoned(optional(text("Time zone: for example Europe/Berlin; empty: each person's own", 60))),
    language: text('Date language: for example en-GB or de', 35),
  },
  answers: 'caller',
  async run(
    {
      closes,
      blind,
      thread,
      guests,
      offers,
      links,
      seal,
      keep,
      elsewhere,
      ask,
      zone: words,
      'shown-from': shownFrom,
      ...others
    },
    context,
  ) {
    const { caller, settings, polls, labelsOf, now } = context
    requirePermission(mayManage(caller), "change the channel's defaults", 'a manager of this channel')
    const { 'tag-open': open, 'tag-closed': closed, ...given } = others
    const { language } = given
    const zone = words === undefined ? undefined : zoneNamed(words)
    if (words !== undefined && zone === undefined) throw unknownZone(words)
    if (!isLanguage(language)) throw unknownLanguage(language)
    if (shownFrom !== undefined && !isShownFrom(shownFrom)) throw invalidShownFrom()
    // Only whether it can be read: without a zone here, it is read in that of each opener.
    const end = readEnd({ option: 'closes', words: closes, zone: zone ?? 'UTC', now })
    const before = await settings.get(caller.place)
    const known = await labelsOf(caller.place)
    const labels =
      known.length === 0
        ? before.labels
        : readLabels({ 'tag-open': open, 'tag-closed': closed }, before.labels, known)
    const asks = ask === undefined ? before.ask : readAsks(ask)
    const linkRights = links ?? before.links
    const next = {
      v: 2,
      ...given,
      thread: thread ?? before.thread,
      guests: guests ?? before.guests ?? 'vote',
      offers: offers ?? before.offers ?? 'off',
      seal: seal ?? before.seal ?? 'later',
      keep: keep ?? before.keep ?? 'all',
      elsewhere: elsewhere ?? before.elsewhere ?? 'on',
      shownFrom: shownFrom === undefined ? (before.shownFrom ?? minShownFrom) : Number(shownFrom),
      blind: blind ?? false,
      ...(end !== undefined && { closes }),
      ...(zone !== undefined && { zone }),
      ...(asks !== undefined && { ask: asks }),
      ...(linkRights !== undefined && { links: linkRights }),
      ...(labels !== undefined && { labels }),
    } as const
    await settings.set(caller, next, now)
    return show(settingsView(next, { ...context, hasPages: polls.hasPages, hasLabels: known.length > 0 }))
  },
})
