import type { Button, Part, Picture, Span, View } from '../chat/view.ts'
import { compareCard, explainCard } from '../picture/explain-card.ts'
import { approach, caseFocus } from '../poll/axes.ts'
import { essay, labelOf, type Passage, type Topic, topicOf, topics } from '../taxonomy/taxonomy.ts'

const order = ['axis', 'level', 'cell', 'concept', 'contested', 'case', 'unplaced'] as const
const groups = {
  axis: 'The two axes',
  level: 'Their levels',
  cell: 'The nine cells',
  concept: 'Ideas behind the grid',
  contested: 'Contested points',
  case: 'Cases',
  unplaced: 'Topics without a cell',
} as const

export const explainCall = (topic: string): Button['call'] => ({ command: 'explain', args: { topic } })

/** One topic: what it is, where it sits, what is next to it, papers, and where the words come from. */
export function explainView(topic: Topic): View {
  return {
    summary: `${topic.name}: ${topic.definition[0]?.text ?? ''}`,
    parts: [
      { kind: 'heading', text: topic.name },
      ...topic.definition.map(passage),
      ...pictured(explainCard(topic)),
      ...details(topic),
      ...papers(topic),
      { kind: 'text', text: ['Source: ', { link: `“${essay.title}” by ${essay.author}`, url: essay.url }] },
      ...seeAlso(topic),
    ],
  }
}

/** Two topics beside each other. */
export function compareView(a: Topic, b: Topic): View {
  return {
    summary: `${a.name} vs ${b.name}`,
    parts: [
      { kind: 'heading', text: `${a.name} vs ${b.name}` },
      ...pictured(compareCard(a, b)),
      ...brief(a),
      ...brief(b),
      ...seeAlso(a, b),
    ],
  }
}

/** Everything that can be explained, by kind. */
export function topicsView(): View {
  return {
    summary: 'What can be explained',
    parts: [
      { kind: 'heading', text: 'What can be explained' },
      {
        kind: 'text',
        text: ['The grid comes from ', { link: `“${essay.title}”`, url: essay.url }, ` by ${essay.author}.`],
      },
      ...order.map(
        (kind): Part => ({
          kind: 'choices',
          label: groups[kind],
          choices: topics
            .filter((topic) => topic.kind === kind)
            .map(({ name }) => ({ label: name, call: explainCall(name) })),
        }),
      ),
    ],
  }
}

const pictured = (picture: Picture | undefined): readonly Part[] =>
  picture === undefined ? [] : [{ kind: 'picture', picture }]

function passage({ text, source }: Passage): Part {
  return { kind: 'text', text: source === 'our-gloss' ? text : `${text} (${labelOf(source)})` }
}

function details(topic: Topic): readonly Part[] {
  switch (topic.kind) {
    case 'cell': {
      const { row, column, neighbours } = topic
      const place = `${approach.levels[row]} × ${caseFocus.levels[column]}`
      const moves = Object.values(neighbours).map(({ text }): Part => ({ kind: 'text', text }))
      return [{ kind: 'facts', facts: [{ name: 'Where', value: place }] }, passage(topic.why), ...moves]
    }
    case 'axis': {
      const levels = topic.levels.map((id) => topicOf(id).name).join(' · ')
      return [
        {
          kind: 'facts',
          facts: [
            { name: 'Question', value: topic.question },
            { name: 'Levels', value: levels },
          ],
        },
      ]
    }
    case 'level':
      return [{ kind: 'facts', facts: [{ name: 'Ask yourself', value: topic.askYourself }] }]
    case 'contested':
      return [{ kind: 'facts', facts: [{ name: 'Held by', value: topic.heldBy.join(', ') }] }]
    case 'unplaced': {
      const argued = topic.arguedFor.map((id) => topicOf(id).name).join(', ')
      const text = `The essay gives it no cell. People argue for: ${argued}.`
      return [{ kind: 'text', text }]
    }
    case 'concept':
    case 'case':
      return []
  }
}

function papers(topic: Topic): readonly Part[] {
  return topic.papers.map(({ title, authors, year, id }): Part => {
    const url = id.startsWith('arxiv:') ? `https://arxiv.org/abs/${id.slice('arxiv:'.length)}` : undefined
    const name: Span = url === undefined ? title : { link: title, url }
    return { kind: 'text', text: ['Paper: ', name, `, ${authors}, ${year}`] }
  })
}

const brief = (topic: Topic): readonly Part[] => [
  { kind: 'heading', text: topic.name },
  ...topic.definition.slice(0, 2).map(passage),
  ...details(topic),
]

function seeAlso(...about: readonly Topic[]): readonly Part[] {
  const names = [...new Set(about.flatMap((topic) => topic.seeAlso.map((id) => topicOf(id).name)))].slice(
    0,
    5,
  )
  const buttons = names.map((name) => ({ label: name, call: explainCall(name) }))
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }]
}
