import { expect, test } from 'vitest'
import { startTestBot } from '../test-bot.ts'

test.each([
  ['soonish', 'Write it like 30m, 24h, 3d, fri 17:00 or 2026-12-01 17:00.'],
  ['2025-01-01', 'Choose one that is still to come.'],
  ['2029-01-01', 'Choose a time within a year.'],
])('a closing time that is no use (%s) is refused at its own field', async (closes, remedy) => {
  await using table = await startTestBot()
  const args = { paper: 'https://arxiv.org/abs/2204.05863', closes }
  const answer = await table.as('Ada').ask({ command: 'poll', args })
  expect(answer).toMatchObject({ kind: 'refusal', remedy, fields: { closes: remedy } })
})
