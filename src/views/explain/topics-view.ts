import type { Part, View } from '../../chat/view.ts'
import { essay, topics } from '../../taxonomy/taxonomy.ts'
import type { Topic } from '../../taxonomy/topic.ts'
import { topicButton } from './buttons.ts'

const groups = {
  axis: 'The two axes',
  level: 'The levels of each axis',
  cell: 'The nine cells',
  concept: 'Ideas behind the grid',
  contested: 'Where people disagree',
  case: 'Example cases',
  unplaced: 'Topics without a cell in the essay',
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
      ...Object.entries(groups).flatMap(([kind, label]) =>
        toMenus(
          label,
          topics.filter((topic) => topic.kind === kind),
        ),
      ),
    ],
  }
}

/** More than this are not found by looking through a menu, and Discord shows no more. */
const maxInMenu = 25

/** A menu of topics; where they are many, several of them in alphabetical order: "…, A to H". */
function toMenus(label: string, topics: readonly Topic[]): readonly Part[] {
  if (topics.length <= maxInMenu) return [toMenu(label, topics)]
  const sorted = topics.toSorted((a, b) => a.name.localeCompare(b.name))
  const size = Math.ceil(sorted.length / Math.ceil(sorted.length / maxInMenu))
  return sorted
    .filter((_, i) => i % size === 0)
    .map((_, menu) => sorted.slice(menu * size, (menu + 1) * size))
    .map((some) => {
      const [from, to] = [some[0], some.at(-1)].map((topic) => topic?.name.slice(0, 1))
      return toMenu(`${label}, ${from} to ${to}`, some)
    })
}

const toMenu = (label: string, topics: readonly Topic[]): Part => ({
  kind: 'choices',
  label,
  choices: topics.map(topicButton),
})
