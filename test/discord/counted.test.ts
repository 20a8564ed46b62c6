import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('requests that Discord fails and that are sent again, and acknowledgements, are counted, and each names the program', async () => {
  await using table = await connectedInProcess()
  const { discord, cruxgrid } = table
  const { people, ada, ben, rest } = discord
  let failed = 0
  rest.makeTrouble((method, path) => {
    if (method !== 'PATCH' || !path.startsWith('/channels/') || failed === 1) return undefined
    failed += 1
    return { status: 502 }
  })
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }))
  const poll = await story.appears('A paper')
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  await story.says(poll, '1 vote')
  expect(failed).toBe(1)
  const text = await (await fetch(`${cruxgrid.address}/metrics`)).text()
  expect(text).toMatch(/cruxgrid_retries_total\{platform="discord"\} [1-9]/)
  expect(text).toContain('cruxgrid_votes_total{platform="discord"} 1')
  expect(text).toMatch(/cruxgrid_ack_seconds_count\{platform="discord"\} [1-9]/)

  expect(rest.requests.length).toBeGreaterThan(0)
  for (const { agent } of rest.requests) {
    // Discord wants its own form first.
    expect(agent).toMatch(/^DiscordBot \(/)
    expect(agent).toContain(`Cruxgrid/${manifest.version}`)
  }
})
