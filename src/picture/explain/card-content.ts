import { approach, caseFocus, cellName, cells, type Level, levels } from '../../grid/axes.ts'
import { exampleOf, topicOf } from '../../taxonomy/taxonomy.ts'
import type { Topic } from '../../taxonomy/topic.ts'

/** Where one or two topics are on the grid, and the texts of their card. */
export interface CardContent {
  readonly title: string
  readonly line: string
  /** Indices of cells that are the topic itself. */
  readonly lit: readonly number[]
  /** Indices of cells that belong to the topic, or that we guess for it. */
  readonly tinted: readonly number[]
  readonly rows: readonly Level[]
  readonly columns: readonly Level[]
  readonly isOffGrid: boolean
  readonly alt: string
}

const noHighlight = { lit: [], tinted: [], rows: [], columns: [], isOffGrid: false }

const ordinals = ['first', 'second', 'third'] as const

/** The content of a topic's card; `undefined` if the topic has no place to show. */
export function toCardContent(topic: Topic): CardContent | undefined {
  switch (topic.kind) {
    case 'cell': {
      const { name, row, column } = topic
      const title = `${approach.levels[row]} × ${caseFocus.levels[column]}`
      const alt = `${title} lit on the 3×3 grid; example: ${name}.`
      return {
        ...noHighlight,
        title,
        line: `Central example: ${name}`,
        lit: [3 * row + column],
        rows: [row],
        columns: [column],
        alt,
      }
    }
    case 'level':
      return toLevelContent(topic)
    case 'axis': {
      const isRows = topic.id === 'axis.approach'
      const axis = isRows ? approach : caseFocus
      return {
        ...noHighlight,
        title: topic.name,
        line: topic.question,
        ...(isRows ? { rows: levels } : { columns: levels }),
        alt: `${topic.name}, the ${isRows ? 'rows' : 'columns'} of the 3×3 grid: ${axis.levels.join(', ')}.`,
      }
    }
    case 'unplaced': {
      const argued = topic.ourGuess.map(({ cell }) => topicOf(cell))
      const names = argued.map(({ name }) => name).join(', ')
      return {
        ...noHighlight,
        title: topic.name,
        line:
          topic.ourGuess.length === 1
            ? 'No cell in the essay; our guess'
            : 'No cell in the essay; our guesses',
        tinted: argued.flatMap((cell) => (cell.kind === 'cell' ? [3 * cell.row + cell.column] : [])),
        alt: `${topic.name} has no cell of its own on the 3×3 grid; our guess: ${names}.`,
      }
    }
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

function toLevelContent({ name, row, column }: Extract<Topic, { kind: 'level' }>): CardContent {
  const tinted = cells.filter((cell) => cell.row === row || cell.column === column)
  const examples = tinted.map(({ row, column }) => exampleOf(row, column) ?? '').join(', ')
  const [line, axis] =
    row === undefined ? (['column', 'case focus'] as const) : (['row', 'approach'] as const)
  return {
    ...noHighlight,
    title: name,
    line: `One ${line}: the ${ordinals[row ?? column ?? 0]} level of ${axis}`,
    tinted: tinted.map(({ index }) => index),
    rows: row === undefined ? [] : [row],
    columns: column === undefined ? [] : [column],
    alt: `${name} lit, one ${line} of the 3×3 grid; examples: ${examples}.`,
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
