import { counted, listed } from '../../chat/text.ts'
import type { Button, Part, Span, View } from '../../chat/view.ts'
import type { Disclosure } from '../../poll/disclose.ts'
import type { ListedLink } from '../../poll/list-links.ts'
import type { ShownPeople } from '../../poll/make-link.ts'
import { type LinkKind, type LinkTerm, linkTerms } from '../../poll/page-link.ts'
import { confirmView } from '../confirm/confirm-view.ts'

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

/** Asks what a page should show, and for how long. @param offered The kinds of link that the caller may make. */
export function linkQuestion(poll: Disclosure, offered: readonly LinkKind[]): View {
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

/** The links that the caller may withdraw. @param addressOf The address of a link. */
export function linksView(links: readonly ListedLink[], addressOf: (link: ListedLink) => string): View {
  if (links.length === 0) {
    const text = 'No links to pages of this channel. To make one, press More… on a poll.'
    return { summary: text, parts: [{ kind: 'text', text }] }
  }
  const summary = `${counted(links.length, 'link')} to pages of this channel`
  return {
    summary,
    parts: [
      { kind: 'heading', text: 'Links to pages' },
      ...links
        .slice(0, maxListed)
        .flatMap((link): readonly Part[] => [
          { kind: 'text', text: lineOf(link, addressOf(link)), button: withdrawButton(link) },
        ]),
      ...(links.length > maxListed
        ? [{ kind: 'text', text: `And ${links.length - maxListed} older ones.` } as const]
        : []),
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
