import { expect, test } from 'vitest'
import { rows, walk } from './new-user-walk.ts'

/** Every phrase is typed by the endurance tests. */
const share = 5

test('there are 63 phrases of people who have read no manual', () => {
  expect(new Set(rows.map(({ text }) => text)).size).toBe(63)
})

test('what they type opens and answers the same on Slack and Discord', async () => {
  await walk(rows.filter((_, index) => index % share === 0))
})
