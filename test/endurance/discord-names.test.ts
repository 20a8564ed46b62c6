import { expect, test } from 'vitest'
import { z } from 'zod'
import { connectedInProcess } from '../discord/open-discord.ts'
import { storyOf } from '../discord/storyteller.ts'

const count = 130
const [secondMs, minuteMs] = [1000, 60_000]

const Export = z.object({
  rounds: z.array(z.object({ ballots: z.array(z.object({ voter: z.object({ name: z.string() }) })) })),
})

test('130 people vote within four seconds: every name is that of the server within a minute, within the rates of Discord', async () => {
  await using table = await connectedInProcess()
  const { people, rest, world, ada, textOf } = table.discord
  const story = storyOf(table)
  rest.keepRates()
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper for a crowd', closes: 'never' }))
  const [board] = story.posted()
  if (board === undefined) throw new Error('Nothing was posted')
  const nicks = Array.from({ length: count }, (_, i) => `Nick ${i}`)
  const voters = nicks.map((nick, i) => Object.assign(world.join(`Account ${i}`), { nick }))

  const since = world.now()
  const pressed = voters.map((voter, i) => {
    if (i > 0 && i % Math.ceil(count / 4) === 0) world.pass(secondMs)
    return people.press(voter, i % 2 === 0 ? 'Cog · Worst' : 'Eng · Avg', board)
  })
  await Promise.all(pressed.map(people.answered))
  const [first, second] = voters
  for (const voter of [first, second]) {
    if (voter === undefined) throw new Error('Nobody votes')
    const form = people.press(voter, 'Full ballot…', board)
    await people.answered(form)
    await people.answered(people.submit(voter, form, { why: `Because of ${voter.name}` }))
  }
  await story.says(board, `${count} votes`)
  await people.answered(people.slash(ada, 'export', { format: 'json' }))
  const exported = story.note(ada).attachments.find(({ name }) => name.endsWith('.json'))?.text ?? ''
  const { rounds } = Export.parse(JSON.parse(exported))
  expect(new Set(rounds.flatMap(({ ballots }) => ballots.map(({ voter }) => voter.name)))).toEqual(
    new Set(nicks),
  )
  await people.answered(people.slash(ada, 'close'))
  const outcome = await story.appears('Round 1 is closed.', board.id)
  for (const i of [0, 1]) {
    expect(textOf(outcome)).toContain(`Because of Account ${i}`)
    expect(textOf(outcome)).toContain(`Nick ${i}`)
  }
  expect(world.now() - since).toBeLessThan(minuteMs)
  expect(rest.requests.filter(({ status }) => status === 429)).toEqual([])
  story.isClean()
})
