// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { tellBallotStory } from '../contracts/ballot-story.ts'
import { openDiscord } from '../discord/open-discord.ts'
import { openSlack } from '../slack/open-slack.ts'
import { openPlayground } from '../web/playground.ts'

test.each([
  ['Discord', openDiscord],
  ['Slack', openSlack],
  ['the playground', openPlayground],
])('seven people vote, say what would move them and vote again, on %s', async (_, open) => {
  await using chat = await open()
  const told: string[] = []
  await tellBallotStory(chat, (text) => told.push(text))
  expect(told.every((text) => text !== '')).toBe(true)
})
