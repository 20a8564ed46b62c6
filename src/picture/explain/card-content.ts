import { capitalise } from '../../chat/text.ts'
import { approach, caseFocus, cellName, cells, type Level, levels } from '../../grid/axes.ts'
import { axisOf } from '../../taxonomy/neighbours.ts'
import { lineOfLevel, mentionOf } from '../../taxonomy/place-words.ts'
import { axisTopic, exampleOf, topicOf } from '../../taxonomy/taxonomy.ts'
import type { LevelTopic, Topic, UnplacedTopic } from '../../taxonomy/topic.ts'

/** Where one or two topics are on the grid, and the texts of their card. */
export interface CardContent {
  readonly title: string
  readonly line: string
  /** Indices of cells that are the topic itself. */
  readonly lit: readonly number[]
  /** Indices of cells that belong to the topic. */
  readonly tinted: readonly number[]
  /** Indices of cells that we guess for the topic. */
  readonly guessed: readonly number[]
  readonly rows: readonly Level[]
  readonly columns: readonly Level[]
  readonly isOffGrid: boolean
  readonly alt: string
}

const noHighlight = { lit: [], tinted: [], guessed: [], rows: [], columns: [], isOffGrid: false }

/** The content of a topic's card; `undefined` if the topic has no place to show. */
export function toCardContent(topic: Topic): CardContent | undefined {
  switch (topic.kind) {
    case 'cell': {
      const { name, row, column } = topic
      const title = `${approach.levels[row]} × ${caseFocus.levels[column]}`
      return {
        ...noHighlight,
        title,
        line: `Main example in the essay: ${name}`,
        lit: [3 * row + column],
        rows: [row],
        columns: [column],
        alt: `${name}: ${title} on the 3×3 grid. Example: ${name}.`,
      }
    }
    case 'level':
      return toLevelContent(topic)
    case 'axis': {
      const isRows = topic.id === axisTopic('row').id
      const names = topic.levels.map((id) => topicOf(id).name).join(', ')
      return {
        ...noHighlight,
        title: topic.name,
        line: topic.question,
        ...(isRows ? { rows: levels } : { columns: levels }),
        alt: `${topic.name}: the ${isRows ? 'rows' : 'columns'} of the 3×3 grid (${names}).`,
      }
    }
    case 'unplaced':
      return toGuessContent(topic)
    case 'concept': {
      if (topic.id !== 'concept.applications-research') return undefined
      const alt = 'Applications research is off the 3×3 grid.'
      return { ...noHighlight, title: topic.name, line: 'Off the grid', isOffGrid: true, alt }
    }
    case 'case':
    case 'contested':
    case 'how-to':
      return undefined
  }
}

function toGuessContent(topic: UnplacedTopic): CardContent {
  const guessed = topic.ourGuess.map(({ cell }) => topicOf(cell))
  const mention = `the essay ${mentionOf(topic)}`
  return {
    ...noHighlight,
    title: topic.name,
    line: capitalise(mention),
    guessed: guessed.flatMap((cell) => (cell.kind === 'cell' ? [3 * cell.row + cell.column] : [])),
    alt: `${topic.name}: ${mention}. Our guess: ${guessed.map(({ name }) => name).join(', ')}.`,
  }
}

function toLevelContent(level: LevelTopic): CardContent {
  const { name, row, column } = level
  const tinted = cells.filter((cell) => cell.row === row || cell.column === column)
  const examples = tinted.map(({ row, column }) => exampleOf(row, column) ?? '').join(', ')
  return {
    ...noHighlight,
    title: name,
    line: capitalise(lineOfLevel(level)),
    tinted: tinted.map(({ index }) => index),
    rows: row === undefined ? [] : [row],
    columns: column === undefined ? [] : [column],
    alt: `${name}: one ${axisOf(level)} of the 3×3 grid. Examples: ${examples}.`,
  }
}

/** The content of a card for two topics; `undefined` if either has no place to show. */
export function toComparison(one: Topic, other: Topic): CardContent | undefined {
  const [a, b] = [toCardContent(one), toCardContent(other)]
  if (a === undefined || b === undefined) return undefined
  return {
    title: `${one.name} vs ${other.name}`,
    line: comparisonLine(one, other, [a, b]),
    lit: [...a.lit, ...b.lit],
    tinted: [...a.tinted, ...b.tinted],
    guessed: [...a.guessed, ...b.guessed],
    rows: [...a.rows, ...b.rows],
    columns: [...a.columns, ...b.columns],
    isOffGrid: a.isOffGrid || b.isOffGrid,
    alt: `${a.alt} ${b.alt}`,
  }
}

/** Where two cells agree and differ, in plain words; for other topics, where each of them is. */
function comparisonLine(one: Topic, other: Topic, [a, b]: readonly [CardContent, CardContent]): string {
  if (one.kind !== 'cell' || other.kind !== 'cell') return `${a.title} and ${b.title}`
  const rows = [one, other].map(({ row }) => approach.plain[row])
  const columns = [one, other].map(({ column }) => caseFocus.plain[column])
  if (one.row === other.row) return `${rows[0]}: ${columns.join(' or ')}`
  if (one.column === other.column) return `${columns[0]}: ${rows.join(' or ')}`
  return `${cellName(one)} or ${cellName(other)}`
}
