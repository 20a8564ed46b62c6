import { expect, test } from 'vitest'
import { readExtras, readSettings } from '../../adapters/slack/setup/settings.ts'
import { refusalOf } from '../refusal.ts'

test.each<{ readonly what: string; readonly env: Record<string, string>; readonly said: RegExp }>([
  {
    what: 'a bot token alone',
    env: { SLACK_BOT_TOKEN: 'xoxb-hunter2-and-nothing-else' },
    said: /SLACK_APP_TOKEN is missing: .*SLACK_SIGNING_SECRET/,
  },
  {
    what: 'an app token alone',
    env: { SLACK_APP_TOKEN: 'xapp-hunter2-and-nothing-else' },
    said: /SLACK_BOT_TOKEN is missing: /,
  },
  {
    what: 'half of OAuth',
    env: { SLACK_SIGNING_SECRET: 'hunter2hunter2hunter2', SLACK_CLIENT_ID: '1.2' },
    said: /SLACK_CLIENT_SECRET is missing: .*\nSLACK_STATE_SECRET is .*\nENCRYPTION_KEY is .*\nPUBLIC_URL is /,
  },
])('$what is refused with what is missing, and never a value', ({ env, said }) => {
  const happened = refusalOf(() => readSettings(env))
  expect(happened).toMatch(said)
  expect(happened).not.toContain('hunter2')
})

test('features that are switched on alone turn Slack on no more than its address does', () => {
  const env = { SLACK_LINK_OFFERS: 'true', SLACK_AGENT: 'yes', SLACK_API_URL: 'https://slack.example' }
  expect(readSettings(env)).toBeUndefined()
  expect(readExtras(env)).toEqual({ makesOffers: true, isAgent: true, hasPages: false })
  expect(readExtras({})).toEqual({ makesOffers: false, isAgent: false, hasPages: false })
  expect(readExtras({ PUBLIC_URL: 'https://grid.example' }).hasPages).toBe(true)
  expect(refusalOf(() => readExtras({ SLACK_AGENT: 'perhaps' }))).toBe('SLACK_AGENT: expected true or false.')
})
