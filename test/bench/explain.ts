import { findTopic } from '../../src/taxonomy/find-topic.ts'
import { seeded } from '../seeded.ts'
import { randomText } from '../taxonomy/random-text.ts'
import { lineOf, rows, rowsOfChat, scoresOf } from '../taxonomy/reference.ts'
import { startTestBot } from '../test-bot.ts'
import { percentile, print } from './figures.ts'

const queries = 500
const polls = 50
const texts = 5000
const maxLetters = 4000

/** How well questions are understood, and how long finding and answering them takes. */
export async function benchExplain(): Promise<void> {
  console.log('\nExplain: what is asked for')
  for (const [of, table] of [
    ['the reference table', rows],
    ['the same in other words', rowsOfChat],
  ] as const) {
    console.log(`Of ${of}; goal 0.97 in all, 0.9 in each kind`)
    for (const score of scoresOf(table, findTopic)) console.log(`  ${lineOf(score)}`)
  }

  const asked = Array.from({ length: queries }, (_, i) => rows[i % rows.length]?.query ?? '')
  for (const query of asked) findTopic(query)
  const finding = asked.map((query) => timed(() => findTopic(query)))
  print('Finding what is asked for, p99 of 500 in a row', ms(percentile(finding, 0.99)), 'goal 5 ms')

  const random = seeded(1)
  const strange = Array.from({ length: texts }, () => randomText(random, Math.floor(random() * maxLetters)))
  const answering = strange.map((text) => timed(() => findTopic(text)))
  print('The slowest of 5,000 random texts', ms(Math.max(...answering)), 'goal 50 ms')

  await using table = await startTestBot()
  const ada = table.as('Ada')
  for (let paper = 0; paper < polls; paper++) {
    await ada.type(`poll Paper ${paper}`)
    await ada.press(table.last(), 'Behav · Worst')
  }
  const answers: number[] = []
  for (const topic of [...asked, ...asked]) {
    const start = performance.now()
    await ada.ask({ command: 'explain', args: { topic, private: 'yes' } })
    answers.push(performance.now() - start)
  }
  const whole = percentile(answers.slice(queries), 0.99)
  print(`A whole answer, p99 of 500 in a row, ${polls} polls here`, ms(whole), 'goal 5 ms')
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

const ms = (time: number): string => `${time.toFixed(2)} ms`
