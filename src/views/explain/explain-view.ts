import type { PlacedPaper } from '../../atlas/placed.ts'
import type { Button, Part, Text, View } from '../../chat/view.ts'
import { explainCard } from '../../picture/explain/explain-card.ts'
import type { PollId } from '../../poll/poll.ts'
import { neighboursOf } from '../../taxonomy/neighbours.ts'
import { topicOf, topics } from '../../taxonomy/taxonomy.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import {
  attribute,
  elsewhereFacts,
  explainButton,
  type Facts,
  factOf,
  holdersWords,
  landmarkText,
  passageParts,
  pictureParts,
  sourcesPart,
  topicButton,
  whereFacts,
} from './topic-parts.ts'

/** Maximum number of related topics that get a button. */
const maxRelated = 5

/**
 * One topic: its definition, its place on the grid, what would move a paper to a neighbouring cell, papers, contested
 * points, and the sources.
 *
 * @param placed Papers that the group has placed here.
 * @param pageOf Returns the URL of a poll's page; `undefined` if it has none that people can open.
 */
export function explainView(
  topic: Topic,
  placed: readonly PlacedPaper[],
  pageOf: (poll: PollId) => string | undefined,
): View {
  const facts = [
    ...whereFacts(topic),
    ...whyFacts(topic),
    ...factOf('Papers', topic.papers.map(landmarkText)),
    ...factOf(
      'Placed here by this group',
      placed.map((one) => placedPaperParts(one, pageOf)),
    ),
    ...factOf('Contested', contestedTexts(topic)),
    ...elsewhereFacts(topic),
  ]
  return {
    summary: `${topic.name}: ${topic.definition[0]?.text ?? ''}`,
    parts: [
      { kind: 'heading', text: topic.name },
      ...passageParts(topic.definition),
      ...pictureParts(explainCard(topic)),
      ...(facts.length === 0 ? [] : [{ kind: 'facts', facts } as const]),
      sourcesPart(topic),
      ...rows(insteadButtons(topic), findRelated(topic).map(topicButton)),
    ],
  }
}

/** Why the topic is there, what would move a paper to a neighbour, and what is easily confused with it. */
function whyFacts(topic: Topic): Facts {
  switch (topic.kind) {
    case 'cell':
      return [
        { name: 'Why there', value: attribute(topic.why) },
        ...neighboursOf(topic).flatMap(({ level, passage }) =>
          passage === undefined
            ? []
            : [{ name: `What would make it ${level.name}`, value: attribute(passage) }],
        ),
      ]
    case 'axis':
    case 'level':
      return factOf('Easily confused', topic.confusions.map(attribute))
    case 'concept':
    case 'case':
    case 'contested':
    case 'unplaced':
    case 'how-to':
      return []
  }
}

/** Contested points that refer to the topic, or that it refers to. */
function contestedAbout(topic: Topic) {
  return topics
    .filter((point) => point.kind === 'contested')
    .filter(
      ({ id, seeAlso }) =>
        topic.kind !== 'contested' && (topic.seeAlso.includes(id) || seeAlso.includes(topic.id)),
    )
}

const contestedTexts = (topic: Topic): readonly Text[] =>
  contestedAbout(topic).map(({ name, heldBy }) => `${name} (${holdersWords(heldBy)})`)

function placedPaperParts(
  { poll, paper: { title, url }, votes, of }: PlacedPaper,
  pageOf: (poll: PollId) => string | undefined,
): Text {
  const address = pageOf(poll) ?? url
  return [address === undefined ? title : { link: title, url: address }, ` (${votes} of ${of})`]
}

/** "What would make it Worst-case?", one button per neighbouring cell. */
const insteadButtons = (topic: Topic): readonly Button[] =>
  neighboursOf(topic).map(({ topic: neighbour, level }) =>
    explainButton(`What would make it ${level.name}?`, `${topic.id} vs ${neighbour.id}`),
  )

/** Related topics: neighbours on the grid first, then levels, contested points and cross-references. */
function findRelated(topic: Topic): readonly Topic[] {
  const ids = [
    ...neighboursOf(topic).map(({ topic }) => topic.id),
    ...(topic.kind === 'axis' ? topic.levels : []),
    ...(topic.kind === 'unplaced' ? topic.ourGuess.map(({ cell }) => cell) : []),
    ...contestedAbout(topic).map(({ id }) => id),
    ...topic.seeAlso,
  ]
  return [...new Set(ids)].slice(0, maxRelated).map(topicOf)
}

const rows = (...rows: readonly (readonly Button[])[]): readonly Part[] =>
  rows.filter((buttons) => buttons.length > 0).map((buttons) => ({ kind: 'buttons', buttons }))
