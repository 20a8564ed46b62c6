import type { Span } from '../../chat/view.ts'
import { attachmentKinds } from '../../reading/attachment.ts'
import type { ListedPlace, Nomination, PaperSession } from '../../reading/paper-events.ts'
import { writeDate } from '../../time/write-time.ts'

/** A session in which a group has read the paper, or its place on a list. */
export interface PaperEvent {
  readonly name: string
  readonly text: readonly Span[]
}

/** A paper's sessions, then its places on lists, in words. */
export const paperEvents = (
  sessions: readonly (PaperSession & { readonly recapUrl: string | undefined })[],
  listed: readonly ListedPlace[],
  now: number,
): readonly PaperEvent[] => [
  ...sessions.map(({ date, group, led, recapUrl, attachments = [], nominations }) => ({
    name: `Read on ${writeDate(date, now)}`,
    text: [
      group,
      ...(led === undefined ? [] : [', led by ', { person: led }]),
      ...nominationWords(nominations),
      ...(recapUrl === undefined ? [] : [' ', { link: 'Recap', url: recapUrl }]),
      ...attachments.flatMap(({ kind, url }) => [' ', { link: attachmentKinds[kind], url }]),
    ],
  })),
  ...listed.map(({ group, votes, nominations }) => ({
    name: 'On the reading list',
    text: [`${group}, ${votes} up`, ...nominationWords(nominations)],
  })),
]

/** ", nominated by Ada: Everyone cites it" */
const nominationWords = (nominations: readonly Nomination[]): readonly Span[] =>
  nominations.flatMap(({ by, why }): readonly Span[] => [
    ...(by === undefined ? [] : [', nominated by ', { person: by }]),
    ...(why === undefined ? [] : [`: ${why}`]),
  ])
