import { expect, test } from 'vitest'
import { findCompletions } from '../../src/bot/completions.ts'
import { startTestBot } from '../test-bot.ts'

test('a command of two words is offered where its first word is a command, too', async () => {
  await using table = await startTestBot()
  const { caller } = table.as('Ada', 'manager')
  const offered = async (typed: string) =>
    (await findCompletions(typed, table.app.bot, caller)).map(({ label }) => label)
  expect(await offered('sett')).toEqual(['settings', 'settings audit', 'settings deny', 'settings managers'])
  expect(await offered('settings d')).toEqual(['settings deny'])
  expect(await offered('settings deny ')).toEqual(['add:', 'remove:'])
})
