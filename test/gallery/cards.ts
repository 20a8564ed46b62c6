import type { Picture } from '../../src/chat/view.ts'
import { compareCard, explainCard } from '../../src/picture/explain/explain-card.ts'
import { topicOf } from '../../src/taxonomy/taxonomy.ts'

const card = (id: string): Picture => drawn(id, explainCard(topicOf(id)))
const comparison = (one: string, other: string): Picture =>
  drawn(`${one} vs ${other}`, compareCard(topicOf(one), topicOf(other)))

function drawn(name: string, picture: Picture | undefined): Picture {
  if (picture === undefined) throw new Error(`${name} has no card`)
  return picture
}

/** Cards of every kind of topic that has one. */
export const cards: readonly { readonly name: string; readonly picture: Picture }[] = [
  { name: 'explain a cell', picture: card('cell.agent-foundations') },
  { name: 'explain a column', picture: card('level.pessimistic-case') },
  { name: 'explain a row', picture: card('level.behaviorist-science') },
  { name: 'explain an axis', picture: card('axis.approach') },
  { name: 'explain what has no cell', picture: card('unplaced.developmental-interpretability') },
  { name: 'explain applications', picture: card('concept.applications-research') },
  { name: 'explain one against another', picture: comparison('cell.ai-control', 'cell.scalable-oversight') },
  {
    name: 'explain a row against a column',
    picture: comparison('level.cognitivist-science', 'level.worst-case'),
  },
]
