import type { PlacedPaper } from '../../atlas/placed.ts'
import type { Button, Part, Text, View } from '../../chat/view.ts'
import { explainCard } from '../../picture/explain/explain-card.ts'
import type { PollId } from '../../poll/poll.ts'
import { neighboursOf } from '../../taxonomy/neighbours.ts'
import { type Topic, topicOf, topics } from '../../taxonomy/taxonomy.ts'
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

/** How many topics to go on to are offered. */
const maxRelated = 5

/**
 * One topic: what it is, where it sits, what would make a paper belong next to it, papers, what is contested, and
 * where the words come from.
 *
 * @param placed Papers that the group has placed here.
 * @param pageOf The address of a poll's page, where people can reach it.
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
      'This group placed here',
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

/** Why it is there, what would move a paper on, and what is mistaken for it. */
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
      return []
  }
}

/** Contested points that the topic refers to, or that refer to it. */
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

/** "What would make it Worst-case?" */
const insteadButtons = (topic: Topic): readonly Button[] =>
  neighboursOf(topic).map(({ topic: neighbour, level }) =>
    explainButton(`What would make it ${level.name}?`, `${topic.id} vs ${neighbour.id}`),
  )

/** What is next to it on the grid, and what it has to do with. */
function findRelated(topic: Topic): readonly Topic[] {
  const ids = [
    ...neighboursOf(topic).map(({ topic }) => topic.id),
    ...(topic.kind === 'axis' ? topic.levels : []),
    ...(topic.kind === 'unplaced' ? topic.arguedFor : []),
    ...contestedAbout(topic).map(({ id }) => id),
    ...topic.seeAlso,
  ]
  return [...new Set(ids)].slice(0, maxRelated).map(topicOf)
}

const rows = (...rows: readonly (readonly Button[])[]): readonly Part[] =>
  rows.filter((buttons) => buttons.length > 0).map((buttons) => ({ kind: 'buttons', buttons }))
