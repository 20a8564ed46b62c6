import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createOptionalFeatures } from '../../adapters/slack/client/optional-features.ts'
import { createFakeClock } from '../fake-clock.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { clientOf } from './platform/clients.ts'

const codes = ['missing_scope', 'not_allowed_token_type', 'invalid_blocks', 'feature_not_enabled']

test.each(codes)('a feature that is refused with %s is logged once a day and workspace', async (error) => {
  const slack = await startSlack()
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(line) })
  const { attempt } = createOptionalFeatures(log, clock.now)
  const { assistant } = clientOf(slack)
  const suggest = (team: string, feature = 'prompts') =>
    attempt({ team }, feature, () =>
      assistant.threads.setSuggestedPrompts({
        channel_id: slack.home.directOf(slack.home.ben).id,
        prompts: [],
      }),
    )
  slack.makeTrouble(() => ({ error }))
  expect(await suggest('T1')).toBe(false)
  clock.advance(86_400_000 - 1)
  expect(await suggest('T1')).toBe(false)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(error)
  await suggest('T2')
  await suggest('T1', 'offers')
  expect(lines).toHaveLength(3)
  clock.advance(1)
  await suggest('T1')
  expect(lines).toHaveLength(4)
  slack.makeTrouble(() => ({ error: 'channel_not_found' }))
  await expect(suggest('T1')).rejects.toThrow('channel_not_found')
  await slack.close()
})
