import type { Button, Part, Picture, Span, Text } from '../../chat/view.ts'
import { joinWords } from '../../disagreement/wording.ts'
import { approach, caseFocus, cellName, cells } from '../../grid/axes.ts'
import { linkOf } from '../../paper/link-of.ts'
import {
  exampleOf,
  type Landmark,
  type Passage,
  type PlacedElsewhere,
  type Source,
  sourceOf,
  type Topic,
  topicOf,
} from '../../taxonomy/taxonomy.ts'

export type Facts = Extract<Part, { kind: 'facts' }>['facts']

/** Explains one thing to whoever presses, and to nobody else. @param topic A topic's id, or two with "vs" between. */
export const explainButton = (label: string, topic: string): Button => ({
  label,
  call: { command: 'explain', args: { topic, private: 'yes' } },
})

export const topicButton = ({ id, name }: Topic): Button => explainButton(name, id)

export const pictureParts = (picture: Picture | undefined): readonly Part[] =>
  picture === undefined ? [] : [{ kind: 'picture', picture }]

/** What stands without a source is our own explanation, as the line of sources says. */
const ours: Source = 'our-gloss'

/** In letters: a longer paragraph is hard to read in a chat. */
const longParagraph = 280

/** Passages as paragraphs with who says so: short ones that follow one another from one source make one. */
export function passageParts(passages: readonly Passage[]): readonly Part[] {
  const paragraphs: Passage[] = []
  for (const { text, source } of passages) {
    const last = paragraphs.at(-1)
    if (last?.source === source && last.text.length + text.length < longParagraph)
      paragraphs[paragraphs.length - 1] = { source, text: `${last.text} ${text}` }
    else paragraphs.push({ text, source })
  }
  return paragraphs.map((passage) => ({ kind: 'text', text: attribute(passage) }))
}

/** "… (the essay)" */
export const attribute = ({ text, source }: Passage): string =>
  source === ours ? text : `${text} (${sourceOf(source).label})`

/** A fact with several values; none without any. */
export const factOf = (name: string, values: readonly Text[]): Facts =>
  values.length === 0 ? [] : [{ name, value: separate(values) }]

/** Side by side, with a mark between. */
const separate = (values: readonly Text[]): readonly Span[] =>
  values.flatMap((value, i): readonly Span[] => [
    ...(i === 0 ? [] : [' · ']),
    ...(isSpan(value) ? [value] : value),
  ])

const isSpan = (text: Text): text is Span => !Array.isArray(text)

/** Where a topic sits, in words: its cell, its levels, or that the essay gives it none. */
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
          name: 'Examples of the essay',
          value: examples.map((cell) => exampleOf(cell.row, cell.column)).join(' · '),
        },
        { name: 'Ask yourself', value: askYourself },
        { name: 'Signs', value: signs.join('; ') },
      ]
    }
    case 'unplaced': {
      const argued = topic.arguedFor
        .map(topicOf)
        .map((cell) => (cell.kind === 'cell' ? `${cell.name} (${cellName(cell)})` : cell.name))
      return [{ name: 'Where', value: `no cell in the essay; people argue for ${joinWords(argued)}` }]
    }
    case 'concept':
      return topic.askYourself === undefined ? [] : [{ name: 'Ask yourself', value: topic.askYourself }]
    case 'contested':
      return [{ name: 'Held by', value: holdersWords(topic.heldBy) }]
    case 'case':
      return []
  }
}

/** "Richard Ngo and 2 commenters" */
export function holdersWords(heldBy: readonly string[]): string {
  const times = (holder: string) => heldBy.filter((other) => other === holder).length
  return joinWords(
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

/** What others did with the grid, under who they are: "Debate: Engineering or Cognitivist × Worst-case". */
export const elsewhereFacts = ({ placedElsewhere }: Topic): Facts =>
  [...new Set(placedElsewhere.map(({ by }) => by))].flatMap((by) =>
    factOf(
      capitalise(sourceOf(by).label),
      placedElsewhere.filter((placement) => placement.by === by).map(elsewhereText),
    ),
  )

const elsewhereText = ({ name, approach, case: of }: PlacedElsewhere): string =>
  `${name}: ${joinWords(
    approach.map((one) => approaches[one]),
    'or',
  )} × ${cases[of]}`

const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Where the words about topics come from, each source once. */
export function sourcesPart(...topics: readonly Topic[]): Part {
  const links = [...new Set<Source>(['essay', ...topics.flatMap(sourcesOf)])]
    .map(sourceOf)
    .flatMap(({ title, url }) => (url === null ? [] : [{ link: title, url }]))
  return {
    kind: 'text',
    text: ['Sources: ', ...separate(links), `. What bears no mark is ${sourceOf(ours).label}.`],
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
