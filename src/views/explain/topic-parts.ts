import { capitalise, listed, listedAsChoices } from '../../chat/text.ts'
import type { Button, Fact, Part, Picture, Span, Text } from '../../chat/view.ts'
import { approach, caseFocus, cells } from '../../grid/axes.ts'
import { linkOf } from '../../paper/link/link-of.ts'
import { exampleOf, sourceOf, topicOf } from '../../taxonomy/taxonomy.ts'
import type { Landmark, Passage, PlacedElsewhere, Source, Topic } from '../../taxonomy/topic.ts'

export type Facts = readonly Fact[]

/** A button that explains a topic to the person who presses it. @param topic A topic's id, or two with "vs" between. */
export const explainButton = (label: string, topic: string): Button => ({
  label,
  call: { command: 'explain', args: { topic, private: 'yes' } },
})

export const topicButton = ({ id, name }: Topic): Button => explainButton(name, id)

export const pictureParts = (picture: Picture | undefined): readonly Part[] =>
  picture === undefined ? [] : [{ kind: 'picture', picture }]

/** Passages of this source carry no mark; the line of sources says so. */
const ours: Source = 'our-gloss'

/** In characters: a longer paragraph is hard to read in a chat. */
const maxParagraph = 280

/** Passages as paragraphs with their source; short consecutive passages of one source are joined. */
export function passageParts(passages: readonly Passage[]): readonly Part[] {
  const paragraphs: Passage[] = []
  for (const { text, source } of passages) {
    const last = paragraphs.at(-1)
    if (last?.source === source && last.text.length + text.length < maxParagraph)
      paragraphs[paragraphs.length - 1] = { source, text: `${last.text} ${text}` }
    else paragraphs.push({ text, source })
  }
  return paragraphs.map((passage) => ({ kind: 'text', text: attribute(passage) }))
}

/** "… (the essay)"; our own explanations are unmarked. */
export const attribute = ({ text, source }: Passage): string =>
  source === ours ? text : `${text} (${sourceOf(source).label})`

/** A fact with several values; empty without values. */
export const factOf = (name: string, values: readonly Text[]): Facts =>
  values.length === 0 ? [] : [{ name, value: separate(values) }]

/** The values on one line, separated by " · ". */
const separate = (values: readonly Text[]): readonly Span[] =>
  values.flatMap((value, i): readonly Span[] => [
    ...(i === 0 ? [] : [' · ']),
    ...(isSpan(value) ? [value] : value),
  ])

const isSpan = (text: Text): text is Span => !Array.isArray(text)

/** A topic's place on the grid in words: its cell, its levels, or that the essay gives it no cell. */
export function whereFacts(topic: Topic): Facts {
  switch (topic.kind) {
    case 'cell': {
      const { row, column } = topic
      return [{ name: 'Where', value: `${approach.levels[row]} × ${caseFocus.levels[column]}` }]
    }
    case 'axis':
      return [
        { name: 'Question', value: topic.question },
        { name: 'Levels', value: topic.levels.map((id) => topicOf(id).name).join(' · ') },
      ]
    case 'level': {
      const { row, column, askYourself, signs } = topic
      const examples = cells.filter((cell) => cell.row === row || cell.column === column)
      return [
        {
          name: 'Examples in the essay',
          value: examples.map((cell) => exampleOf(cell.row, cell.column)).join(' · '),
        },
        { name: 'Ask yourself', value: askYourself },
        { name: 'Signs', value: signs.join('; ') },
      ]
    }
    case 'unplaced': {
      const guesses = topic.ourGuess.map(({ cell, because }) => `${topicOf(cell).name}, ${because}`)
      return [{ name: 'Where', value: `no cell in the essay. Our guess: ${guesses.join('; or ')}.` }]
    }
    case 'concept':
      return topic.askYourself === undefined ? [] : [{ name: 'Ask yourself', value: topic.askYourself }]
    case 'contested':
      return [{ name: 'Held by', value: holdersWords(topic.heldBy) }]
    case 'case':
    case 'how-to':
      return []
  }
}

/** "Richard Ngo and 2 commenters" */
export function holdersWords(heldBy: readonly string[]): string {
  const times = (holder: string) => heldBy.filter((other) => other === holder).length
  return listed(
    [...new Set(heldBy)].map((holder) =>
      times(holder) === 1 ? holder : `${times(holder)} ${holder.replace(/^an? /, '')}s`,
    ),
  )
}

/** "Scaling Laws …, Kaplan et al., 2020" */
export const landmarkText = ({ title, authors, year, id }: Landmark): readonly Span[] => {
  const at = id.indexOf(':')
  return [
    { link: title, url: linkOf({ kind: id.slice(0, at), value: id.slice(at + 1) }) },
    `, ${authors}, ${year}`,
  ]
}

const approaches: Readonly<Record<PlacedElsewhere['approach'][number], string>> = {
  engineering: approach.plain[0],
  'behaviorist-science': approach.plain[1],
  'cognitivist-science': approach.plain[2],
  'maths-philosophy': 'maths and philosophy',
  varies: 'approach varies',
}
const cases: Readonly<Record<PlacedElsewhere['case'], string>> = {
  'average-case': caseFocus.plain[0],
  'pessimistic-case': caseFocus.plain[1],
  'worst-case': caseFocus.plain[2],
  mixed: 'mixed cases',
  varies: 'case varies',
}

/** Placements by others, grouped by author: "Debate: Engineering or Cognitivist × Worst-case". */
export const elsewhereFacts = ({ placedElsewhere }: Topic): Facts =>
  [...new Set(placedElsewhere.map(({ by }) => by))].flatMap((by) =>
    factOf(
      capitalise(sourceOf(by).label),
      placedElsewhere.filter((placement) => placement.by === by).map(elsewhereText),
    ),
  )

const elsewhereText = ({ name, approach, case: of }: PlacedElsewhere): string =>
  `${name}: ${listedAsChoices(approach.map((one) => approaches[one]))} × ${cases[of]}`

/** Links to the sources of the topics' texts, each source once, the essay first. */
export function sourcesPart(...topics: readonly Topic[]): Part {
  const links = [...new Set<Source>(['essay', ...topics.flatMap(sourcesOf)])]
    .map(sourceOf)
    .flatMap(({ title, url }) => (url === null ? [] : [{ link: title, url }]))
  return {
    kind: 'text',
    text: ['Sources: ', ...separate(links), '. Text without a source is our own explanation.'],
  }
}

function sourcesOf(topic: Topic): readonly Source[] {
  const passages = [
    ...topic.definition,
    ...('confusions' in topic ? topic.confusions : []),
    ...(topic.kind === 'cell' ? [topic.why, ...topic.nearMisses, ...Object.values(topic.neighbours)] : []),
  ]
  return [
    ...passages.flatMap((passage) => passage?.source ?? []),
    ...topic.placedElsewhere.map(({ by }) => by),
  ]
}
