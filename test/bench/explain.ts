import Fuse from 'fuse.js'
import { createFinder, type FoundTopic, findTopic } from '../../src/taxonomy/find-topic.ts'
import { toPlainWords } from '../../src/taxonomy/plain-words.ts'
import { subjectOf } from '../../src/taxonomy/question.ts'
import { type Search, searchedNames, searchTopics } from '../../src/taxonomy/topic-search.ts'
import { isRight, rows } from '../taxonomy/reference.ts'
import { startTestBot } from '../test-bot.ts'
import { percentile, print } from './figures.ts'

const fuse = new Fuse(
  searchedNames.map(({ topic, words }) => ({ topic, text: words.join(' ') })),
  { keys: ['text'], includeScore: true, ignoreLocation: true, threshold: 1 },
)
/** @param worst The highest of Fuse's scores, 0 (exact) … 1, that is taken for an answer. */
const searchByFuse =
  (worst: number): Search =>
  (words) =>
    fuse
      .search(words.join(' '))
      .map(({ item, score = 1 }) => ({ id: item.topic, fit: score <= worst ? 1 : 0 }))

const queries = 500
const polls = 50

/** The two libraries on the reference table in the same finder, and what an answer takes beside the library alone. */
export async function benchExplain(): Promise<void> {
  console.log('\nExplain: what is asked for')
  const byMinisearch = figuresOf(findTopic, searchTopics)
  const cutoffs = Array.from({ length: 61 }, (_, i) => i / 100)
  const byFuse = cutoffs
    .map((worst) => ({ worst, ...figuresOf(createFinder(searchByFuse(worst)), searchByFuse(worst)) }))
    .toSorted((a, b) => a.invented - b.invented || b.right - a.right)[0]
  if (byFuse === undefined) throw new Error('No cutoff was tried')
  print('Right of the reference table', `${byMinisearch.right} of ${rows.length}`, 'minisearch; goal 95 %')
  print('', `${byFuse.right} of ${rows.length}`, `fuse.js at its best cutoff, ${byFuse.worst}`)
  print('Topics among the first three found', byMinisearch.topThree, 'minisearch')
  print('', byFuse.topThree, 'fuse.js')
  print('Unknown things answered with a topic', `${byMinisearch.invented}`, 'minisearch; goal 0')
  print('', `${byFuse.invented}`, 'fuse.js')

  const asked = Array.from({ length: queries }, (_, i) => rows[i % rows.length]?.query ?? '')
  const subjects = asked.map((query) => subjectOf(toPlainWords(query)))
  for (const query of asked) findTopic(query)
  for (const words of subjects) searchTopics(words)
  const finding = asked.map((query) => timed(() => findTopic(query)))
  const alone = subjects.map((words) => timed(() => searchTopics(words)))
  print('Finding what is asked for, p99 of 500 in a row', ms(finding), `${ms(alone)} the library alone`)

  await using table = await startTestBot()
  const ada = table.as('Ada')
  for (let paper = 0; paper < polls; paper++) {
    await ada.type(`poll Paper ${paper}`)
    await ada.press(table.last(), 'Behav · Worst')
  }
  const answering: number[] = []
  for (const topic of [...asked, ...asked]) {
    const start = performance.now()
    await ada.ask({ command: 'explain', args: { topic, private: 'yes' } })
    answering.push(performance.now() - start)
  }
  print(
    `A whole answer, p99 of 500 in a row, ${polls} polls here`,
    ms(answering.slice(queries)),
    `${ms(alone)} the library alone; goal 5 ms`,
  )
}

function figuresOf(find: (query: string) => FoundTopic, search: Search) {
  const about = rows.flatMap(({ query, expect }) =>
    expect.kind === 'topic' ? [{ query, id: expect.id }] : [],
  )
  const near = about.filter(({ query, id }) =>
    firstThree(search(subjectOf(toPlainWords(query)))).includes(id),
  )
  return {
    right: rows.filter(({ query, expect }) => isRight(find(query), expect)).length,
    topThree: `${near.length} of ${about.length}`,
    invented: rows.filter(({ query, expect }) => expect.kind === 'unknown' && find(query).kind !== 'unknown')
      .length,
  }
}

const firstThree = (found: ReturnType<Search>): readonly string[] =>
  [...new Set(found.map(({ id }) => id))].slice(0, 3)

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

const ms = (times: readonly number[]): string => `${percentile(times, 0.99).toFixed(2)} ms`
