import { parseWords } from '../../src/bot/parse-words.ts'
import { longTexts } from '../bot/long-texts.ts'
import { bestOf, mixedTexts } from '../bot/typed-mixes.ts'
import { listedCommands } from '../bot/word-table.ts'
import { percentile, print } from './figures.ts'

const mixes = 20_000
/** As long as a message on Discord and in the playground may be. */
const longest = 4000
const goal = 'goal: at most 5 ms'

/** How long typed words are read, the common ones and the worst. */
export function benchWords(): void {
  console.log('\nTyped words')
  const texts = mixedTexts(20_261_128, mixes)
  for (const text of texts.slice(0, 2000)) parseWords(text, listedCommands)
  const times = texts.map(bestOf)
  const count = `of ${mixes.toLocaleString('en')} mixes`
  print('Reading a text, median', ms(percentile(times, 0.5)), count)
  print('99.9 %', ms(percentile(times, 0.999)), count)
  print('slowest', ms(Math.max(...times)), goal)
  const long = longTexts(longest).map(({ name, text }) => ({ name, time: bestOf(text) }))
  for (const { name, time } of long.toSorted((a, b) => b.time - a.time).slice(0, 5))
    print(`${longest.toLocaleString('en')} characters of ${name}`, ms(time), goal)
}

const ms = (time: number): string => `${time.toFixed(2)} ms`
