import { expect, test } from 'vitest'
import type { Asked, Trouble } from '../platforms/discord/rest.ts'
import type { Running } from '../running.ts'
import type { Connected } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const changing = 10

const isAnswer = (method: string, path: string) => method === 'PATCH' && path.endsWith('/messages/@original')

/**
 * What becomes of that many people who press within a second.
 *
 * @param presses An even number.
 */
export function crowdTests(presses: number, open: () => Promise<Connected<Running>>): void {
  test.each<{ readonly where: string; readonly trouble: (edits: number) => Trouble | undefined }>([
    { where: 'on a good day', trouble: () => undefined },
    {
      where: 'while every third edit fails',
      trouble: (edits) =>
        edits % 3 === 2 ? (edits % 2 === 0 ? { status: 500 } : { status: 429, retryAfter: 1 }) : undefined,
    },
  ])('are all counted once and acknowledged: $where', async ({ trouble }) => {
    await using table = await open()
    const { discord } = table
    const { people, rest, world } = discord
    const story = storyOf(table)
    await people.answered(people.slash(discord.ada, 'poll', { paper: 'A paper for a crowd' }))
    const [board] = story.posted()
    if (board === undefined) throw new Error('Nothing was posted')
    const asked: Asked[] = []
    // Nothing is answered before all are acknowledged: whoever acknowledged with the answer would wait for ever.
    const isAcknowledged = () => asked.every(({ acknowledgedAt }) => acknowledgedAt !== undefined)
    let edits = 0
    rest.makeTrouble((method, path) => {
      if (isAnswer(method, path)) return { until: isAcknowledged }
      return method === 'PATCH' && path.startsWith('/channels/') ? trouble(++edits) : undefined
    })

    const voters = Array.from({ length: presses }, (_, i) => world.join(`Reader ${i}`))
    const first = voters.map((voter, i) =>
      people.press(voter, i % 2 === 0 ? 'Cog · Worst' : 'Eng · Avg', board),
    )
    const again = voters.slice(0, changing).map((voter) => people.press(voter, 'Cog · Worst', board))
    for (const [i, asked] of first.slice(changing, 2 * changing).entries()) {
      const voter = voters[i + changing]
      if (voter !== undefined) people.deliverAgain(voter, asked)
    }
    asked.push(...first, ...again)
    await Promise.all(asked.map(people.answered))

    await story.says(board, `${presses} votes`)
    await story.says(board, `${presses / 2 + changing / 2} Cognitivist × Worst-case`)
    const shown = rest.requests.filter(
      ({ method, path, status }) => method === 'PATCH' && path.endsWith(board.id) && status === 200,
    )
    const gaps = shown.slice(1).map(({ at }, i) => at - (shown[i]?.at ?? 0))
    expect(gaps.filter((gap) => gap < 1900)).toEqual([])
    story.isClean()
  })
}
