import type { GroupPage } from '../../src/bot/group-pages.ts'
import type { Picture } from '../../src/chat/view.ts'
import { type Paper, partsOf } from '../../src/paper/paper.ts'
import type { Disclosure } from '../../src/poll/disclose.ts'
import { groupPreviewWords, previewWords } from '../../src/views/poll/preview-words.ts'
import type { Meta } from './document.ts'

/** The size of the card in pixels. */
const cardSize = { width: 1200, height: 630 } as const

/**
 * The elements that previews and reference managers read. Of an open poll they hold no counts: previews are kept where they
 * were made, so counts would grow old there, and sway people who have yet to vote.
 *
 * @param address Of the page.
 * @param card Its key changes with what it shows.
 */
export function pollMetas(poll: Disclosure, address: string, card: Card): readonly Meta[] {
  const { title } = poll.paper
  return [...previewOf({ title, description: previewWords(poll) }, address, card), ...citations(poll.paper)]
}

type Card = Pick<Picture, 'key' | 'alt'>

/** The same of a group's or a season's page. */
export const groupMetas = (
  { previewTitle: title, overview: { atlas } }: GroupPage,
  address: string,
  card: Card,
) => previewOf({ title, description: groupPreviewWords(atlas) }, address, card)

const previewOf = (
  { title, description }: { readonly title: string; readonly description: string },
  address: string,
  card: Card,
): readonly Meta[] => [
  { name: 'og:type', content: 'website' },
  { name: 'og:site_name', content: 'Cruxgrid' },
  { name: 'og:title', content: title },
  { name: 'og:description', content: description },
  { name: 'og:image', content: `${address}/card.png?v=${card.key}` },
  { name: 'og:image:width', content: String(cardSize.width) },
  { name: 'og:image:height', content: String(cardSize.height) },
  { name: 'og:image:alt', content: card.alt },
  { name: 'twitter:card', content: 'summary_large_image' },
]

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
