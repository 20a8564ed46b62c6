// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { join } from 'node:path'
import { PermissionFlagsBits } from 'discord.js'
import { expect, test } from 'vitest'
import { discord as platform } from '../../adapters/discord/index.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { createFakeClock } from '../fake-clock.ts'
import { restoreInPlace } from '../moving/restore-in-place.ts'
import { backUp } from '../moving/tools.ts'
import { token } from '../platforms/discord/world.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import { errands, seated } from './at-table.ts'
import { connectedInProcess } from './open-discord.ts'
import { run, saying } from './port-alone.ts'
import { storyOf } from './storyteller.ts'

/** Longer than Discord remembers a nonce. */
const longMs = 600_000

/** A table whose database is that of before `act`, as after a restore. */
async function actThenRestore(table: Awaited<ReturnType<typeof seated>>, act: () => Promise<void>) {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'x.jsonl.zst')
  await backUp(`sqlite:${table.where.database}`, file)
  await act()
  await table.stop()
  await restoreInPlace(table.where.database, file)
  table.world.pass(longMs)
  await table.start()
}

test.each(errands)('what was posted $where after the backup is not posted again', async ({ errand }) => {
  await using table = await seated()
  const post = async () => void (await run(table.port, errand(table)))
  await actThenRestore(table, post)
  await post()
  expect(table.said('Hello, readers')).toHaveLength(1)
  await run(table.port, { ...errand(table), key: 'another' })
  expect(table.said('Hello, readers')).toHaveLength(2)
})

test('where the bot may not look back, it posts what it doesn’t know', async () => {
  await using table = await seated()
  await actThenRestore(table, async () => {})
  await table.forbid(PermissionFlagsBits.ReadMessageHistory)
  await table.port.post(table.place, saying('Something new'), 'new')
  expect(table.said('Something new')).toHaveLength(1)
})

test('a poll that was closed after the backup closes again, and its outcome is not posted twice', async () => {
  const clock = createFakeClock(new Date().toISOString())
  await using table = await connectedInProcess({}, clock)
  await using directory = await temporaryDirectory()
  const { discord, database, cruxgrid } = table
  const { people, ada, ben, textOf } = discord
  const story = storyOf(table)
  const file = join(directory.path, 'x.jsonl')
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper', closes: '1h' }))
  const poll = await story.appears('A paper')
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  await backUp(`sqlite:${database}`, file)
  const outcomes = () =>
    [...discord.world.messages.values()].filter((one) => textOf(one).includes('Round 1 is closed.'))
  clock.advance(2 * 3_600_000)
  await until(() => {
    clock.advance(500)
    return outcomes().length === 1 && !rowsOf(database).some((row) => /^job\/.*"outcome"/.test(row))
  })

  await cruxgrid.end('SIGTERM')
  await restoreInPlace(database, file)
  discord.world.pass(longMs)
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api }
  const again = await openInProcess(platform, database, env, clock)
  const isClosed = () => rowsOf(database).some((row) => /^poll\/.*"state":"closed"/.test(row))
  await until(() => {
    clock.advance(500)
    return isClosed() && !rowsOf(database).some((row) => /^job\/.*"outcome"/.test(row))
  })
  expect(outcomes()).toHaveLength(1)
  await again.end('SIGTERM')
  story.isClean()
})
