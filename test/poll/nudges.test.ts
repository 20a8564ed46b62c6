import { expect, test } from 'vitest'
import { startTestBot, wordsOf } from '../test-bot.ts'

const hour = 3_600_000

/** Opens a poll of that person's that expects people, on a paper of its own. */
async function expecting(table: Awaited<ReturnType<typeof startTestBot>>, opener: string, people: string) {
  const paper = `Paper number ${table.said.length}.`
  const person = table.as(opener)
  await person.type(`poll ${paper} expect:${people}`)
  return { remind: async () => wordsOf(await person.type(`remind ${paper}`)) }
}

test('a person is reminded of a poll once a day, and the sender hears how many were spared, not who', async () => {
  await using table = await startTestBot()
  const { remind } = await expecting(table, 'Ada', 'table:ben,table:cleo')
  expect(await remind()).toBe('Reminded 2 people in a private message.')
  table.clock.advance(23 * hour)
  expect(await remind()).toBe(
    'No reminder was sent. 2 people have already had all the reminders they can get in a day.',
  )
  expect(table.told).toHaveLength(2)
  table.clock.advance(hour)
  expect(await remind()).toBe('Reminded 2 people in a private message.')
  expect(table.told).toHaveLength(4)
})

test('a person has three reminders a day, of whatever polls and from whoever sends them', async () => {
  await using table = await startTestBot()
  const asks: Awaited<ReturnType<typeof expecting>>[] = []
  for (const opener of ['Ada', 'Cleo', 'Dan', 'Eve'])
    asks.push(await expecting(table, opener, 'table:ben,table:finn'))
  await (await expecting(table, 'Ada', 'table:ben')).remind()
  for (const { remind } of asks.slice(0, 2))
    expect(await remind()).toBe('Reminded 2 people in a private message.')
  expect(await asks[2]?.remind()).toBe(
    'Reminded 1 person in a private message. 1 person has already had all the reminders they can get in a day.',
  )
  const told = table.told.filter(({ person }) => person === 'table:ben').length
  expect(told).toBe(3)
  expect(await asks[3]?.remind()).toBe(
    'No reminder was sent. 2 people have already had all the reminders they can get in a day.',
  )
})

test('a restart and another process give no reminders back', async () => {
  await using table = await startTestBot()
  const { remind } = await expecting(table, 'Ada', 'table:ben')
  await remind()
  const polls = await startTestBot({ database: table.file })
  const said = wordsOf(await polls.as('Ada').type('remind'))
  expect(said).toContain('No reminder was sent')
  await polls.leave()
})

test('what is counted of a person is in their my-data, and goes with forget-me', async () => {
  await using table = await startTestBot()
  const { remind } = await expecting(table, 'Ada', 'table:ben')
  await remind()
  const usesOf = async (name: string) => JSON.parse(wordsOf(await table.as(name).type('my-data'))).uses
  const at = [new Date(table.clock.now()).toISOString()]
  expect(await usesOf('Ada')).toEqual([{ space: 'table:round', what: 'remind', at }])
  const nudges = [
    { space: 'table:round', what: 'nudge', at },
    { space: 'table:round', what: expect.stringMatching(/^nudge p_/), at },
  ]
  expect(await usesOf('Ben')).toEqual(expect.arrayContaining(nudges))
  const asked = await table.as('Ben').type('forget-me')
  await table.as('Ben').press(asked, 'Delete everything')
  expect(await usesOf('Ben')).toEqual([])
  expect(await usesOf('Ada')).toHaveLength(1)
})

test('who no longer sees the channel is not reminded of what is there', async () => {
  await using table = await startTestBot()
  const { remind } = await expecting(table, 'Ada', 'table:ben,table:cleo')
  table.hide('main', 'Ben')
  expect(await remind()).toBe("Reminded 1 person in a private message. I couldn't reach 1 person.")
  expect(table.told.map(({ person }) => person)).toEqual(['table:cleo'])
})

test('who was not told, because they don’t see the channel, has their reminder left', async () => {
  await using table = await startTestBot()
  const { remind } = await expecting(table, 'Ada', 'table:ben,table:cleo')
  table.hide('main', 'Ben')
  await remind()
  table.showAgain('main', 'Ben')
  expect(await remind()).toBe(
    'Reminded 1 person in a private message. 1 person has already had all the reminders they can get in a day.',
  )
  expect(table.told.map(({ person }) => person)).toEqual(['table:cleo', 'table:ben'])
})
