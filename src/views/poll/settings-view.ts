import { isManager, type Standing } from '../../chat/caller.ts'
import type { View } from '../../chat/view.ts'
import { minShownFrom } from '../../poll/poll.ts'
import {
  closers,
  guestRights,
  keepTimes,
  type Settings,
  sealTimes,
  threadTimes,
} from '../../poll/settings.ts'
import { formatTime } from '../../time/when.ts'

/** Who reads the defaults, and when. */
interface Reader {
  readonly rank: Standing
  readonly hasGuests: boolean
  readonly namesManagers: boolean
  readonly now: number
}

/** A channel's defaults, with a button to change them for people who are allowed to. */
export function settingsView(settings: Settings, { rank, hasGuests, namesManagers, now }: Reader): View {
  const { visibility, closes, language, zone } = settings
  const facts = [
    { name: 'Votes show', value: visibility === 'names' ? 'names' : 'no names, ever' },
    { name: 'Anonymous results are shown', value: `from ${settings.shownFrom ?? minShownFrom} votes on` },
    { name: 'Anonymous polls are sealed', value: sealTimes[settings.seal ?? 'later'].toLowerCase() },
    { name: 'Polls start', value: startOf(settings) },
    { name: 'Polls close', value: closes === undefined ? 'by hand' : `after ${closes}` },
    { name: 'Who may close, reveal and re-vote', value: closers[settings.closers] },
    { name: 'A thread to talk is opened', value: threadTimes[settings.thread].toLowerCase() },
    ...(hasGuests
      ? [{ name: 'Guests may', value: guestRights[settings.guests ?? 'vote'].toLowerCase() }]
      : []),
    { name: 'Names and words of polls are stored', value: keepTimes[settings.keep ?? 'all'].toLowerCase() },
    zone === undefined
      ? { name: 'Times are read', value: 'in the time zone of who typed them' }
      : { name: 'Now, as times are written here', value: formatTime(now, { language, zone }) },
  ]
  const buttons = [
    { label: 'Change…', call: { command: 'settings-form', args: {} } },
    ...(namesManagers ? [{ label: 'Managers…', call: { command: 'settings managers', args: {} } }] : []),
  ]
  return {
    summary: 'The defaults of this channel',
    parts: [
      { kind: 'heading', text: 'Defaults of this channel' },
      { kind: 'facts', facts },
      ...(isManager(rank) ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  }
}

/** Anonymous polls are blind whatever the default for polls with names is. */
function startOf({ visibility, blind }: Settings): string {
  if (visibility === 'anonymous') return 'blind, until the close'
  return blind ? 'blind, until reveal' : 'with placements in sight'
}
