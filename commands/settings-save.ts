import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice, flag, ifEmpty, optional, text } from '../src/chat/option.ts'
import { mayManage, requirePermission } from '../src/poll/permissions.ts'
import { maxShownFrom, minShownFrom } from '../src/poll/poll.ts'
import { closers, guestRights, isLanguage, keepTimes, sealTimes, threadTimes } from '../src/poll/settings.ts'
import { isZone } from '../src/time/when.ts'
import { settingsView } from '../src/views/poll/settings-view.ts'
import { invalidShownFrom, unknownLanguage, unknownZone } from './options/errors.ts'
import { readEnd } from './options/times.ts'

/** Stores the channel's defaults from their form. */
export default defineCommand({
  name: 'settings-save',
  summary: 'Record the defaults of this channel',
  form: { title: 'Channel defaults', submit: 'Save' },
  examples: [],
  options: {
    visibility: choice('Votes show', { names: 'Names', anonymous: 'No names, ever' }),
    blind: flag('Polls start blind'),
    closes: text('Polls close after: 24h, 3d, or never', 80),
    closers: choice('Who may close, reveal and re-vote', closers),
    thread: ifEmpty(optional(choice('A thread to talk is opened', threadTimes)), 'As it is'),
    guests: ifEmpty(optional(choice('Guests may', guestRights)), 'As it is'),
    'shown-from': optional(text('Anonymous results: shown from that many votes on, 5 to 50', 2)),
    seal: ifEmpty(optional(choice('Anonymous polls are sealed', sealTimes)), 'As it is'),
    keep: ifEmpty(optional(choice('Names and words of polls are stored', keepTimes)), 'As it is'),
    zone: text('Time zone, such as Europe/Berlin', 60),
    language: text('Language of dates, such as en-GB or de', 35),
  },
  answers: 'caller',
  async run(
    { closes, blind, thread, guests, seal, keep, 'shown-from': shownFrom, ...given },
    { caller, settings, hasGuests, namesManagers, now },
  ) {
    requirePermission(mayManage(caller), 'change settings', 'a manager')
    const { zone, language } = given
    if (!isZone(zone)) throw unknownZone()
    if (!isLanguage(language)) throw unknownLanguage()
    const end = readEnd({ option: 'closes', words: closes, zone, now })
    const before = await settings.get(caller.place)
    const next = {
      v: 1,
      ...given,
      thread: thread ?? before.thread,
      guests: guests ?? before.guests ?? 'vote',
      seal: seal ?? before.seal ?? 'later',
      keep: keep ?? before.keep ?? 'all',
      shownFrom: shownFrom === undefined ? (before.shownFrom ?? minShownFrom) : readShownFrom(shownFrom),
      blind: blind ?? false,
      ...(end !== undefined && { closes }),
    } as const
    await settings.set(caller, next, now)
    return show(settingsView(next, { rank: caller.rank, hasGuests, namesManagers, now }))
  },
})

/** @throws UserError unless it is a whole number from 5 to 50. */
function readShownFrom(text: string): number {
  const votes = /^\d+$/.test(text) ? Number(text) : 0
  if (votes < minShownFrom || votes > maxShownFrom) throw invalidShownFrom()
  return votes
}
