import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Announcement } from '../../src/poll/announcement.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot } from '../test-bot.ts'

/** The announcements of the only poll, as they are stored. */
function announcementsIn(database: string): unknown {
  const head = rowsOf(database).find((row) => /^poll\/p_\w+ head /.test(row)) ?? ''
  return JSON.parse(head.slice(head.indexOf('{'))).value.announcements
}

// What is just changed is kept as it was made, and what is read has the order of its schema: were they two, an export
// would tell whether the poll was read in between, as when somebody's ballot is looked for in it.
test('the fields of announcements are in one order, whether they were just made or read', async () => {
  await using directory = await temporaryDirectory()
  const database = join(directory.path, 'order.db')
  await using table = await startTestBot({ database })
  const ada = table.as('Ada', 'manager')
  await ada.type('poll arXiv:2204.05862 visibility:anonymous closes:3d')
  const paper = /p_[a-z0-9]{10}/.exec(JSON.stringify(table.last().views))?.[0] ?? ''
  const ask = (command: string, args: Record<string, string> = {}) =>
    ada.ask({ command, args: { paper, ...args } })
  for (const command of ['close', 'reopen', 'close', 'revote', 'reveal']) {
    table.clock.advance(60_000)
    await ask(command, { sure: 'yes' })
    const stored = announcementsIn(database)
    expect(JSON.stringify(stored)).toBe(JSON.stringify(z.array(Announcement).parse(stored)))
  }
  expect(JSON.stringify(announcementsIn(database))).toContain(`"act":"close"`)
})
