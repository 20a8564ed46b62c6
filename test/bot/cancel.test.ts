import { expect, test } from 'vitest'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'

const link = 'https://arxiv.org/abs/2204.05862'
const expected = 'expect:table:ben,table:cleo'

test.each([
  [[`poll ${link}`], 'delete'],
  [[`poll ${link} anonymous`, 'close'], 'seal'],
  [[`poll ${link}`], 'forget-me'],
  [['reading schedule wed 17:00'], 'reading schedule thu 18:00'],
  [[], `poll ${link} anonymous ${expected}`],
])('after %j, %s asks first, and Cancel changes nothing', async (before, words) => {
  await using table = await startTestBot()
  const ada = table.as('Ada', 'manager')
  for (const one of before) {
    const answer = await ada.type(one)
    if (one.startsWith('reading')) await ada.press(answer, 'Confirm')
  }
  // A close is announced after it is answered.
  await table.quiet()
  const posted = table.said.length
  const asked = await ada.type(words)
  expect(buttonsIn(asked).at(-1)?.label).toBe('Cancel')
  expect(wordsOf(await ada.press(asked, 'Cancel'))).toBe('Nothing was changed.')
  expect(table.said).toHaveLength(posted)
})
