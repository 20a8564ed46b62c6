import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isRecordedHere, type Recorded, readRecorded } from '../platforms/recorded.ts'
import type { Sent } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import { enveloped } from '../platforms/slack/payloads.ts'
import type { Asked, AskedKind } from '../platforms/slack/world.ts'
import { seatedInProcess } from '../slack/table.ts'

/** User ids of the bots in the recorded payloads. */
const bots = /^U(?:00FAKEBOT\d+|0ADXR1N57A|0A9G5N5URZ|0B2H7P8VTX|222)$/
const ids = /(?<=["<@#])(?<kind>[UWTCD])[A-Z0-9x]{2,}(?=[">|])/g

/** The text of recorded payloads with the ids of the loopback's workspace: all people are one of its own. */
function moveTo({ home }: Slack, text: string): string {
  const own = { W: home.ben.id, T: home.id, C: home.general.id, D: home.directOf(home.ben).id }
  return text.replaceAll(ids, (id, kind: 'U' | keyof typeof own) => {
    if (id === 'USLACK' || id === 'COMPOSER') return id
    if (kind !== 'U') return own[kind]
    return bots.test(id) ? home.bot.user : home.ben.id
  })
}

const said = {
  type: z.string().optional(),
  channel: z.string().optional().catch(undefined),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
}

const Payload = z.looseObject({
  command: z.string().optional(),
  event: z.looseObject(said).optional(),
  response_url: z.string().optional(),
  trigger_id: z.string().optional(),
  container: z
    .object({
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .optional(),
  authorizations: z.array(z.looseObject({})).optional(),
  ...said,
})

const kinds: Readonly<Record<string, AskedKind>> = {
  block_actions: 'press',
  message_action: 'menu',
  shortcut: 'shortcut',
  view_submission: 'submission',
  block_suggestion: 'suggestion',
}

/** The message with that time, which the payload is about. */
function messageAt(
  { home }: Slack,
  ts: string | undefined,
  channel: string,
  more: Partial<Sent> = {},
): Sent | undefined {
  if (ts === undefined) return undefined
  const before = home.find(channel, ts)
  const blank = { by: home.bot.user, text: 'Recorded', blocks: [], files: [], edits: 0 }
  return before ?? home.add({ ...blank, ts, channel, ...more })
}

/** Delivers a payload as Slack would. @returns `undefined` for what is no delivery. */
function tell(slack: Slack, name: string, recorded: Recorded): Asked | undefined {
  const { home, people } = slack
  const payload = Payload.parse(recorded.payload ?? recorded)
  const { type = '', command, event, trigger_id, response_url, container, authorizations = [] } = payload
  const isEvent = event !== undefined || payload.event_ts !== undefined || type === 'link_shared'
  const kind = command !== undefined ? 'slash' : isEvent ? 'event' : kinds[type]
  if (kind === undefined) return undefined
  const id = `Ev${name.replaceAll(/\W/g, '')}`
  // Their owners have shortened some.
  const authorized = authorizations.map((one) => ({ team_id: home.id, ...one }))
  const whole =
    event === undefined
      ? enveloped(home, id, payload)
      : { ...payload, event_id: id, ...(authorized.length > 0 && { authorizations: authorized }) }
  const { channel = home.general.id, ts: writtenAt, thread_ts } = event ?? payload
  for (const ts of [thread_ts, writtenAt]) messageAt(slack, ts, channel)
  messageAt(slack, container?.thread_ts, home.general.id)
  const message = messageAt(slack, container?.message_ts, home.general.id, {
    threadTs: container?.thread_ts,
    ...(container?.is_ephemeral === true && { seenBy: home.ben.id }),
  })
  return people.tell({
    ...{ kind, person: home.ben, workspace: home, channel: home.general, message },
    type: kind === 'slash' ? 'slash_commands' : isEvent ? 'events_api' : 'interactive',
    hasTrigger: trigger_id !== undefined,
    respondsIn: response_url === undefined ? undefined : home.general,
    payload: (ids) =>
      isEvent ? whole : { ...payload, ...ids, ...(command !== undefined && { command: '/grid' }) },
    take: () => undefined,
  })
}

describe.skipIf(!isRecordedHere)(
  'what Slack has sent (skipped where no folder shared/reference/payloads lies around the project)',
  () => {
    test.each(['http', 'socket'] as const)('over %s is answered, or left alone', async (mode) => {
      await using table = await seatedInProcess(mode)
      const { slack, cruxgrid } = table
      const { home, people } = slack
      // Of its own words in direct conversations it isn't told besides.
      slack.subscribed.delete('message.im')
      const recorded = readRecorded('slack', (text) => moveTo(slack, text))
      const told = new Map<string, Asked>()
      for (const [name, payload] of recorded) {
        // Of an organisation for which the app can't be installed.
        if (name === 'slack-global-shortcut 0') continue
        const asked = tell(slack, name, payload)
        if (asked === undefined) continue
        told.set(name, asked)
        await people.acknowledged(asked)
      }
      expect(told.size).toBeGreaterThan(60)
      const wanted = [...told].filter(
        ([name, { kind }]) => /mention|slash|[aA]ction|direct|dmMessage/.test(name) && kind !== 'event',
      )
      expect(wanted.length).toBeGreaterThan(15)
      for (const [, asked] of wanted) await people.answered(asked)
      await people.answered(people.slash(home.ada, 'help'))
      expect(cruxgrid.log.filter((line) => /"level":[456]0/.test(line))).toEqual([])
    })
  },
)
