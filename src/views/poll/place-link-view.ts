import type { Button, Part, View } from '../../chat/view.ts'
import { type LinkTerm, linkTerms } from '../../poll/page-link.ts'
import type { LinkedThing } from '../../poll/place-link.ts'
import type { ListedPlaceLink } from '../../poll/place-links.ts'

/** The pages that links can open, each with its name on a button and its description. */
const pages: Readonly<Record<LinkedThing['of'], { readonly name: string; readonly about: string }>> = {
  channel: {
    name: 'Group page',
    about:
      'The group page shows where the papers of this channel were placed, how many votes they have and which are contested. No names, no reasons.',
  },
  paper: {
    name: 'Paper page',
    about: 'The paper page shows the counts of every poll on the paper. No names, no reasons.',
  },
  season: {
    name: 'Season page',
    about: 'The season page shows the papers of one season with their counts. No names, no reasons.',
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

/** The button that offers links to pages about the caller's channel. */
export const placeLinksButton: Button = { label: 'New link…', call: { command: 'link-page', args: {} } }

/** Asks which page of the channel a link should open, and for how long. @param seasons Those that can be linked. */
export function placeLinkQuestion(
  seasons: readonly { readonly group: string; readonly season: string }[],
): View {
  const summary = 'A link to a page about this channel, for people outside. Anyone who has it can open it.'
  const things: readonly (readonly [LinkedThing['of'], Readonly<Record<string, string>>, string])[] = [
    ['channel', {}, pages.channel.name],
    ['outcomes', {}, pages.outcomes.name],
    ...seasons.map(
      ({ group, season }) => ['season', { group, season }, `${pages.season.name}: ${season}`] as const,
    ),
  ]
  return {
    summary,
    parts: [
      { kind: 'text', text: summary },
      ...things.flatMap(([of, args, name], i): readonly Part[] => [
        ...(things[i - 1]?.[0] === of ? [] : [{ kind: 'text', text: pages[of].about } as const]),
        {
          kind: 'buttons',
          buttons: (['none', '7', '30'] as const).map((term) => ({
            label: term === 'none' ? name : `${name}, ${linkTerms[term]}`,
            call: { command: 'link-page', args: { of, ...args, term } },
          })),
        },
      ]),
    ],
  }
}

/** Asks how long a link to the page of a poll's paper works. */
export function paperLinkQuestion(poll: string): View {
  const term = (value: LinkTerm, label: string): Button => ({
    label,
    call: { command: 'link-page', args: { of: 'paper', poll, term: value } },
  })
  return {
    summary: pages.paper.about,
    parts: [
      { kind: 'text', text: pages.paper.about },
      {
        kind: 'buttons',
        buttons: (['none', '7', '30'] as const).map((value) =>
          term(value, value === 'none' ? pages.paper.name : `${pages.paper.name}, ${linkTerms[value]}`),
        ),
      },
    ],
  }
}

/** The new link. @param expiresAt In ms since 1970; absent if it doesn't. */
export function placeLinkView(of: LinkedThing['of'], url: string, expiresAt: number | undefined): View {
  return {
    summary: `${pages[of].name}: ${url}`,
    parts: [
      {
        kind: 'text',
        text: [
          `${pages[of].about} Anyone with this link can open it`,
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
  const name =
    thing.of === 'paper'
      ? `${pages.paper.name}: ${thing.title}`
      : thing.of === 'season'
        ? `${pages.season.name}: ${thing.season}`
        : pages[thing.of].name
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
export function withdrawnPlaceLinkView({ of }: LinkedThing): View {
  const text =
    `The link to the ${pages[of].name.toLowerCase()} no longer works. ` +
    "Slack and Discord may keep a preview for a while; I can't remove those."
  return { summary: text, parts: [{ kind: 'text', text }] }
}
