// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { describe, expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import type { Asked } from '../platforms/discord/rest.ts'
import { behind, createGate } from '../slack/held-store.ts'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { connectedByClock } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const crowd = 40

/** A poll of Ada's, and a store whose answers can be held back. */
async function withPoll() {
  const [clock, gate] = [createFakeClock(new Date().toISOString()), createGate()]
  const table = await connectedByClock(clock, { platform: (platform) => behind(gate, platform) })
  const { discord } = table
  const story = storyOf(table)
  await discord.people.answered(discord.people.slash(discord.ada, 'poll', { paper: 'A paper' }))
  const poll = await story.appears('A paper')
  await until(() => requestsIn(table.database).length === 0)
  return {
    ...{ clock, gate, story, poll, ...discord },
    ...{ cruxgrid: table.cruxgrid, database: table.database },
    /** Everything that came before has been worked on as far as it goes. */
    hear: () => discord.people.suggest(discord.cleo, 'explain', 'topic', 'ai'),
    acknowledged: (asked: Asked) => discord.rest.until(() => asked.type !== undefined),
    lateAcks: async () =>
      /^cruxgrid_late_acks_total (\d+)$/m.exec(
        await (await fetch(`${table.cruxgrid.address}/metrics`)).text(),
      )?.[1],
    [Symbol.asyncDispose]: () => table[Symbol.asyncDispose](),
  }
}

const requestsIn = (database: string): readonly string[] =>
  rowsOf(database).filter((row) => row.startsWith('discord-request '))

const ballotsIn = (database: string): number =>
  rowsOf(database).filter((row) => row.startsWith('ballot/')).length

describe('what somebody does is acknowledged', () => {
  test('once it is stored', async () => {
    await using table = await withPoll()
    const { people, ben, gate, poll, story } = table
    gate.close()
    const pressed = people.press(ben, 'Cog · Worst', poll)
    await until(() => gate.waiting() > 0)
    await table.hear()
    expect(pressed.type).toBeUndefined()
    gate.open()
    expect(await story.told(pressed)).toContain('Your vote: Cognitivist science × Worst-case')
    expect(pressed.type).toBe(6)
    expect(await table.lateAcks()).toBe('0')
    story.isClean()
  })

  test('after a second and a half if it isn’t stored by then, which is counted, and it is answered later', async () => {
    await using table = await withPoll()
    const { people, ben, gate, poll, story, clock } = table
    gate.close()
    const pressed = people.press(ben, 'Cog · Worst', poll)
    await until(() => gate.waiting() > 0)
    clock.advance(1499)
    await table.hear()
    expect(pressed.type).toBeUndefined()
    clock.advance(1)
    await table.acknowledged(pressed)
    expect(pressed.isAnswered).toBe(false)
    expect(await table.lateAcks()).toBe('1')
    gate.open()
    expect(await story.told(pressed)).toContain('Your vote: Cognitivist science × Worst-case')
    story.isClean()
  })

  test('and a ballot’s form once the ballot is stored', async () => {
    await using table = await withPoll()
    const { people, ben, gate, poll, story } = table
    const form = people.press(ben, 'Full ballot…', poll)
    await people.answered(form)
    gate.close()
    const sent = people.submit(ben, form, { approach: '2', case: '2' })
    await until(() => gate.waiting() > 0)
    await table.hear()
    expect(sent.type).toBeUndefined()
    gate.open()
    expect(await story.told(sent)).toContain('Your vote: Cognitivist science × Worst-case')
    story.isClean()
  })

  test('even if that came too late for Discord: the vote stays, and pressing again says so', async () => {
    await using table = await withPoll()
    const { people, ben, gate, poll, story } = table
    gate.close()
    const pressed = people.press(ben, 'Cog · Worst', poll)
    await until(() => gate.waiting() > 0)
    pressed.pastMs = 4000
    gate.open()
    await table.rest.until(() =>
      table.rest.requests.some(({ path, status }) => path.endsWith('/callback') && status === 404),
    )
    expect(await story.told(people.press(ben, 'Cog · Worst', poll))).toContain('Your vote is unchanged')
    story.isClean()
  })
})

test('what a crowd does is stored and acknowledged before more than a few answers are begun; a stop sends the rest', async () => {
  await using table = await withPoll()
  const { people, world, rest, poll, story, cruxgrid, database } = table
  const held = { answers: 0, edits: 0 }
  let [mayAnswer, acknowledged, stored] = [false, 0, true]
  rest.makeTrouble((method, path) => {
    if (path.endsWith('/callback')) stored &&= ballotsIn(database) >= ++acknowledged
    const isAnswer = path.startsWith('/webhooks/')
    const isEdit = method === 'PATCH' && path.startsWith('/channels/')
    if (mayAnswer || (!isAnswer && !isEdit)) return undefined
    held[isAnswer ? 'answers' : 'edits'] += 1
    return { until: () => mayAnswer }
  })
  const pressed = Array.from({ length: crowd }, (_, i) =>
    people.press(world.join(`Reader ${i}`), 'Cog · Worst', poll),
  )
  await Promise.all(pressed.map(table.acknowledged))
  expect(stored).toBe(true)
  await until(() => held.answers >= 16 && held.edits > 0)
  // Everything else goes on meanwhile.
  await table.hear()
  expect(held).toEqual({ answers: 16, edits: 1 })
  const ending = cruxgrid.end('SIGTERM')
  mayAnswer = true
  rest.changed()
  await ending
  expect(pressed.filter(({ isAnswered }) => isAnswered)).toHaveLength(crowd)
  story.isClean()
})

describe('what everyone is to see', () => {
  test('is the acknowledgement itself, and is kept until then', async () => {
    await using table = await withPoll()
    const { people, ada, rest, story } = table
    let mayAnswer = false
    rest.makeTrouble((_, path) => (path.endsWith('/callback') ? { until: () => mayAnswer } : undefined))
    const asked = people.slash(ada, 'poll', { paper: 'Another paper', note: 'Read it first' })
    await until(() => requestsIn(table.database).length > 0)
    expect(requestsIn(table.database)[0]).toContain('Another+paper')
    mayAnswer = true
    await people.answered(asked)
    expect(asked.type).toBe(4)
    expect(asked.original).toBe(await story.appears('Another paper'))
    await until(() => requestsIn(table.database).length === 0)
    story.isClean()
  })

  test('is a message of the bot’s own if it comes later than a second and a half; the answer is private and goes', async () => {
    await using table = await withPoll()
    const { people, ada, ben, gate, story, clock, rest } = table
    gate.close()
    const asked = people.slash(ada, 'poll', { paper: 'Another paper' })
    await until(() => gate.waiting() > 0)
    clock.advance(1500)
    await table.acknowledged(asked)
    expect(asked.type).toBe(5)
    expect(asked.isEphemeral).toBe(true)
    expect(story.posted()).toHaveLength(1)
    gate.open()
    const poll = await story.appears('Another paper')
    await rest.until(() => asked.isAnswered)
    expect(asked.original).toBeUndefined()
    expect(await story.told(people.press(ben, 'Cog · Worst', poll))).toContain('Your vote:')
    story.isClean()
  })

  test('is posted all the same if Discord has given up waiting', async () => {
    await using table = await withPoll()
    const { people, ada, gate, story } = table
    gate.close()
    const asked = people.slash(ada, 'poll', { paper: 'Another paper' })
    await until(() => gate.waiting() > 0)
    asked.pastMs = 4000
    gate.open()
    await story.appears('Another paper')
    expect(story.posted()).toHaveLength(2)
    story.isClean()
  })

  test('is not begun for a refusal, which the caller alone reads', async () => {
    await using table = await withPoll()
    const { people, ada, story } = table
    const asked = people.slash(ada, 'poll', { paper: 'A paper', note: 'Once more' })
    expect(await story.told(asked)).toContain('There is already an open poll on “A paper” in this channel.')
    expect(asked.isEphemeral).toBe(true)
    expect(story.posted()).toHaveLength(1)
    story.isClean()
  })

  test('is posted once if the answer to it is lost', async () => {
    await using table = await withPoll()
    const { people, ada, rest, story } = table
    let lost = 0
    rest.makeTrouble((_, path) => (path.endsWith('/callback') && lost++ === 0 ? 'lose' : undefined))
    const asked = people.slash(ada, 'poll', { paper: 'Another paper' })
    await people.answered(asked)
    await until(() => requestsIn(table.database).length === 0)
    expect(lost).toBe(2)
    expect(story.posted()).toHaveLength(2)
    expect(await story.told(people.press(ada, 'Cog · Worst', asked.original ?? table.poll))).toContain(
      'Your vote:',
    )
    story.isClean()
  })
})

test('a form opens although the store holds it back: it is stored meanwhile', async () => {
  await using table = await withPoll()
  const { people, ada, gate, story } = table
  gate.close()
  const asked = people.slash(ada, 'poll', { paper: 'Another paper', closes: 'whenever' })
  await people.answered(asked)
  expect(asked.type).toBe(9)
  gate.open()
  await people.answered(people.submit(ada, asked, { closes: '3d' }))
  await story.appears('Another paper')
  story.isClean()
})
