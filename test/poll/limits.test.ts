import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'

type Person = ReturnType<TestBot['as']>

const minute = 60_000
const hour = 60 * minute

let papers = 0

/** Opens that many polls, each on a paper of its own. @returns the last answer. */
async function open(person: Person, times: number): Promise<string> {
  let said = ''
  for (let i = 0; i < times; i++) {
    papers += 1
    said = wordsOf(await person.type(`poll Paper number ${papers}`))
  }
  return said
}

test('a person opens ten polls in an hour; the next is refused, and says when it is possible', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const ada = table.as('Ada')
  expect(await open(ada, 1)).not.toContain('You have opened')
  table.clock.advance(20 * minute)
  await open(ada, 9)
  const said = table.said.length
  expect(await open(ada, 1)).toBe(
    'You have opened 10 polls in the last hour. You can open the next one in 40 minutes.',
  )
  expect(table.said.length).toBe(said)
  expect(await open(table.as('Ben'), 1)).not.toContain('You have opened')
  table.clock.advance(40 * minute)
  expect(await open(ada, 1)).not.toContain('You have opened')
  expect(await open(ada, 1)).toContain('You have opened 10 polls in the last hour.')
})

test('twenty in a day, and managers four times as many', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const [ada, mona] = [table.as('Ada'), table.as('Mona', 'manager')]
  for (let i = 0; i < 2; i++) {
    await open(ada, 10)
    for (let back = 0; back < 10; back++) await ada.type(`close Paper number ${papers - back}`)
    table.clock.advance(hour)
  }
  expect(await open(ada, 1)).toBe(
    'You have opened 20 polls in the last 24 hours. You can open the next one in 22 hours.',
  )
  expect(await open(mona, 30)).not.toContain('You have opened')
  expect(await open(mona, 11)).toContain('You have opened 40 polls in the last hour.')
})

test('deleting a poll and a restart give none back; a paper that has its poll costs none', async () => {
  await using directory = await temporaryDirectory()
  const database = join(directory.path, 'table.db')
  const before = await startTestBot({ limits: 'on', database })
  const ada = before.as('Ada')
  for (let i = 0; i < 5; i++) wordsOf(await ada.type('poll arXiv:2204.05863'))
  await open(ada, 8)
  await open(ada, 1)
  await ada.type(`delete Paper number ${papers} sure`)
  await before.leave()
  await using after = await startTestBot({ limits: 'on', database })
  expect(await open(after.as('Ada'), 1)).toContain('You have opened 10 polls in the last hour.')
})

test('twenty polls of one person are open at most; closing one makes room', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const ada = table.as('Ada')
  await open(ada, 10)
  table.clock.advance(hour)
  await open(ada, 10)
  const last = papers
  table.clock.advance(25 * hour)
  expect(await open(ada, 1)).toBe('20 polls that you opened are still open. Close one of them first.')
  expect(await open(table.as('Ben'), 1)).not.toContain('still open')
  await ada.type(`close Paper number ${last}`)
  expect(await open(ada, 1)).not.toContain('still open')
  expect(await open(ada, 1)).toContain('20 polls that you opened are still open.')
})

test('fifty are open in a channel at most, whoever opened them', async () => {
  await using table = await startTestBot({ limits: 'on' })
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve']) await open(table.as(name), 10)
  expect(await open(table.as('Finn'), 1)).toBe(
    '50 polls are open in this channel. One of them must be closed first.',
  )
  expect(await open(table.as('Finn', 'member', { channel: 'other' }), 1)).not.toContain('are open')
})

test('a channel has room for no more polls of its managers, who may have eighty of their own open', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const mona = (channel: string) => table.as('Mona', 'manager', { channel })
  await open(mona('main'), 40)
  table.clock.advance(hour)
  await open(mona('main'), 10)
  expect(await open(mona('main'), 1)).toContain('50 polls are open in this channel.')
  expect(await open(mona('other'), 30)).not.toContain('You have opened')
  table.clock.advance(25 * hour)
  expect(await open(mona('other'), 1)).toContain('80 polls that you opened are still open.')
})

test('a closed poll is opened again only where another one could be opened', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const [ada, mona] = [table.as('Ada'), table.as('Mona', 'manager')]
  await open(ada, 1)
  const first = `Paper number ${papers}`
  await ada.type(`close ${first}`)
  await open(ada, 9)
  table.clock.advance(hour)
  await open(ada, 10)
  table.clock.advance(25 * hour)
  await open(ada, 1)
  for (const again of ['reopen', 'revote']) {
    expect(wordsOf(await ada.type(`${again} ${first}`))).toBe(
      '20 polls that you opened are still open. Close one of them first.',
    )
  }
  expect(wordsOf(await mona.type(`reopen ${first}`))).toContain('is open again')
  expect(wordsOf(await mona.type(`close ${first}`))).toContain('Closed round 1')
  for (const name of ['Ben', 'Cleo', 'Dan']) await open(table.as(name), 10)
  for (const again of ['reopen', 'revote'])
    expect(wordsOf(await mona.type(`${again} ${first}`))).toContain('50 polls are open in this channel.')
})

test('with LIMITS=off a person opens as many as they like', async () => {
  await using table = await startTestBot({ limits: 'off' })
  expect(await open(table.as('Ada'), 60)).not.toContain('You have opened')
})

test('a person reminds people ten times a day, with LIMITS=off too', async () => {
  await using table = await startTestBot({ limits: 'off' })
  const ada = table.as('Ada')
  await ada.type('poll arXiv:2204.05863 expect:table:ben')
  expect(wordsOf(await ada.type('remind'))).toBe('Reminded 1 person in a private message.')
  for (let i = 0; i < 9; i++) expect(wordsOf(await ada.type('remind'))).toContain('No reminder was sent')
  const told = table.told.length
  table.clock.advance(2 * hour)
  expect(wordsOf(await ada.type('remind'))).toBe(
    'You have sent reminders 10 times in the last 24 hours. You can send more in 22 hours.',
  )
  expect(table.told.length).toBe(told)
  table.clock.advance(22 * hour)
  expect(wordsOf(await ada.type('remind'))).toBe('Reminded 1 person in a private message.')
})

test('of two polls that are opened in the same instant, the second counts the first', async () => {
  await using table = await startTestBot({ limits: 'on' })
  const ada = table.as('Ada')
  await open(ada, 10)
  table.clock.advance(hour)
  await open(ada, 9)
  const said = await Promise.all([open(ada, 1), open(ada, 1), open(ada, 1)])
  expect(said.filter((words) => words.includes('20 polls that you opened are still open'))).toHaveLength(2)
  // Those that were refused take no room.
  await ada.type(`close Paper number ${papers - 4}`)
  expect(await open(ada, 1)).not.toContain('are still open')
})
