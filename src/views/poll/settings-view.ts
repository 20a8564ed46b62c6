import { type Caller, isManager } from '../../chat/caller.ts'
import { counted } from '../../chat/text.ts'
import type { View } from '../../chat/view.ts'
import { minShownFrom } from '../../poll/poll.ts'
import {
  closers,
  elsewhereChoices,
  guestRights,
  keepTimes,
  linkRights,
  offerChoices,
  type Settings,
  sealTimes,
  threadTimes,
} from '../../poll/settings.ts'
import { formatTime } from '../../time/when.ts'
import { askWords } from './ask-words.ts'

/** Who reads the defaults, and when. */
interface Reader {
  readonly caller: Pick<Caller, 'rank'>
  readonly hasGuests: boolean
  readonly makesOffers: boolean
  readonly namesManagers: boolean
  readonly hasPages: boolean
  /** Whether threads have labels here. */
  readonly hasLabels: boolean
  readonly now: number
}

/** A channel's defaults, with a button to change them for people who are allowed to. */
export function settingsView(
  settings: Settings,
  { caller, hasGuests, makesOffers, namesManagers, hasPages, hasLabels, now }: Reader,
): View {
  const { visibility, closes, language, zone } = settings
  const facts = [
    { name: 'Names', value: visibility === 'names' ? 'shown' : 'anonymous' },
    { name: 'Anonymous results are shown', value: `from ${settings.shownFrom ?? minShownFrom} votes on` },
    { name: 'Anonymous polls are sealed', value: sealTimes[settings.seal ?? 'later'].toLowerCase() },
    { name: 'Votes', value: startOf(settings) },
    { name: 'Optional questions', value: askWords(settings.ask) },
    { name: 'Polls close', value: closes === undefined ? 'when someone closes them' : closingWords(closes) },
    { name: 'Who can close, reveal and re-vote', value: closers[settings.closers] },
    { name: 'Discussion thread', value: threadTimes[settings.thread].toLowerCase() },
    ...(hasGuests
      ? [{ name: 'Guests can', value: guestRights[settings.guests ?? 'vote'].toLowerCase() }]
      : []),
    ...(makesOffers
      ? [
          {
            name: 'Offer to place linked papers',
            value: offerChoices[settings.offers ?? 'off'].toLowerCase(),
          },
        ]
      : []),
    ...(hasPages ? [{ name: 'Links to pages can be made by', value: linkWords(settings.links) }] : []),
    ...(hasLabels ? labelFacts(settings) : []),
    {
      name: 'Results name the Shallow Review’s placement',
      value: elsewhereChoices[settings.elsewhere ?? 'on'].replace(/^\w/, (first) => first.toLowerCase()),
    },
    { name: 'Names and words of polls are stored', value: keepTimes[settings.keep ?? 'all'].toLowerCase() },
    zone === undefined
      ? { name: 'Times are read', value: 'in the time zone of the person who typed them' }
      : { name: 'Times are shown like this', value: formatTime(now, { language, zone }) },
  ]
  const buttons = [
    { label: 'Change…', call: { command: 'settings-form', args: {} } },
    ...(namesManagers ? [{ label: 'Managers…', call: { command: 'settings managers', args: {} } }] : []),
  ]
  return {
    summary: 'Channel defaults',
    parts: [
      { kind: 'heading', text: 'Channel defaults' },
      { kind: 'facts', facts },
      ...(isManager(caller.rank) ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  }
}

/** "who opened the poll, and managers" */
const linkWords = (links: Settings['links']): string =>
  links === undefined
    ? `${linkRights.opener.toLowerCase()}; only managers where not every member sees the channel`
    : linkRights[links].toLowerCase()

/** The tags of posts that follow their poll. */
const labelFacts = ({ labels }: Settings) => [
  { name: 'Tag of posts whose poll is open', value: labels?.open?.name ?? 'none' },
  { name: 'Tag of posts whose poll is closed', value: labels?.closed?.name ?? 'none' },
]

const units: Readonly<Record<string, string>> = { h: 'hour', d: 'day', w: 'week' }

/** "7 days after they open"; any other text in quotes, unchanged. */
function closingWords(closes: string): string {
  const [, count, letter = ''] = /^(\d+) ?([hdw])$/.exec(closes) ?? []
  const unit = units[letter]
  return unit === undefined ? `“${closes}”` : `${counted(Number(count), unit)} after they open`
}

/** Anonymous polls are blind whatever the default for polls with names is. */
function startOf({ visibility, blind }: Settings): string {
  if (visibility === 'anonymous') return 'hidden until the close'
  return blind ? 'hidden until the reveal' : 'visible from the start'
}
