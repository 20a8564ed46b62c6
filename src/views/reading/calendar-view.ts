import type { Part, View } from '../../chat/view.ts'

interface CalendarOffer {
  /** The file with the session, or where there is no link with all of them. */
  readonly file: Part | undefined
  /** The address of the group's calendar; `undefined` if it has none. */
  readonly url: string | undefined
  /** Why there is no address; absent where nobody asked for one. */
  readonly noLink?: string
}

/** Stands above a file for calendars. */
export const fileHint: Part = { kind: 'text', text: 'Open this file to add it to your calendar.' }

/** How to have a group's sessions in one's own calendar. */
export function calendarView({ file, url, noLink }: CalendarOffer): View {
  const summary = 'Sessions for your calendar'
  return {
    summary,
    parts: [
      ...(file === undefined ? [] : [fileHint, file]),
      ...(noLink === undefined ? [] : [{ kind: 'text', text: noLink } as const]),
      ...(url === undefined ? [] : linkParts(url)),
    ],
  }
}

const linkParts = (url: string): readonly Part[] => [
  { kind: 'text', text: 'Subscribe once and every session is in your calendar:' },
  { kind: 'text', text: { link: url, url } },
  {
    kind: 'text',
    text: 'Google: Other calendars → From URL. Apple: File → New Calendar Subscription. Outlook: Add calendar → Subscribe from web.',
  },
  {
    kind: 'text',
    text: 'Google may take a day to show a change; the announcement here is always current. Anyone with this link can read the dates, papers and where you meet.',
  },
  {
    kind: 'text',
    text: ['For feed readers: ', { link: 'recaps of the sessions', url: new URL('recaps.atom', url).href }],
  },
]

/** Why there is no calendar link, and what to do, where the bot has no address that people can open. */
export const noPublicAddress = {
  happened: 'There is no calendar link, because Cruxgrid has no public address here.',
  remedy: 'The person who runs it can set PUBLIC_URL.',
} as const

/** Shown to the person who has replaced the link to a group's calendar. */
export function newCalendarLinkView(url: string): View {
  const text =
    'Made a new calendar link. The old one no longer works: calendars that have it keep what they show and get no changes. People who leave this channel keep the new link until you make another.'
  return { summary: text, parts: [{ kind: 'text', text }, ...linkParts(url)] }
}
