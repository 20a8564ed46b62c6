import { describe, expect, test } from 'vitest'
import { PersonId } from '../../src/chat/caller.ts'
import { countWorth, type WorthAnswer } from '../../src/reading/worth.ts'
import { seasonWorthWords, worthWords } from '../../src/views/reading/worth-words.ts'
import { wordsOf } from '../test-bot.ts'
import { heldSession } from './held-session.ts'

describe('whether a session was worth it', () => {
  test('is asked under the recap, which shows how many have answered and nothing else', async () => {
    await using held = await heldSession()
    const { people, recap, table, read } = held
    expect(read(recap)).toContain("Was it worth it?\n[Worth it] [Not for me] [Wasn't there]")
    const answer = await people.ada.press(recap, 'Worth it')
    expect(wordsOf(answer)).toContain('Your answer: Worth it. Nobody sees who answered what.')
    await people.ada.press(recap, 'Not for me')
    await people.emil.press(recap, 'Worth it')
    await table.until(recap, 'Was it worth it? · 2 answered')
    expect(read(recap)).not.toMatch(/[Ww]orth it: \d|Not for me: \d/)
    // Emil did not vote, and was there.
    expect(wordsOf(await people.dora.type('reading history'))).toContain('· 5 came, 4 voted')
    expect(wordsOf(await people.dora.type('reading history recap'))).toContain('(4 voters; 5 came, 4 voted')
  })
})

test('counts are for leaders from four answers on, and for everyone from ten of people who were there', () => {
  const counts = (answers: readonly WorthAnswer[]) =>
    countWorth(new Map(answers.map((answer, i) => [PersonId.parse(`table:${i}`), answer])))
  expect(worthWords(counts(['worth', 'absent', 'absent']))).toBeUndefined()
  expect(worthWords(counts(['worth', 'worth', 'not-for-me', 'absent']))).toBe(
    "2 worth it, 1 not for me, 1 wasn't there",
  )
  expect(seasonWorthWords(counts([...Array(9).fill('worth'), 'absent']))).toBeUndefined()
  expect(seasonWorthWords(counts([...Array(9).fill('worth'), 'not-for-me', 'absent']))).toBe(
    'Worth it: 9 of 10 answers.',
  )
})
