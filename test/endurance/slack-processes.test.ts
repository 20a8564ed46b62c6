import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startSlack } from '../platforms/slack/loopback.ts'
import type { Asked } from '../platforms/slack/world.ts'
import { newToken } from '../platforms/slack/world.ts'
import { startCruxgrid } from '../running.ts'
import { callsOf, receipt, title, withProcess } from '../slack/fault-table.ts'
import { settingsFor } from '../slack/open-slack.ts'
import { gapsOf, tableOf } from '../slack/table.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'

// The faults that need a process each; slack-faults.test.ts has the others.

describe.concurrent('a process that is told the wrong thing says which, and ends', () => {
  const appToken = 'xapp-hunter2-and-nothing-else'

  test.each([
    { what: 'an app token that Slack doesn’t know', error: undefined },
    { what: 'an app token that may not connect', error: 'missing_scope' },
  ])('$what', async ({ error }) => {
    await using directory = await temporaryDirectory()
    const slack = await startSlack()
    if (error !== undefined)
      slack.makeTrouble((method) => (method === 'apps.connections.open' ? { error } : undefined))
    const token = error === undefined ? { SLACK_APP_TOKEN: appToken } : {}
    const env = { ...settingsFor(slack, 'socket'), ...token }
    const start = startCruxgrid(join(directory.path, 'slack.db'), env)
    await expect(start).rejects.toThrow('SLACK_APP_TOKEN: ')
    await expect(start).rejects.toThrow('ended with 1')
    await expect(start).rejects.not.toThrow(env.SLACK_APP_TOKEN)
    await slack.close()
  })
})

test.concurrent.each([
  { what: 'Slack', isOut: () => true },
  { what: 'Socket Mode', isOut: (method: string) => method === 'apps.connections.open' },
])('a process that starts while $what can’t be reached begins when it can be', async ({ isOut }) => {
  await using directory = await temporaryDirectory()
  const slack = await startSlack()
  slack.makeTrouble((method) => (isOut(method) ? 'refuse' : undefined))
  const starting = startCruxgrid(join(directory.path, 'slack.db'), settingsFor(slack, 'socket'))
  const failed = slack.until(() => slack.requests.filter(({ method }) => isOut(method)).length >= 3)
  await Promise.race([starting.then(() => failed), failed])
  slack.makeTrouble(() => undefined)
  const cruxgrid = await starting
  await slack.sockets.waitFor(2)
  const { poll, told, isClean } = tableOf({ slack })
  const board = await poll(title)
  expect(await told(slack.people.press(slack.home.ben, 'Cog · Worst', board))).toContain(receipt)
  expect(await cruxgrid.end('SIGTERM')).toBe(0)
  isClean()
  await slack.close()
})

describe.concurrent('whoever pressed is answered', () => {
  test('when Cruxgrid is stopped in the middle of it', async () => {
    await using table = await withProcess()
    const { slack, board, cruxgrid, told } = table
    const { people, home } = slack
    let late: Asked | undefined
    const isPressedAgain = () => late?.ackedAt !== undefined
    slack.makeTrouble((method) => (method === 'response' ? { until: isPressedAgain } : undefined))
    const asked = people.press(home.ben, 'Cog · Worst', board)
    await people.acknowledged(asked)
    const ended = cruxgrid.end('SIGTERM')
    late = people.press(home.cleo, 'Eng · Avg', board)
    expect(await told(asked)).toContain(receipt)
    expect(await told(late)).toContain('Your vote: Engineering')
    expect(await ended).toBe(0)
  })
})

test.concurrent('a board whose token is dead is tried at its pace at most, and follows with another token', async () => {
  await using table = await withProcess()
  const { slack, board, cruxgrid, database, told, says } = table
  const { people, home } = slack
  await told(people.press(home.ben, 'Cog · Worst', board))
  await says(board, '1 vote')
  await told(people.press(home.cleo, 'Cog · Worst', board))
  people.uninstall(home)
  const refused = () => callsOf(table, 'chat.update').filter(({ error }) => error === 'account_inactive')
  await slack.until(() => refused().length === 2)
  expect(Math.min(...gapsOf(refused().map(({ at }) => at)))).toBeGreaterThan(2900)
  expect(await cruxgrid.end('SIGTERM')).toBe(0)
  home.bot.token = newToken()
  home.isInstalled = true
  const next = await startCruxgrid(database, settingsFor(slack, 'socket'))
  await says(board, '2 votes')
  expect(await next.end('SIGTERM')).toBe(0)
})

describe.concurrent('a board', () => {
  test('that a moderator deletes is let go, the poll goes on, and its outcome is posted in the channel', async () => {
    await using table = await withProcess()
    const { slack, board, cruxgrid, database, told, appears } = table
    const { people, home } = slack
    const refused = () => callsOf(table, 'chat.update').filter(({ error }) => error === 'message_not_found')
    board.isDeleted = true
    expect(await told(people.press(home.ben, 'Cog · Worst', board))).toContain(receipt)
    await slack.until(() => refused().length > 0)
    expect(await told(people.press(home.cleo, 'Cog · Worst', board))).toContain(receipt)
    // A new start brings every board up to date that is behind, one that isn't let go among them.
    await cruxgrid.end('SIGTERM')
    const next = await startCruxgrid(database, settingsFor(slack, 'socket'))
    await slack.sockets.waitFor(2)
    expect(await told(people.slash(home.ben, 'results'))).toContain('2 votes')
    await told(people.slash(home.ada, 'close'))
    expect(slack.textOf(await appears('is closed.'))).toContain('2 votes')
    expect(await next.end('SIGTERM')).toBe(0)
    expect(refused()).toHaveLength(1)
  })
})
