import { describe, expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'

const contact = 'privacy@example.org, or Ada on Discord'
const whom = `Questions about your data: ${contact}`

describe('whom to write to about one’s data', () => {
  test('is said by help and after `forget-me`', async () => {
    await using table = await startTestBot({ contact })
    const ben = table.as('Ben')
    expect(wordsOf(await ben.type('help'))).toContain(whom)
    expect(wordsOf(await ben.press(await ben.type('forget-me'), 'Delete everything'))).toContain(whom)
  })

  test('is said nowhere if the operator names nobody', async () => {
    await using table = await startTestBot()
    const ben = table.as('Ben')
    for (const words of ['help', 'forget-me sure'])
      expect(wordsOf(await ben.type(words))).not.toContain('Questions about your data')
  })
})

test('what `forget-me` can’t reach is said in its answer', async () => {
  await using table = await startTestBot()
  expect(wordsOf(await table.as('Ben').type('forget-me sure'))).toContain(
    "I can't reach backups, files that others exported, what others quoted from you, and what the platform itself keeps.",
  )
})
