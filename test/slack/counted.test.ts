import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

test('requests that Slack limits, those that are sent again, and acknowledgements are counted, and each call names the program', async () => {
  await using table = await connectedInProcess()
  const { slack, cruxgrid } = table
  const { home, people } = slack
  let limited = 0
  slack.makeTrouble((method) => {
    if (method !== 'chat.update' || limited === 1) return undefined
    limited += 1
    return { status: 429, retryAfter: 1 }
  })
  const story = storyOf({ slack, workspace: home })
  const board = await story.opens(home.ada, 'poll A paper for one who waits')
  await people.answered(people.press(home.ben, 'Cog · Worst', board))
  await story.says(board, '1 vote')
  expect(limited).toBe(1)
  const text = await (await fetch(`${cruxgrid.address}/metrics`)).text()
  expect(text).toContain('cruxgrid_rate_limits_total{platform="slack"} 1')
  expect(text).toContain('cruxgrid_retries_total{platform="slack"} 1')
  expect(text).toContain('cruxgrid_votes_total{platform="slack"} 1')
  expect(text).toMatch(/cruxgrid_ack_seconds_count\{platform="slack"\} [1-9]/)

  const calls = slack.requests.flatMap(({ agent }) => agent ?? [])
  expect(calls.length).toBeGreaterThan(0)
  for (const agent of calls) expect(agent).toContain(`Cruxgrid/${manifest.version}`)
})
