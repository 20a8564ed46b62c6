import { counted, listed } from '../../chat/text.ts'
import type { Button, Part, Span, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { ListedLink } from '../../poll/list-links.ts'
import type { ShownPeople } from '../../poll/make-link.ts'
import { type LinkKind, type LinkTerm, linkTerms } from '../../poll/page-link.ts'
import type { ListedPlaceLink } from '../../poll/place-links.ts'
import { confirmView } from '../confirm/confirm-view.ts'
import { placeLinkPart, placeLinksButton } from './place-link-view.ts'

/** A new link to a page, only visible to the caller. */
interface Made {
  readonly kind: LinkKind
  readonly url: string
  /** In ms since 1970. */
  readonly expiresAt?: number | undefined
}

const kinds: Readonly<Record<LinkKind, { readonly name: string; readonly about: string }>> = {
  counts: {
    name: 'Counts only',
    about: 'Counts only: how many votes each cell has. No names, no reasons.',
  },
  full: { name: 'Full page', about: 'Full page: names and reasons, as the people of this channel see them.' },
}

const linkCall = ({ id }: Disclosure, kind: LinkKind, term: LinkTerm, isSure = false): Button['call'] => ({
  command: 'link',
  args: { poll: id, kind, term, ...(isSure && { sure: 'yes' }) },
})

/** The kinds of link that the caller may make. */
interface Offered {
  readonly kinds: readonly LinkKind[]
  /** Whether the paper's page is offered, too. */
  readonly mayLinkPaper: boolean
}

const paperPageButton = ({ id }: Disclosure): Button => ({
  label: 'Paper page…',
  call: { command: 'link-page', args: { of: 'paper', poll: id } },
})

/** Asks what a page should show, and for how long. */
export function linkQuestion(poll: Disclosure, { kinds: offered, mayLinkPaper }: Offered): View {
  const summary = `A link to a page about “${poll.paper.title}”, for people outside this channel. Anyone who has it can open it.`
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      ...offered.flatMap((kind): readonly Part[] => [
        { kind: 'text', text: kinds[kind].about },
        {
          kind: 'buttons',
          buttons: (['none', '7', '30'] as const).map((term) => ({
            label: term === 'none' ? kinds[kind].name : `${kinds[kind].name}, ${linkTerms[term]}`,
            call: linkCall(poll, kind, term),
          })),
        },
      ]),
      ...(mayLinkPaper ? [{ kind: 'buttons', buttons: [paperPageButton(poll)] } as const] : []),
    ],
  }
}

/** Asks before a full page is made. */
export function fullLinkQuestion(poll: Disclosure, { names, reasons }: ShownPeople, term: LinkTerm): View {
  const shown = [
    ...(names === 0 ? [] : [counted(names, 'name')]),
    ...(reasons === 0 ? [] : [counted(reasons, 'reason')]),
  ]
  const what = shown.length === 0 ? 'what people write here from now on' : listed(shown)
  return confirmView(`Anyone with this link sees ${what}.`, [
    { label: 'Make the link', call: linkCall(poll, 'full', term, true) },
  ])
}

/** The new link. */
export function linkView({ paper }: Disclosure, { kind, url, expiresAt }: Made): View {
  const until: readonly Span[] =
    expiresAt === undefined ? ['. '] : [' until ', { time: expiresAt, as: 'moment' }, '. ']
  return {
    summary: `A link to the page about “${paper.title}”: ${url}`,
    parts: [
      {
        kind: 'text',
        text: [
          `${kinds[kind].about} Anyone with this link can open the page`,
          ...until,
          'To withdraw it: ',
          { typed: 'links' },
        ],
      },
      { kind: 'text', text: { link: url, url } },
      { kind: 'buttons', buttons: [{ label: 'Open page', url }] },
    ],
  }
}

/** The links that the caller may withdraw, and whether they may make one to a page about the channel. */
interface Links {
  readonly polls: readonly ListedLink[]
  readonly pages: readonly ListedPlaceLink[]
  readonly mayMake: boolean
}

/** The addresses of links. */
interface Addresses {
  readonly poll: (link: ListedLink) => string
  readonly page: (link: ListedPlaceLink) => string
}

/** The list of links, those to pages about the channel first. */
export function linksView({ polls, pages, mayMake }: Links, addressOf: Addresses): View {
  const all = [
    ...pages.map((link) => placeLinkPart(link, addressOf.page(link))),
    ...polls.map(
      (link) =>
        ({ kind: 'text', text: lineOf(link, addressOf.poll(link)), button: withdrawButton(link) }) as const,
    ),
  ]
  const offer: readonly Part[] = mayMake ? [{ kind: 'buttons', buttons: [placeLinksButton] }] : []
  if (all.length === 0) {
    const text = 'No links to pages of this channel. To make one, press More… on a poll.'
    return { summary: text, parts: [{ kind: 'text', text }, ...offer] }
  }
  return {
    summary: `${counted(all.length, 'link')} to pages of this channel`,
    parts: [
      { kind: 'heading', text: 'Links to pages' },
      ...all.slice(0, maxListed),
      ...(all.length > maxListed
        ? [{ kind: 'text', text: `And ${all.length - maxListed} older ones.` } as const]
        : []),
      ...offer,
    ],
  }
}

const maxListed = 10

/** "Counts only: AI Control · made by Ada, 25 Nov, 18:00 · until 2 Dec, 18:00" */
function lineOf({ kind, title, by, at, expiresAt }: ListedLink, url: string): readonly Span[] {
  return [
    { strong: `${kinds[kind].name}: ` },
    { link: title, url },
    ' · made by ',
    { person: by },
    ', ',
    { time: at, as: 'moment' },
    ...(expiresAt === undefined ? [] : ([' · until ', { time: expiresAt, as: 'moment' }] as const)),
  ]
}

const withdrawButton = ({ id, poll, title }: ListedLink): Button => ({
  label: 'Withdraw',
  name: `Withdraw the link to “${title}”`,
  call: { command: 'links', args: { poll, withdraw: id } },
})

/** A link was withdrawn. */
export function withdrawnLinkView({ paper }: Disclosure): View {
  const text =
    `The link to the page about “${paper.title}” no longer works. ` +
    "Slack and Discord may keep a preview for a while; I can't remove those."
  return { summary: text, parts: [{ kind: 'text', text }] }
}

/** Whether the caller's name and reasons are on the pages of a poll. */
export function hiddenOnPagesView({ id, paper }: Disclosure, isShown: boolean): View {
  const where = `the pages about “${paper.title}”`
  const text = isShown
    ? `Your name and reasons are shown on ${where} again.`
    : `Your name and reasons are hidden on ${where}. Your vote still counts.`
  const other: Button = isShown
    ? { label: 'Hide me on pages', call: { command: 'hide-me', args: { poll: id } } }
    : { label: 'Show me again', call: { command: 'hide-me', args: { poll: id, shown: 'yes' } } }
  return {
    summary: text,
    parts: [
      { kind: 'text', text },
      { kind: 'buttons', buttons: [other] },
    ],
  }
}
