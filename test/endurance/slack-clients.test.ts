import { App, HTTPReceiver, LogLevel, MemoryInstallationStore, SocketModeReceiver } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { compileFaults } from '../platforms/slack/compiled.ts'
import { type Slack, startSlack } from '../platforms/slack/loopback.ts'
import { plain } from '../slack/platform/blocks.ts'
import { clientOf, errorOf, lastIn, quiet, silent, still } from '../slack/platform/clients.ts'
import { pictured, png } from '../slack/platform/pictures.ts'

/** A bot of a few lines that does one of everything. */
function furnish(app: App): void {
  const board = (line: string) => ({
    text: line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    blocks: [
      { type: 'section' as const, text: plain(line) },
      {
        type: 'actions' as const,
        elements: [
          { type: 'button' as const, action_id: 'vote', text: plain('Vote'), value: 'yes' },
          { type: 'button' as const, action_id: 'form', text: plain('Form…') },
        ],
      },
    ],
  })
  app.command('/grid', async ({ ack, command, client }) => {
    await ack()
    const { channel_id: channel, text } = command
    await client.chat.postMessage({ channel, ...board(text), ...still })
  })
  app.action('vote', async ({ ack, body, respond, client }) => {
    await ack()
    if (body.type !== 'block_actions' || body.channel === undefined || body.message === undefined) return
    await respond({ text: 'You voted', response_type: 'ephemeral', replace_original: false })
    await client.chat.update({ channel: body.channel.id, ts: body.message.ts, ...board('1 vote') })
  })
  app.action('form', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const element = { type: 'plain_text_input' as const, action_id: 'why', initial_value: 'Because' }
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        title: plain('A form'),
        submit: plain('Send'),
        blocks: [{ type: 'input', block_id: 'why', label: plain('Why'), element }],
      },
    })
  })
  app.view('form', async ({ ack, view }) => {
    const why = view.state.values.why?.why?.value
    await (why === 'Because' ? ack({ response_action: 'errors', errors: { why: 'Say more' } }) : ack())
  })
  app.event('app_mention', async ({ event, client }) => {
    const { files } = await client.filesUploadV2({ file: png, filename: 'grid.png', title: 'Grid' })
    const id = files[0]?.files?.[0]?.id ?? ''
    while ((await client.files.info({ file: id })).file?.mimetype === '') await new Promise(setImmediate)
    await client.chat.postMessage({ channel: event.channel, ...pictured(id) })
  })
}

async function overSocket(slack: Slack) {
  const clientOptions = () => ({ slackApiUrl: slack.api })
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    installerOptions: { clientOptions: clientOptions() },
    logLevel: LogLevel.ERROR,
  })
  const app = new App({ ...quiet, receiver, token: slack.home.bot.token, clientOptions: clientOptions() })
  await app.init()
  await app.start()
  return { app, stop: () => receiver.client.disconnect() }
}

async function listening(receiver: HTTPReceiver) {
  const server = await receiver.start({ port: 0, host: '127.0.0.1' })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('There is no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections()
      await receiver.stop()
    },
  }
}

async function overHttp(slack: Slack) {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    ...quiet,
    receiver,
    token: slack.home.bot.token,
    clientOptions: { slackApiUrl: slack.api },
  })
  await app.init()
  const { origin, stop } = await listening(receiver)
  slack.deliverBy({ kind: 'http', urls: [`${origin}/slack/events`] })
  return { app, stop }
}

describe.each([
  ['Socket Mode', overSocket],
  ['HTTP', overHttp],
])('the real clients over %s', (_, connect) => {
  test('post, answer, change, ask and show a picture', async () => {
    const slack = await startSlack()
    const { app, stop } = await connect(slack)
    furnish(app)
    const { people, home } = slack
    await people.answered(people.slash(home.ben, 'a & b <!channel>'))
    const board = lastIn(slack)
    expect(slack.textOf(board)).toBe('a & b <!channel>\n[Vote] [Form…]')
    await people.answered(people.press(home.ben, 'Vote', board))
    expect(people.lastHeard(home.ben)?.text).toBe('You voted')
    await slack.until(() => slack.textOf(board).startsWith('1 vote'))

    const pressed = people.press(home.cleo, 'Form…', board)
    await people.answered(pressed)
    const form = pressed.view
    if (form === undefined) throw new Error('No form was opened')
    expect(slack.textOf(form)).toBe('A form\nWhy\nBecause\n[Send]')
    const first = people.submit(home.cleo, form, {})
    await people.answered(first)
    expect(first.errors).toEqual({ why: 'Say more' })
    people.submit(home.cleo, form, { why: 'I read it' })
    await slack.until(() => !form.isOpen)

    const mention = people.mention(home.ben, 'see https://a.org/b?c=1&d=2.')
    await people.answered(mention)
    expect(mention.message?.text).toContain('see <https://a.org/b?c=1&amp;d=2>.')
    expect(slack.textOf(lastIn(slack))).toBe('A grid')
    await stop()
    await slack.close()
    expect(slack.violations).toEqual([])
    expect(await compileFaults(slack.requests)).toEqual([])
  })
})

describe('an installation', () => {
  test('gives the bot a token of the other workspace, until it is removed', async () => {
    const slack = await startSlack()
    const { away, people, clientId, clientSecret, signingSecret } = slack
    const installationStore = new MemoryInstallationStore()
    const receiver = new HTTPReceiver({
      signingSecret,
      clientId,
      clientSecret,
      stateSecret: 'a secret of the bot',
      scopes: ['chat:write', 'commands'],
      installationStore,
      installerOptions: { clientOptions: { slackApiUrl: slack.api }, directInstall: true },
      logLevel: LogLevel.ERROR,
      logger: silent,
    })
    const clientOptions = { slackApiUrl: slack.api }
    const app = new App({ ...quiet, receiver, clientOptions })
    await app.init()
    furnish(app)
    const removed: string[] = []
    app.event('app_uninstalled', async ({ body }) => void removed.push(body.team_id))
    const { origin, stop } = await listening(receiver)
    slack.deliverBy({ kind: 'http', urls: [`${origin}/slack/events`] }, away)

    const install = `${origin}/slack/install`
    expect((await people.install(away, install, { isAllowed: false })).status).toBe(500)
    expect((await people.install(away, install, { state: 'forged' })).status).toBe(400)
    expect((await people.install(away, install, { forgetsCookies: true })).status).toBe(400)
    expect(away.isInstalled).toBe(false)
    expect((await people.install(away, install)).status).toBe(200)
    expect(away.bot.scopes).toEqual(['chat:write', 'commands'])
    await people.answered(people.slash(away.ben, 'hello'))
    expect(away.shownIn(away.general)).toHaveLength(1)
    expect(slack.home.messages.size).toBe(0)

    people.uninstall(away)
    await slack.until(() => removed.length > 0)
    expect(removed).toEqual([away.id])
    expect(await errorOf(clientOf(slack, away.bot.token).auth.test())).toBe('account_inactive')
    await stop()
    await slack.close()
    expect(slack.violations).toEqual([])
  })
})

test('what was sent is compiled against Slack’s own types', async () => {
  const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'x' } }]
  const sent = { channel: 'C1', text: 'x', ...still }
  expect(await compileFaults([{ method: 'chat.postMessage', args: { ...sent, blocks } }])).toEqual([])
  const wrong = [{ type: 'section', words: 'x' }]
  expect(await compileFaults([{ method: 'response', args: { text: 'x', blocks: wrong } }])).toHaveLength(1)
  expect(
    await compileFaults([
      { method: 'views.open', args: { trigger_id: 'x', view: { type: 'modal', blocks } } },
    ]),
  ).not.toEqual([])
})
