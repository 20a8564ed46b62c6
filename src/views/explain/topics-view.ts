import type { Part, View } from '../../chat/view.ts'
import { essay, topics } from '../../taxonomy/taxonomy.ts'
import { topicButton } from './topic-parts.ts'

const groups = {
  axis: 'The two axes',
  level: 'Their levels',
  cell: 'The nine cells',
  concept: 'Ideas behind the grid',
  contested: 'Contested points',
  case: 'Cases',
  unplaced: 'Topics without a cell',
  'how-to': 'Using Cruxgrid',
} as const

/** Everything that can be explained, by kind. */
export function topicsView(): View {
  return {
    summary: 'What I can explain',
    parts: [
      { kind: 'heading', text: 'What I can explain' },
      {
        kind: 'text',
        text: ['The grid comes from ', { link: `“${essay.title}”`, url: essay.url }, ` by ${essay.author}.`],
      },
      ...Object.entries(groups).map(
        ([kind, label]): Part => ({
          kind: 'choices',
          label,
          choices: topics.filter((topic) => topic.kind === kind).map(topicButton),
        }),
      ),
    ],
  }
}
