import { afterEach, expect, test, vi } from 'vitest'
import { parseWords } from '../../src/bot/parse-words.ts'
import { longTexts } from './long-texts.ts'
import { listedCommands } from './word-table.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** The patterns that are tried and the words that are looked up while a text is read. */
function countSteps(text: string): number {
  const counted = [
    vi.spyOn(RegExp.prototype, 'exec'),
    vi.spyOn(Set.prototype, 'has'),
    vi.spyOn(Map.prototype, 'get'),
  ]
  for (const spy of counted) spy.mockClear()
  parseWords(text, listedCommands)
  const steps = counted.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  vi.restoreAllMocks()
  return steps
}

test.each(longTexts(1))('of $name, four times as many words take four times as many steps', ({ name }) => {
  const textOf = (length: number) => longTexts(length).find((one) => one.name === name)?.text ?? ''
  countSteps(textOf(200))
  expect(countSteps(textOf(800))).toBeLessThan(6 * countSteps(textOf(200)))
})
