// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { test } from 'vitest'
import { pressLate } from '../contracts/late-presses.ts'
import { openDiscord } from '../discord/open-discord.ts'
import { openSlack } from '../slack/open-slack.ts'
import { openPlayground } from '../web/playground.ts'

test.each([
  ['Discord', openDiscord],
  ['Slack', openSlack],
  ['the playground', openPlayground],
])('buttons of a session answer twice, too late and to strangers, on %s', async (_, open) => {
  await using chat = await open()
  await pressLate(chat)
})
