import { expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

/** So far off that nothing is prepared yet. */
const rule = 'wed 17:00 UTC from 2026-12-16'

test('whoever signs up before the next session is prepared is told from when on they can', async () => {
  await using group = await withGroup({ rule })
  const { ben, goTo } = group
  expect(wordsOf(await ben.type('reading next coming'))).toBe(
    "The session on Wed 16 Dec hasn't been announced yet. You can sign up from Wed 9 Dec on.",
  )
  await goTo('2026-12-09T17:05:00Z')
  expect(wordsOf(await ben.type('reading next coming'))).toBe('Noted: you are coming on Wed 16 Dec.')
})

test('whoever signs up in a group without a session is told that none is planned', async () => {
  await using table = await startTestBot()
  const ben = table.as('Ben')
  await ben.type('reading add “A paper” why:“It is short”')
  expect(wordsOf(await ben.type('reading next coming'))).toContain('No session is planned.')
})
