import { counted } from '../../chat/text.ts'
import type { Button, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import { entryOf, type Group, type Session } from '../../reading/group.ts'
import { writeDate } from '../../time/write-time.ts'
import { goToPoll } from '../poll/go-to-poll.ts'
import { groupButton, paperLink, readingFacts, startTexts } from './reading-parts.ts'
import { comingButtons, placeButtons } from './session-buttons.ts'
import { joinButtons, whereWords } from './where-parts.ts'

/**
 * A reminder before a session; everyone who is expected gets the same text, which names nobody.
 *
 * @param link The address of the poll's message, if there is one.
 */
export function sessionReminderView(
  group: Group,
  session: Session,
  poll: Disclosure | undefined,
  { link, now }: { readonly link: string | undefined; readonly now: number },
): View {
  const entry = entryOf(group, session)
  const title = entry === undefined ? 'next session' : `“${entry.paper.title}”`
  const vote: readonly Button[] =
    poll === undefined
      ? comingButtons(group, session)
      : [{ label: 'Full ballot…', style: 'primary', call: { command: 'ballot', args: { poll: poll.id } } }]
  return {
    summary: `${group.name}: ${title} on ${writeDate(session.date, now)}`,
    parts: [
      { kind: 'heading', text: `${group.name}: session ${timeUntil(session.start - now)}` },
      {
        kind: 'text',
        text: [
          ...startTexts(group, session.start, now),
          ' in ',
          { place: group.place },
          ...(entry === undefined ? [] : [' · ', paperLink(entry.paper)]),
          ...whereWords(group, session),
        ],
      },
      {
        kind: 'text',
        text:
          poll === undefined
            ? 'Are you coming? If you have already answered, you can ignore this.'
            : 'Please vote before the session. If you have already voted, you can ignore this.',
      },
      {
        kind: 'buttons',
        buttons: [
          ...vote,
          ...joinButtons(group, session),
          ...goToPoll(link),
          groupButton(group, 'Stop reminding me', 'reading mute'),
        ],
      },
    ],
  }
}

/** "in 2 hours", from 48 hours on in days. */
function timeUntil(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 90) return `in ${counted(minutes, 'minute')}`
  const hours = Math.round(minutes / 60)
  return `in ${hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day')}`
}

/**
 * Sent to a person who is coming once the session opens, where they can't be added to its thread.
 *
 * @param link The address of its thread, if it has one.
 */
export function startingView(group: Group, session: Session, link: string | undefined): View {
  const entry = entryOf(group, session)
  const title = entry === undefined ? '' : `, “${entry.paper.title}”`
  return {
    summary: `It's starting: ${group.name}${title}`,
    parts: [
      { kind: 'text', text: ["It's starting: ", group.name, title, ' in ', { place: group.place }, '.'] },
      {
        kind: 'buttons',
        buttons: [
          ...(link === undefined ? [] : [{ label: 'Open the thread', url: link }]),
          ...joinButtons(group, session),
          groupButton(group, 'Stop reminding me', 'reading mute'),
        ],
      },
    ],
  }
}

/** Sent to a session's facilitator once one is chosen. */
export function leadingView(group: Group, session: Session, now: number): View {
  const heading = `You're leading the next session of ${group.name}`
  return {
    summary: heading,
    parts: [
      { kind: 'heading', text: heading },
      {
        kind: 'facts',
        facts: [...readingFacts(group, session, now), { name: 'Channel', value: { place: group.place } }],
      },
      {
        kind: 'buttons',
        buttons: [
          groupButton(group, 'Open it now', 'reading next', { do: 'open', session: session.id }),
          groupButton(group, "I can't lead", 'reading facilitators', { pass: session.date }),
          ...placeButtons(group, session),
        ],
      },
    ],
  }
}
