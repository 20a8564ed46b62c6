// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { tellSessionStory } from '../contracts/session-story.ts'
import { openDiscord } from '../discord/open-discord.ts'
import { openSlack } from '../slack/open-slack.ts'
import { openPlayground } from '../web/playground.ts'

/** CRUXGRID_STORY=1 prints it. */
const isPrinted = process.env.CRUXGRID_STORY === '1'

test.each([
  ['Discord', openDiscord],
  ['Slack', openSlack],
  ['the playground', openPlayground],
])('a reading group has a whole session, on %s', async (platform, open) => {
  await using chat = await open()
  const told: string[] = []
  await tellSessionStory(chat, (to, text) => {
    told.push(text)
    if (isPrinted) console.log(`${platform}, to ${to}\n\n${text}\n`)
  })
  expect(told.every((text) => text !== '')).toBe(true)
})
