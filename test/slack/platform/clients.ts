import { LogLevel, webApi } from '@slack/bolt'
import type { Channel, Sent } from '../../platforms/slack/entities.ts'
import type { Slack } from '../../platforms/slack/loopback.ts'

/** Keeps to itself what the clients say of refusals. */
export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

export const clientOf = (slack: Slack, token = slack.home.bot.token) =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.api,
    retryConfig: { retries: 0 },
    logger: silent,
  })

/** What Slack says no with. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'ok'
  } catch (fault) {
    return fault instanceof webApi.WebAPIPlatformError ? fault.data.error : String(fault)
  }
}

export const still = { unfurl_links: false, unfurl_media: false }
export const inChannel = (slack: Slack, { id: channel }: Channel = slack.home.general) => ({
  channel,
  text: 'x',
  ...still,
})

export function lastIn(slack: Slack, channel = slack.home.general): Sent {
  const sent = slack.home.shownIn(channel).at(-1)
  if (sent === undefined) throw new Error('Nothing was posted')
  return sent
}

export const quiet = { logLevel: LogLevel.ERROR, convoStore: false as const, deferInitialization: true }
