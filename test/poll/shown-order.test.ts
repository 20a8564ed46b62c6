import { join } from 'node:path'
import { expect, test } from 'vitest'
import { discloseCounts } from '../../src/poll/disclose.ts'
import { Poll } from '../../src/poll/poll.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot } from '../test-bot.ts'

/** The only poll, with all its fields as they were made: they are stored in that order. */
function pollIn(database: string): Poll {
  const head = rowsOf(database).find((row) => /^poll\/p_\w+ head /.test(row)) ?? ''
  return JSON.parse(head.slice(head.indexOf('{'))).value
}

// What is just changed is kept as it was made, and what is read has the order of its schema: were they two, an export
// would tell whether the poll was read in between, as when somebody's ballot is looked for in it.
test('what is shown of a poll has one order, whether it was just made or read', async () => {
  await using directory = await temporaryDirectory()
  const database = join(directory.path, 'order.db')
  await using table = await startTestBot({ database })
  const ada = table.as('Ada', 'manager')
  await ada.type('poll arXiv:2204.05862 blind:yes closes:3d')
  const paper = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  const shown = (poll: Poll) => JSON.stringify(discloseCounts(poll))
  async function expectOneOrder(...steps: ('edit' | 'reveal' | 'close' | 'reopen' | 'revote')[]) {
    for (const step of steps) {
      table.clock.advance(60_000)
      if (step === 'edit') await ada.submit(await ada.type('edit'), { note: `At ${table.clock.now()}` })
      else await ada.ask({ command: step, args: { paper, ...(step === 'close' && { sure: 'yes' }) } })
      const made = pollIn(database)
      expect(shown(made)).toBe(shown(Poll.parse(made)))
    }
    const { acts, announcements } = discloseCounts(pollIn(database))
    return { acts: Object.keys(acts), announced: announcements.map(({ act }) => act) }
  }
  expect((await expectOneOrder('reveal', 'edit', 'close')).acts).toEqual(['closed', 'revealed', 'changed'])
  const { announced } = await expectOneOrder('reopen', 'close', 'revote', 'edit', 'close')
  expect(announced).toEqual(['reveal', 'close', 'reopen', 'close', 'revote', 'close'])
})
