import { webApi } from '@slack/bolt'
import { z } from 'zod'
import { type Finding, fault, fine, note } from '../../../src/bot/finding.ts'
import type { UsedChannel } from '../../../src/bot/platform.ts'
import { toPlainText } from '../../../src/chat/plain-text.ts'
import { counted, listed } from '../../../src/chat/text.ts'
import { compareClocks } from '../../shared/compare-clocks.ts'
import { botTokenRefused } from '../client/errors.ts'
import { isChannelGone } from '../client/faults.ts'
import { ask } from './ask.ts'
import { botScopes, requestedScopes } from './manifest.ts'
import type { SlackSettings } from './settings.ts'

/** As many are looked at: Slack allows about 50 look-ups a minute. */
const maxChannels = 100

const Info = z.object({
  channel: z.object({
    name: z.string().optional(),
    is_im: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
  }),
})

interface Deps {
  readonly token: string
  /** Those of the workspace that are in use. */
  readonly channels: readonly UsedChannel[]
  /** The clock of this machine, in ms since 1970. */
  readonly now: () => number
}

/** Looks at one workspace: the token, its scopes, and whether the bot is in the channels in use. */
export async function checkWorkspace(
  settings: SlackSettings,
  { token, channels, now }: Deps,
): Promise<readonly Finding[]> {
  const answer = await ask(settings.apiUrl, 'auth.test', token)
  if (answer === undefined) return [unreachable(settings.apiUrl)]
  const { error, date, scopes, body } = answer
  if (error !== undefined) return [refused(error)]
  const bot = z.object({ user: z.string() }).safeParse(body).data?.user ?? 'Cruxgrid'
  return [
    fine('Slack token', 'Slack accepts it.'),
    ...compareClocks('Slack', date, now()),
    ...checkScopes(scopes, settings),
    ...(await checkChannels(settings, token, bot, channels)),
  ]
}

const unreachable = (apiUrl: string): Finding =>
  fault({
    about: 'Slack',
    what: `Nothing of Slack answers at ${new URL(apiUrl).origin}.`,
    why: 'Nobody can use Cruxgrid there.',
    fix: 'Let this machine connect to it, and take SLACK_API_URL out of .env unless you have a proxy for it. If both are right, Slack is down: https://slack-status.com.',
  })

const refused = (error: string): Finding =>
  fault({
    about: 'Slack token',
    what: `Slack rejected the bot token (${error}).`,
    why: 'Cruxgrid can’t start with it.',
    fix: toPlainText(botTokenRefused().remedy),
  })

function checkScopes(granted: readonly string[], settings: SlackSettings): readonly Finding[] {
  const about = 'Slack scopes'
  const lacking = Object.entries(requestedScopes(settings)).filter(([scope]) => !granted.includes(scope))
  const needed = lacking.filter(([scope]) => scope in botScopes)
  const [scopes, purposes] = [needed.map(([scope]) => scope), needed.map(([, purpose]) => purpose)]
  const optional = lacking.filter(([scope]) => !(scope in botScopes))
  const fix = (names: readonly string[]) =>
    `Add ${listed(names)} under OAuth & Permissions → Bot Token Scopes of your app, and press Reinstall to Workspace.`
  return [
    needed.length === 0
      ? fine(about, 'All that are needed are granted.')
      : fault({
          about,
          what: `The token lacks ${listed(scopes)}.`,
          why: `Cruxgrid needs ${scopes.length === 1 ? 'it' : 'them'} ${listed(purposes)}.`,
          fix: fix(scopes),
        }),
    ...(optional.length === 0
      ? []
      : [
          note({
            about: 'Slack optional scopes',
            what: `The token lacks ${listed(optional.map(([scope]) => scope))}.`,
            why: `Cruxgrid would use them ${listed([...new Set(optional.map(([, purpose]) => purpose.replace('optional: ', '')))])}.`,
            fix: fix(optional.map(([scope]) => scope)),
          }),
        ]),
  ]
}

async function checkChannels(
  { apiUrl: slackApiUrl }: SlackSettings,
  token: string,
  bot: string,
  channels: readonly UsedChannel[],
): Promise<readonly Finding[]> {
  // It waits where Slack limits the rate.
  const client = new webApi.WebClient(token, { slackApiUrl, retryConfig: { retries: 2 }, logLevel: noLog })
  const findings: Finding[] = []
  for (const { channel } of channels.slice(0, maxChannels)) {
    try {
      const { name = '', ...info } = Info.parse(await client.conversations.info({ channel })).channel
      if (info.is_archived === true) continue
      if (info.is_member !== true && info.is_im !== true) findings.push(notIn(`#${name}`, bot))
    } catch (problem) {
      if (!isChannelGone(problem)) throw problem
      findings.push(notIn(channel, bot))
    }
  }
  if (findings.length > 0) return findings
  return [
    fine(
      'Slack channels',
      `Cruxgrid is in ${counted(Math.min(channels.length, maxChannels), 'channel')} in use.`,
    ),
  ]
}

const noLog = webApi.LogLevel.ERROR

const notIn = (where: string, bot: string): Finding =>
  fault({
    about: `Slack ${where}`,
    what: 'Cruxgrid isn’t in this channel, which has an open poll or a reading group.',
    why: 'Nothing can be posted or changed there.',
    fix: `Type /invite @${bot} in it. If the channel was deleted, nothing needs to be done.`,
  })
