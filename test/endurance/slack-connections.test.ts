import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openInProcess } from '../contracts/in-process.ts'
import type { Person } from '../platforms/slack/entities.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { startCruxgrid } from '../running.ts'
import { receipt, title, withBoard, withProcess } from '../slack/fault-table.ts'
import { clocked, settingsFor } from '../slack/open-slack.ts'
import { commandOf, free, pollOn, readers, tableOf } from '../slack/table.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'

describe.concurrent('connections that end', () => {
  test('without a word while many people press lose nothing that was delivered', async () => {
    await using table = await withBoard()
    const { slack, board, says } = table
    const { people, sockets } = slack
    const all = readers(table, 60)
    const press = (voter: Person) => people.press(voter, 'Cog · Worst', board)
    const half = all.length / 2
    const before = all.slice(0, half).map(press)
    await slack.until(() => before.some(({ ackedAt }) => ackedAt !== undefined))
    sockets.drop()
    const during = all.slice(half).map(press)
    expect(during.every(({ failed }) => failed)).toBe(true)
    await slack.until(() => before.every(({ ackedAt, failed }) => ackedAt !== undefined || failed === true))
    await Promise.all(before.filter(({ ackedAt }) => ackedAt !== undefined).map(people.answered))
    await sockets.waitFor(2)
    const again = [...before, ...during].filter(({ failed }) => failed).map(({ person }) => press(person))
    await Promise.all(again.map(people.answered))
    await says(board, `${all.length} votes`)
  })

  test('because Slack renews them, one after the other, lose nothing and fail for nobody', async () => {
    await using table = await withBoard()
    const { slack, board, says } = table
    const { people, sockets } = slack
    const all = readers(table, 90)
    const third = all.length / 3
    const press = (voter: Person) => people.press(voter, 'Cog · Worst', board)
    const before = all.slice(0, third).map(press)
    sockets.refresh()
    const meanwhile = all.slice(third, 2 * third).map(press)
    await sockets.waitFor(2)
    sockets.refresh()
    const after = all.slice(2 * third).map(press)
    await sockets.waitFor(2)
    const asked = [...before, ...meanwhile, ...after]
    await Promise.all(asked.map(people.answered))
    expect(asked.filter(({ failed }) => failed)).toHaveLength(0)
    await says(board, `${all.length} votes`)
  })

  test('are opened again once Slack lets them, and meanwhile the process is not ready', async () => {
    await using table = await withBoard()
    const { slack, cruxgrid, board, told } = table
    const readiness = async () => (await fetch(`${cruxgrid.address}/readyz`)).status
    expect(await readiness()).toBe(200)
    slack.makeTrouble((method) => (method === 'apps.connections.open' ? { status: 500 } : undefined))
    slack.sockets.drop()
    const attempts = () => slack.requests.filter(({ status }) => status === 500).length
    await slack.until(() => attempts() >= 6)
    expect(await readiness()).toBe(503)
    slack.makeTrouble(() => undefined)
    await slack.sockets.waitFor(2)
    await until(async () => (await readiness()) === 200)
    expect(await told(slack.people.press(slack.home.ben, 'Cog · Worst', board))).toContain(receipt)
    expect(cruxgrid.log.filter((line) => /nhandled|"level":60/.test(line))).toEqual([])
  })
})

describe.concurrent('a process that is told the wrong thing says which, and ends', () => {
  const botToken = 'xoxb-hunter2-and-nothing-else'
  const _appToken = 'xapp-hunter2-and-nothing-else'
  const signingSecret = 'hunter2hunter2hunter2'

  test.each<{ readonly what: string; readonly env: Record<string, string>; readonly said: RegExp }>([
    {
      what: 'a bot token that Slack doesn’t know',
      env: { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret },
      said: /SLACK_BOT_TOKEN: Slack rejected it/,
    },
    {
      what: 'several things, each of them',
      env: {
        SLACK_BOT_TOKEN: 'hunter2',
        SLACK_APP_TOKEN: 'xoxb-hunter2',
        SLACK_SIGNING_SECRET: 'hunter2',
        ENCRYPTION_KEY: Buffer.from('hunter2').toString('base64'),
      },
      said: /SLACK_BOT_TOKEN: .*\nSLACK_APP_TOKEN: .*\nSLACK_SIGNING_SECRET: .*\nENCRYPTION_KEY: expected 32 bytes/,
    },
  ])('$what', async ({ env, said }) => {
    await using directory = await temporaryDirectory()
    const slack = await startSlack()
    const start = startCruxgrid(join(directory.path, 'slack.db'), { SLACK_API_URL: slack.api, ...env })
    await expect(start).rejects.toThrow(said)
    await expect(start).rejects.toThrow('ended with 1')
    await expect(start).rejects.not.toThrow(/hunter2|aHVudGVyMg|\n {4}at /)
    await slack.close()
  })
})

describe.concurrent('whoever pressed is answered', () => {
  test('on the buttons of before when Cruxgrid was killed, and an outcome that was due is posted once', async () => {
    await using table = await withProcess()
    const { slack, board, cruxgrid, database, poll, says, told, appears, posted } = table
    const { people, home } = slack
    await told(people.press(home.ben, 'Cog · Worst', board))
    await says(board, '1 vote')
    const due = await poll('A paper that is closed just before')
    // The one outcome keeps the other one waiting, so that nobody has begun with that.
    const held = await poll('A paper whose outcome takes long')
    for (const one of [due, held]) await told(people.press(home.ben, 'Cog · Worst', one))
    slack.makeTrouble((method, { thread_ts }) =>
      method === 'chat.postMessage' && thread_ts !== undefined ? { until: () => false } : undefined,
    )
    await told(people.slash(home.ada, `close ${pollOn(held)}`))
    await slack.until(() => slack.requests.some(({ args }) => args.thread_ts === held.ts))
    await told(people.slash(home.ada, `close ${pollOn(due)}`))
    await cruxgrid.end('SIGKILL')
    slack.makeTrouble(() => undefined)
    const next = await startCruxgrid(database, settingsFor(slack, 'socket'))
    await slack.sockets.waitFor(2)
    await appears('Round 1 is closed.', home.general, due.ts)
    expect(await told(people.press(home.cleo, 'Cog · Worst', board))).toContain(receipt)
    await says(board, '2 votes')
    await says(due, 'closed')
    expect(await next.end('SIGTERM')).toBe(0)
    expect(posted(home.general, due.ts)).toHaveLength(1)
  })
})

test.concurrent('a workspace that removes the app is let go: its token is forgotten, and nothing is asked for with it', async () => {
  await using directory = await temporaryDirectory()
  const slack = await startSlack()
  const port = await free()
  const publicUrl = `http://127.0.0.1:${port}`
  const cruxgrid = await openInProcess(clocked(), join(directory.path, 'slack.db'), {
    SLACK_API_URL: slack.api,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_STATE_SECRET: randomBytes(16).toString('hex'),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: publicUrl,
    INSECURE_HTTP: 'yes',
    WEB_SECRET: 'a-door-of-the-loopback-24',
    PORT: String(port),
  })
  slack.deliverBy({ kind: 'http', urls: [`${publicUrl}/slack/events`] })
  const { home, people } = slack
  const { poll, told, says, isClean } = tableOf({ slack })

  const install = async () => {
    expect((await people.install(home, `${publicUrl}/slack/install`)).status).toBe(200)
    slack.subscribed.clear()
  }
  const logged = (words: string) => cruxgrid.log.filter((line) => line.includes(words)).length
  const refusals = () => logged('not installed in that workspace')

  /** A late command from there: Slack sends none to an app that it has removed. */
  async function ask(): Promise<void> {
    const body = commandOf(home.ada, 'help', home.general)
    const headers = { ...slack.sign(body), 'content-type': 'application/x-www-form-urlencoded' }
    await fetch(`${publicUrl}/slack/events`, { method: 'POST', body, headers })
  }

  for (const [i, notice] of ['app_uninstalled', 'tokens_revoked'].entries()) {
    await install()
    slack.subscribed.add(notice)
    people.uninstall(home)
    await until(() => logged('removed from a workspace') > i)
    const before = slack.requests.length
    await ask()
    await until(() => refusals() > i)
    expect(slack.requests.slice(before)).toEqual([])
  }

  await install()
  const board = await poll(title)
  await told(people.press(home.ben, 'Cog · Worst', board))
  await says(board, '1 vote')
  // This vote waits for its turn on the board, which is how the token is found out to be dead.
  await told(people.press(home.cleo, 'Cog · Worst', board))
  people.uninstall(home)
  await slack.until(() => slack.requests.at(-1)?.error === 'account_inactive')
  const before = refusals()
  await until(async () => {
    await ask()
    return refusals() > before
  })
  expect(await cruxgrid.end('SIGTERM')).toBe(0)
  isClean()
  await slack.close()
})
