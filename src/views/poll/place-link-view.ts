import { isErased } from '../../chat/caller.ts'
import { toPlainText } from '../../chat/plain-text.ts'
import { capitalise, counted, listed } from '../../chat/text.ts'
import { truncate } from '../../chat/truncate.ts'
import type { Button, Part, Span, View } from '../../chat/view.ts'
import { type LinkKind, type LinkTerm, linkTerms } from '../../poll/page-link.ts'
import type { LinkedThing, PlaceLink } from '../../poll/place-link.ts'
import type { ListedPlaceLink } from '../../poll/place-links.ts'
import { confirmView } from '../confirm/confirm-view.ts'

/** How many names, reasons and notes to sessions a page shows. */
export interface ShownOnPage {
  readonly names: number
  readonly reasons: number
  readonly notes: number
}

/** The pages that links can open, each with its name on a button and its descriptions. */
const pages: Readonly<
  Record<LinkedThing['of'], { readonly name: string; readonly about: string; readonly full?: string }>
> = {
  channel: {
    name: 'Group page',
    about:
      'The group page shows where the papers of this channel were placed, how many votes they have and which are contested. No names, no reasons.',
    full: 'the name of this channel, and links to its polls and to its full pages',
  },
  paper: {
    name: 'Paper page',
    about: 'The paper page shows the counts of every poll on the paper. No names, no reasons.',
    full: 'what people write here from now on',
  },
  season: {
    name: 'Season page',
    about: 'The season page shows the papers of one season with their counts. No names, no reasons.',
    full: 'who leads sessions and the notes to them from now on',
  },
  calendar: {
    name: 'Calendar link',
    about: 'The calendar link has the dates, papers and places of a reading group.',
  },
  outcomes: {
    name: 'Outcomes feed',
    about:
      'The outcomes feed has the last 50 results of this channel for feed readers. No names, no reasons.',
  },
}

/** "Full group page" */
const nameOf = (of: LinkedThing['of'], kind: LinkKind): string =>
  kind === 'full' ? `Full ${pages[of].name.toLowerCase()}` : pages[of].name

/** The arguments that name the target of a new link. */
type ThingArgs = Readonly<Record<string, string>>

/** Of a season, so that its button has room for the term. */
const maxSeason = 14
/** Those that are offered: a message holds no more buttons. */
const maxSeasons = 4

/** The button that offers links to pages about the caller's channel. */
export const placeLinksButton: Button = { label: 'New link…', call: { command: 'link-page', args: {} } }

/** Asks which page of the channel a link should open, and for how long. @param seasons Those that can be linked. */
export function placeLinkQuestion(
  seasons: readonly { readonly group: string; readonly season: string }[],
  kinds: readonly LinkKind[],
): View {
  const summary = 'A link to a page about this channel, for people outside. Anyone who has it can open it.'
  const things: readonly (readonly [LinkedThing['of'], ThingArgs, string])[] = [
    ['channel', {}, pages.channel.name],
    ['outcomes', {}, pages.outcomes.name],
    ...seasons
      .slice(0, maxSeasons)
      .map(
        ({ group, season }) =>
          ['season', { group, season }, `${pages.season.name}: ${truncate(season, maxSeason)}`] as const,
      ),
  ]
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      ...things.flatMap(([of, args, name], i): readonly Part[] => [
        ...(things[i - 1]?.[0] === of ? [] : [{ kind: 'text', text: pages[of].about } as const]),
        { kind: 'buttons', buttons: linkButtons(of, args, { name, kinds }) },
      ]),
    ],
  }
}

const terms: readonly LinkTerm[] = ['none', '7', '30']

const withTerm = (name: string, term: LinkTerm): string =>
  term === 'none' ? name : `${name}, ${linkTerms[term]}`

/** A button for each term, and one that asks about the full page, where there is one and the caller may link it. */
function linkButtons(
  of: LinkedThing['of'],
  args: ThingArgs,
  { name, kinds }: { readonly name: string; readonly kinds: readonly LinkKind[] },
): readonly Button[] {
  const call = (more: ThingArgs) => ({ command: 'link-page', args: { of, ...args, ...more } })
  const mayBeFull = kinds.includes('full') && pages[of].full !== undefined
  return [
    ...terms.map((term) => ({ label: withTerm(name, term), call: call({ term }) })),
    ...(mayBeFull ? [{ label: nameOf(of, 'full'), call: call({ kind: 'full' }) }] : []),
  ]
}

/** Asks how long a link to the page of a poll's paper works. */
export const paperLinkQuestion = (poll: string, kinds: readonly LinkKind[]): View => ({
  summary: pages.paper.about,
  parts: [
    { kind: 'text', text: pages.paper.about },
    { kind: 'buttons', buttons: linkButtons('paper', { poll }, { name: pages.paper.name, kinds }) },
  ],
})

/**
 * Asks before a link to a full page is made.
 *
 * @param shown What the page would show of people.
 * @param args The target of the link.
 */
export function fullPlaceLinkQuestion(of: LinkedThing['of'], shown: ShownOnPage, args: ThingArgs): View {
  const { names, reasons, notes } = shown
  const counts = [
    ...(names === 0 ? [] : [counted(names, 'name')]),
    ...(reasons === 0 ? [] : [counted(reasons, 'reason')]),
    ...(notes === 0 ? [] : [counted(notes, 'note')]),
  ]
  const what = counts.length === 0 ? (pages[of].full ?? '') : listed(counts)
  const call = (term: LinkTerm) => ({
    command: 'link-page',
    args: { of, ...args, kind: 'full', term, sure: 'yes' },
  })
  return confirmView(
    `Anyone with this link sees ${what}.`,
    terms.map((term) => ({ label: withTerm('Make the link', term), call: call(term) })),
  )
}

/** One line for everyone in the channel: a full page must not be made unseen. */
export function linkLineView({ thing, link: { by } }: PlaceLink): View {
  const who: Span = isErased(by) ? capitalise(by.name) : { person: by }
  const page =
    thing.of === 'paper'
      ? `the page about “${truncate(thing.title, 200)}”`
      : thing.of === 'season'
        ? `the page of ${thing.season}`
        : 'the page of this channel'
  const text = [who, ` made a link to ${page} with ${withWords(thing.of)}.`]
  return { summary: toPlainText(text), parts: [{ kind: 'text', text }] }
}

/** Names the parts that only a full page has. */
function withWords(of: LinkedThing['of']): string {
  if (of === 'paper') return 'names and reasons'
  return of === 'season' ? 'names and notes' : 'links to its polls'
}

const withdrawnLine = 'A link to a full page of this channel was withdrawn.'

/** The line once its link is gone. */
export const linkWithdrawnLine: View = {
  summary: withdrawnLine,
  parts: [{ kind: 'text', text: withdrawnLine }],
}

/** The new link. */
export function placeLinkView(
  of: LinkedThing['of'],
  { kind, url, expiresAt }: { readonly kind: LinkKind; readonly url: string; readonly expiresAt?: number },
): View {
  const name = nameOf(of, kind)
  return {
    summary: `${name}: ${url}`,
    parts: [
      {
        kind: 'text',
        text: [
          kind === 'full'
            ? `${name}: as the people of this channel see it. Anyone with this link can open it`
            : `${pages[of].about} Anyone with this link can open it`,
          ...(expiresAt === undefined
            ? ['. ']
            : ([' until ', { time: expiresAt, as: 'moment' }, '. '] as const)),
          'To withdraw it: ',
          { typed: 'links' },
        ],
      },
      { kind: 'text', text: { link: url, url } },
      { kind: 'buttons', buttons: [{ label: of === 'outcomes' ? 'Open feed' : 'Open page', url }] },
    ],
  }
}

/** A link in the list, with its button: "Group page · made by Ada, 25 Nov, 18:00". */
export function placeLinkPart({ thing, link }: ListedPlaceLink, url: string): Part {
  const { id, by, at, expiresAt } = link
  const page = nameOf(thing.of, link.kind)
  const name =
    thing.of === 'paper'
      ? `${page}: ${thing.title}`
      : thing.of === 'season'
        ? `${page}: ${thing.season}`
        : page
  return {
    kind: 'text',
    text: [
      { link: name, url },
      ' · made by ',
      { person: by },
      ', ',
      { time: at, as: 'moment' },
      ...(expiresAt === undefined ? [] : ([' · until ', { time: expiresAt, as: 'moment' }] as const)),
    ],
    button: {
      label: 'Withdraw',
      name: `Withdraw the link to “${name}”`,
      call: { command: 'links', args: { withdraw: id } },
    },
  }
}

/** A link was withdrawn. */
export function withdrawnPlaceLinkView({ thing: { of }, link }: PlaceLink): View {
  const text =
    of === 'calendar'
      ? 'The calendar link no longer works: calendars that have it keep what they show and get no changes.'
      : `The link to the ${nameOf(of, link.kind).toLowerCase()} no longer works. ` +
        "Slack and Discord may keep a preview for a while; I can't remove those."
  return { summary: text, parts: [{ kind: 'text', text }] }
}
