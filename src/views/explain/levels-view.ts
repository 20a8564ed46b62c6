import { fillCall } from '../../chat/call.ts'
import type { Button, Part, View } from '../../chat/view.ts'
import { axisTopic, topicOf } from '../../taxonomy/taxonomy.ts'
import type { LevelTopic, Pair } from '../../taxonomy/topic.ts'
import { topicButton } from './buttons.ts'
import { toSentence } from './line.ts'
import { pairAnswers } from './topic-facts.ts'

const title = 'What do these mean?'

/** Explains the buttons of a poll to the person who presses it. */
export const levelsButton: Button = { label: title, call: { command: 'explain-levels', args: {} } }

const axes = [axisTopic('row'), axisTopic('column')]

const toLevel = (id: string): LevelTopic => {
  const topic = topicOf(id)
  if (topic.kind !== 'level') throw new Error(`${id} is no level`)
  return topic
}

/** "Eng or Behav?" */
const labelOf = ({ levels }: Pair): string => `${levels.map((id) => toLevel(id).label).join(' or ')}?`

/** Each two levels of an axis, by a key for calls: `eng-behav`. */
const pairs = new Map(
  axes.flatMap((axis) =>
    axis.pairs.map((pair) => {
      const key = pair.levels.map((id) => toLevel(id).label.toLowerCase()).join('-')
      return [key, pair] as const
    }),
  ),
)

/** The keys of the pairs that {@link pairView} shows, with their labels. */
export const pairLabels: Readonly<Record<string, string>> = Object.fromEntries(
  [...pairs].map(([key, pair]) => [key, labelOf(pair)]),
)

/**
 * The meaning of the buttons of a poll: the levels, a line each. Without names of examples, which would lead to a cell, and without
 * the list of topics.
 */
export function levelsView(): View {
  const neither = topicOf('concept.applications-research')
  return {
    summary: title,
    parts: [
      ...axes.flatMap((axis) => [
        toLine(toSentence(axis.name), axis.question),
        ...axis.levels.map(toLevel).map(({ label, short }) => toLine(label, short)),
      ]),
      toLine('Neither', 'short' in neither ? (neither.short ?? '') : ''),
      ...goOnParts([]),
    ],
  }
}

/** Two levels, with the question that tells them apart. @throws Error for an unknown key. */
export function pairView(key: string): View {
  const pair = pairs.get(key)
  if (pair === undefined) throw new Error(`There are no levels ${key}`)
  return {
    summary: `${labelOf(pair)} ${pair.question}`,
    parts: [
      toLine(labelOf(pair), pair.short),
      { kind: 'text', text: `${pair.question} ${pairAnswers(pair)}` },
      ...goOnParts([levelsButton]),
    ],
  }
}

const toLine = (name: string, words: string): Part => ({
  kind: 'text',
  text: [{ strong: name }, ` ${words}`],
})

/** Where to go on for voters who are still unsure. */
function goOnParts(back: readonly Button[]): readonly Part[] {
  const anotherTerm: Button = { label: 'Another term', call: fillCall({ command: 'explain', args: {} }) }
  return [
    {
      kind: 'choices',
      label: 'Torn between two?',
      choices: Object.entries(pairLabels).map(([pair, label]) => ({
        label,
        call: { command: 'explain-levels', args: { pair } },
      })),
    },
    {
      kind: 'buttons',
      buttons: [
        ...back,
        topicButton(topicOf('how-to.vote')),
        { ...topicButton(topicOf('how-to.place-paper')), label: 'A difficult paper' },
        anotherTerm,
      ],
    },
  ]
}
