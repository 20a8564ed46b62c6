import { expect, test } from 'vitest'
import type { Asked } from '../platforms/discord/rest.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('of two presses of one person the later counts, and the receipt says so, whichever is acknowledged first', async () => {
  await using table = await connectedInProcess()
  const { discord } = table
  const { people, rest, ben } = discord
  const story = storyOf(table)
  await people.answered(people.slash(discord.ada, 'poll', { paper: 'A second thought' }))
  const [board] = story.posted()
  if (board === undefined) throw new Error('Nothing was posted')
  const presses: Asked[] = []
  let isFirst = true
  rest.makeTrouble((method, path) => {
    if (method !== 'POST' || !path.endsWith('/callback') || !isFirst) return undefined
    isFirst = false
    return { until: () => presses[1]?.acknowledgedAt !== undefined }
  })
  presses.push(people.press(ben, 'Eng · Avg', board), people.press(ben, 'Cog · Worst', board))
  await Promise.all(presses.map(people.answered))
  const receipt = rest.lastHeard.get(ben.id)
  expect(receipt && discord.textOf(receipt)).toContain('to Cognitivist science × Worst-case')
  expect(await story.told(people.slash(ben, 'results'))).toContain('Cognitivist × Worst-case')
  await story.says(board, '1 Cognitivist × Worst-case')
  story.isClean()
})
