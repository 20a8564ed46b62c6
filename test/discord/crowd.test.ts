import { describe, expect, test } from 'vitest'
import type { Trouble } from '../platforms/discord/rest.ts'
import { connected } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const presses = 200

describe('two hundred people who press within a second', () => {
  test.each<{ readonly where: string; readonly trouble: (edits: number) => Trouble | undefined }>([
    { where: 'on a good day', trouble: () => undefined },
    {
      where: 'while every third edit fails',
      trouble: (edits) =>
        edits % 3 === 2 ? (edits % 2 === 0 ? { status: 500 } : { status: 429, retryAfter: 1 }) : undefined,
    },
  ])('are all counted once and acknowledged: $where', async ({ trouble }) => {
    await using table = await connected()
    const { discord } = table
    const { people, rest, world } = discord
    const story = storyOf(table)
    await people.answered(people.slash(discord.ada, 'poll', { paper: 'A paper for a crowd' }))
    const [board] = story.posted()
    if (board === undefined) throw new Error('Nothing was posted')
    let edits = 0
    rest.makeTrouble((method, path) =>
      method === 'PATCH' && path.startsWith('/channels/') ? trouble(++edits) : undefined,
    )

    const voters = Array.from({ length: presses }, (_, i) => world.join(`Reader ${i}`))
    const first = voters.map((voter, i) =>
      people.press(voter, i % 2 === 0 ? 'Cog · Worst' : 'Eng · Avg', board),
    )
    const again = voters.slice(0, 10).map((voter) => people.press(voter, 'Cog · Worst', board))
    for (const [i, asked] of first.slice(10, 20).entries()) {
      const voter = voters[i + 10]
      if (voter !== undefined) people.deliverAgain(voter, asked)
    }
    const asked = [...first, ...again]
    await Promise.all(asked.map(people.answered))
    for (const { askedAt, acknowledgedAt } of asked)
      expect((acknowledgedAt ?? Number.POSITIVE_INFINITY) - askedAt).toBeLessThan(3000)

    await story.says(board, `${presses} votes`)
    expect(discord.textOf(board)).toContain('Worst-case 105')
    const shown = rest.requests.filter(
      ({ method, path, status }) => method === 'PATCH' && path.endsWith(board.id) && status === 200,
    )
    const gaps = shown.slice(1).map(({ at }, i) => at - (shown[i]?.at ?? 0))
    expect(gaps.filter((gap) => gap < 1900)).toEqual([])
    story.isClean()
  })
})
