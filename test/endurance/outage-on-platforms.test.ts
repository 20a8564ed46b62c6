import 'node:http'
import { describe, expect, test } from 'vitest'
import type { FakePlatform } from '../contracts/adapter-contract.ts'
import { openDiscord } from '../discord/open-discord.ts'
import { findRedis } from '../engines/find-servers.ts'
import { startRedis } from '../engines/redis-server.ts'
import { openSlack } from '../slack/open-slack.ts'
import { until } from '../until.ts'

const platforms: readonly { name: string; open: (env: Record<string, string>) => Promise<FakePlatform> }[] = [
  { name: 'Discord', open: openDiscord },
  { name: 'Slack', open: openSlack },
]

describe.each(platforms)('a press on $name', ({ open }) => {
  test.skipIf(findRedis(process.env) === undefined)(
    'is refused calmly while the database is gone, and stored once it is back',
    async () => {
      await using server = await startRedis()
      await using chat = await open({ DATABASE_URL: server.url })
      const ben = chat.as('Ben')
      await chat.as('Ada').type('poll https://arxiv.org/abs/2204.05862')
      const poll = await chat.lastPosted()
      await ben.press('Cog · Worst', poll)
      expect(await ben.toldLast()).toContain('Your vote: Cognitivist science × Worst-case')

      await server.kill()
      await ben.press('Eng · Avg', poll)
      expect(await ben.toldLast()).toContain("I couldn't save your vote. Nothing has changed.")

      await server.start()
      await until(async () => {
        await ben.press('Eng · Avg', poll)
        return (await ben.toldLast()).includes('Engineering × Average-case')
      })
      await until(async () => (await chat.textOf(poll)).includes('Open · 1 vote'))
    },
  )
})
