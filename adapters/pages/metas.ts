import { boardLines, reportSummary } from '../../src/disagreement/poll-summary.ts'
import { type Paper, partsOf } from '../../src/paper/paper.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import type { Meta } from './document.ts'
import { words } from './words.ts'

/** The size of the card in pixels. */
const cardSize = { width: 1200, height: 630 } as const

/**
 * The elements that previews and reference managers read. Of an open poll they hold no counts: previews are kept where they
 * were made, so counts would grow old there, and sway people who have yet to vote.
 *
 * @param address Of the page.
 * @param cardKey Changes with the card.
 */
export function pollMetas(
  poll: Disclosure,
  address: string,
  card: { readonly key: string; readonly alt: string },
): readonly Meta[] {
  const { paper, state } = poll
  const description =
    state === 'open' ? words.openPoll : ((reportSummary(poll)?.lines ?? boardLines(poll))[0] ?? '')
  return [
    { name: 'og:type', content: 'website' },
    { name: 'og:site_name', content: 'Cruxgrid' },
    { name: 'og:title', content: paper.title },
    { name: 'og:description', content: description },
    { name: 'og:image', content: `${address}/card.png?v=${card.key}` },
    { name: 'og:image:width', content: String(cardSize.width) },
    { name: 'og:image:height', content: String(cardSize.height) },
    { name: 'og:image:alt', content: card.alt },
    { name: 'twitter:card', content: 'summary_large_image' },
    ...citations(paper),
  ]
}

function citations({ id, title, authors, year }: Paper): readonly Meta[] {
  const { kind, value } = partsOf(id)
  const named = kind === 'doi' ? 'citation_doi' : kind === 'arxiv' ? 'citation_arxiv_id' : undefined
  return [
    { name: 'citation_title', content: title },
    ...authors.map((content) => ({ name: 'citation_author', content })),
    ...(year === undefined ? [] : [{ name: 'citation_publication_date', content: String(year) }]),
    ...(named === undefined ? [] : [{ name: named, content: value }]),
  ]
}
