import { webApi } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { startSlack } from '../../platforms/slack/loopback.ts'
import { clientOf, errorOf, inChannel } from './clients.ts'

describe('trouble', () => {
  test('comes before the work, after it, or instead of it', async () => {
    const slack = await startSlack()
    const { chat } = clientOf(slack)
    slack.makeTrouble((method) => (method === 'chat.postMessage' ? 'refuse' : undefined))
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toContain('fetch failed')
    expect(slack.home.messages.size).toBe(0)
    slack.makeTrouble(() => 'lose')
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toContain('fetch failed')
    expect(slack.home.messages.size).toBe(1)
    slack.makeTrouble(() => ({ error: 'fatal_error' }))
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toBe('fatal_error')
    slack.makeTrouble(() => ({ status: 500 }))
    expect(await errorOf(chat.postMessage(inChannel(slack)))).toContain('500')
    expect(slack.home.messages.size).toBe(1)
    expect(slack.requests.map(({ status, error }) => error ?? status)).toEqual([
      0,
      200,
      'fatal_error',
      'Trouble',
    ])
    await slack.close()
    expect(slack.violations).toEqual([])
  })

  test('of too many calls has to be waited for', async () => {
    const slack = await startSlack()
    const client = new webApi.WebClient(slack.home.bot.token, {
      slackApiUrl: slack.api,
      rejectRateLimitedCalls: true,
    })
    const asked: number[] = []
    slack.makeTrouble(() => (asked.push(asked.length) === 1 ? { status: 429, retryAfter: 60 } : undefined))
    const early = async () =>
      client.chat.postMessage(inChannel(slack)).then(
        () => 'ok',
        (fault) => fault.retryAfter,
      )
    expect(await early()).toBe(60)
    while (slack.violations.length === 0) expect(await early()).toBe(60)
    expect(slack.violations).toEqual(['chat.postMessage was called again before Retry-After'])
    expect(await errorOf(client.auth.test())).toBe('ok')
    await slack.close()
  })
})
