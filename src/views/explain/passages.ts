import { spansOf } from '../../chat/plain-text.ts'
import type { Span, Text } from '../../chat/view.ts'
import { essay, sourceOf } from '../../taxonomy/taxonomy.ts'
import { type Passage, passagesOf, type Source, type Topic } from '../../taxonomy/topic.ts'

/** Passages of this source carry no mark; the line of sources says so. */
const ours: Source = 'our-gloss'

/** "(the essay)" */
export const markOf = (source: Source): string => `(${sourceOf(source).label})`

/** "… (the essay)"; our own explanations are unmarked. */
export const attribute = ({ text, source }: Passage): string =>
  source === ours ? text : `${text} ${markOf(source)}`

/** In characters: a longer paragraph is hard to read in a chat. */
const maxParagraph = 280

/** Passages as paragraphs with their source; short consecutive passages of one source are joined. */
export function toParagraphs(passages: readonly Passage[]): readonly string[] {
  const paragraphs: Passage[] = []
  for (const { text, source } of passages) {
    const last = paragraphs.at(-1)
    if (last?.source === source && last.text.length + text.length < maxParagraph)
      paragraphs[paragraphs.length - 1] = { source, text: `${last.text} ${text}` }
    else paragraphs.push({ text, source })
  }
  return paragraphs.map(attribute)
}

/** Passages on one line; consecutive ones of one source are marked once. */
export const attributeAll = (passages: readonly Passage[]): string =>
  passages
    .map(({ text, source }, i) => (passages[i + 1]?.source === source ? text : attribute({ text, source })))
    .join(' · ')

/** The values on one line, separated by " · ". */
export const separate = (values: readonly Text[]): readonly Span[] =>
  values.flatMap((value, i): readonly Span[] => [...(i === 0 ? [] : [' · ']), ...spansOf(value)])

/** Links to the sources of the topics' texts, each source once, the essay first. */
export function sourcesLine(topics: readonly Topic[]): Text {
  const others = [...new Set(topics.flatMap(sourcesIn))].filter((source) => source !== 'essay')
  const links = others
    .map(sourceOf)
    .flatMap(({ title, url }) => (url === null ? [] : [{ link: title, url } as const]))
  const ofEssay: Text = [{ link: `“${essay.title}”`, url: essay.url }, ` by ${essay.author}`]
  return ['Sources: ', ...separate([ofEssay, ...links]), '. Text without a source is our own explanation.']
}

const sourcesIn = (topic: Topic): readonly Source[] => [
  ...passagesOf(topic).map(({ source }) => source),
  ...topic.placedElsewhere.map(({ by }) => by),
]
