import { once } from 'node:events'
import { createServer } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { startSlack } from '../../platforms/slack/loopback.ts'
import { quiet, silent } from './clients.ts'

describe('deliveries over HTTP', () => {
  test('of events are tried again, by address in turn, and are signed', async () => {
    const slack = await startSlack()
    const requests: { readonly signature: unknown; readonly retry: unknown; readonly body: string }[] = []
    const server = createServer((request, response) => {
      const chunks: string[] = []
      request.on('data', (chunk) => chunks.push(String(chunk)))
      request.on('end', () => {
        const {
          'x-slack-signature': signature,
          'x-slack-retry-num': retry,
          'x-slack-request-timestamp': at,
        } = request.headers
        const body = chunks.join('')
        expect(slack.sign(body, { at: Number(at) })['X-Slack-Signature']).toBe(signature)
        requests.push({ signature, retry, body })
        response.writeHead(requests.length < 3 ? 500 : 200).end()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    slack.deliverBy({ kind: 'http', urls: [`http://127.0.0.1:${port}/a`, `http://127.0.0.1:${port}/b`] })
    slack.retryAfter = 0
    const asked = slack.people.mention(slack.home.ben, 'hello')
    await slack.people.acknowledged(asked)
    expect(requests.map(({ retry }) => retry)).toEqual([undefined, '1', '2'])
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1)
    server.close()
    server.closeAllConnections()
    expect(slack.violations).toEqual([])
    const lost = slack.people.slash(slack.home.ben, 'nobody there')
    await slack.until(() => lost.failed === true)
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('that somebody forges are refused by the real client', async () => {
    const slack = await startSlack()
    const receiver = new HTTPReceiver({
      signingSecret: slack.signingSecret,
      logLevel: LogLevel.ERROR,
      logger: silent,
    })
    new App({ ...quiet, receiver, token: slack.home.bot.token })
    const server = await receiver.start({ port: 0, host: '127.0.0.1' })
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`
    const body = JSON.stringify({ type: 'url_verification', challenge: 'x' })
    const post = async (headers: Readonly<Record<string, string>>) =>
      (
        await fetch(url, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json', ...headers },
        })
      ).status
    const minutesAgo = Math.floor(Date.now() / 1000) - 400
    expect(await post(slack.sign(body))).toBe(200)
    expect(await post(slack.sign(body, { secret: 'guessed' }))).toBe(401)
    expect(await post(slack.sign(body, { at: minutesAgo }))).toBe(401)
    server.closeAllConnections()
    await receiver.stop()
    await slack.close()
  })
})
