import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { type TestBot, wordsOf } from '../test-bot.ts'
import { openPoll } from './open-poll.ts'

/** A poll by Ada in a channel that Ben was named a manager of. */
async function withBenNamed(words = '') {
  const chat = await openPoll(words)
  await chat.mona.type('settings managers add:table:ben')
  return chat
}

const idOf = (answer: unknown) => /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''

const refused = /^(You can't|Only .+ can) /

describe('somebody named as a manager of a channel', () => {
  test('manages it: its polls, its settings, its audit', async () => {
    await using chat = await openPoll()
    for (const words of ['close', 'settings audit', 'settings deny', 'export all'])
      expect(wordsOf(await chat.ben.type(words)), words).toMatch(refused)
    await chat.mona.type('settings managers add:table:ben')
    for (const words of ['close', 'reopen', 'settings audit', 'settings deny', 'export all', 'delete sure'])
      expect(wordsOf(await chat.ben.type(words)), words).not.toMatch(refused)
  })

  test('manages it from elsewhere, and elsewhere manages nothing', async () => {
    await using chat = await withBenNamed()
    const poll = idOf(chat.poll)
    const direct = chat.table.as('Ben', 'admin', { channel: 'direct' })
    expect(wordsOf(await direct.type(`close ${poll}`))).not.toMatch(refused)
    const other = chat.table.as('Ben', 'member', { channel: 'other' })
    expect(wordsOf(await other.type(`reopen ${poll}`))).not.toMatch(refused)
    expect(wordsOf(await other.type('settings audit'))).toMatch(refused)
    await chat.table.as('Ada', 'member', { channel: 'other' }).type('poll arXiv:2312.06942')
    expect(wordsOf(await other.type('close'))).toMatch(refused)
  })

  test('manages the threads of the channel, too', async () => {
    await using chat = await withBenNamed()
    const thread = chat.table.as('Ben', 'member', { thread: 'm1' })
    expect(wordsOf(await thread.type('close'))).not.toMatch(refused)
  })

  test('is no manager any more once taken off', async () => {
    await using chat = await withBenNamed()
    await chat.root.type('settings managers remove:table:ben')
    expect(wordsOf(await chat.ben.type('close'))).toMatch(refused)
  })

  test('is none once they have left the channel or are a guest', async () => {
    await using chat = await withBenNamed()
    const guest = chat.table.as('Ben', 'guest')
    expect(wordsOf(await guest.type('close'))).toMatch(refused)
    const ben = chat.table.as('Ben')
    chat.table.left('table:ben')
    expect(wordsOf(await ben.type('close'))).toMatch(refused)
    const other = chat.table.as('Ben', 'member', { channel: 'other' })
    expect(wordsOf(await other.type(`close ${idOf(chat.poll)}`))).toMatch(refused)
  })

  test('is none on the deny list, on which only an admin can put them', async () => {
    await using chat = await withBenNamed()
    expect(wordsOf(await chat.mona.type('settings deny add:table:ben'))).toContain("You can't put ben")
    await chat.root.type('settings deny add:table:ben')
    expect(wordsOf(await chat.ben.type('close'))).toMatch(refused)
  })
})

describe('settings managers', () => {
  test('lists who is named, for managers alone', async () => {
    await using chat = await withBenNamed()
    expect(wordsOf(await chat.mona.type('settings managers'))).toContain('ben')
    for (const person of [chat.ada, chat.table.as('Gus', 'guest')])
      for (const words of ['settings managers', 'settings managers add:table:dan'])
        expect(wordsOf(await person.type(words))).toMatch(/^Only a manager of this channel can /)
    await chat.mona.type('settings deny add:table:cleo')
    expect(wordsOf(await chat.cleo.type('settings managers'))).toMatch(refused)
  })

  test('is found in the settings', async () => {
    await using chat = await openPoll()
    const list = await chat.mona.press(await chat.mona.type('settings'), 'Managers…')
    expect(wordsOf(list)).toContain('No managers have been named')
    const form = await chat.mona.press(list, 'Change…')
    expect(wordsOf(await chat.mona.submit(form, { add: 'table:ben' }))).toContain('ben')
    expect(wordsOf(await chat.ada.type('settings'))).not.toContain('Managers…')
  })

  test('takes neither guests nor people who are not in the channel', async () => {
    await using chat = await openPoll()
    chat.table.as('Gus', 'guest')
    const add = async (who: string) => wordsOf(await chat.mona.type(`settings managers add:table:${who}`))
    expect(await add('gus')).toContain("gus can't be a manager of this channel.")
    chat.table.hide('main', 'Eve')
    expect(await add('eve')).toContain("I can't see eve in this channel.")
    chat.table.left('table:dan')
    expect(await add('dan')).toContain("I can't see dan in this channel.")
    expect(wordsOf(await chat.mona.type('settings managers'))).toContain('No managers have been named')
  })

  test('takes twenty people', async () => {
    await using chat = await openPoll()
    const ids = Array.from({ length: 21 }, (_, i) => `table:person${i}`)
    for (const id of ids) chat.table.as(id.slice(6))
    await chat.mona.type(`settings managers add:${ids.slice(0, 19).join(',')}`)
    expect(wordsOf(await chat.mona.type(`settings managers add:${ids.slice(19).join(',')}`))).toBe(
      'A channel has at most 20 named managers. Take some off first: /grid settings managers remove:@Ben',
    )
    await chat.mona.type(`settings managers add:${ids[19]}`)
    expect(wordsOf(await chat.mona.type('settings managers'))).toContain('person19')
    expect(wordsOf(await chat.mona.type(`settings managers add:${ids[20]} remove:${ids[0]}`))).toContain(
      'person20',
    )
  })

  test('is recorded in the audit, once a change', async () => {
    await using chat = await openPoll()
    for (const words of ['add:table:ben', 'add:table:ben', 'remove:table:ben', 'remove:table:ben']) {
      chat.table.clock.advance(60_000)
      await chat.mona.type(`settings managers ${words}`)
    }
    const lines = wordsOf(await chat.mona.type('settings audit'))
      .split('\n')
      .flatMap((line) => /Z · (.*)/.exec(line)?.[1] ?? [])
    expect(lines).toEqual(['Mona · ben · manager yes → no', 'Mona · ben · manager no → yes'])
  })

  test('is refused where the platform says who manages a channel', async () => {
    await using chat = await openPoll('', { namesManagers: false })
    const words = wordsOf(await chat.mona.type('settings managers add:table:ben'))
    expect(words).toContain("Managers can't be named here.")
    expect(wordsOf(await chat.mona.type('settings'))).not.toContain('Managers…')
    expect(wordsOf(await chat.mona.type('help'))).not.toContain('settings managers')
  })
})

test('forget-me takes somebody out of every list, in which my-data has found them', async () => {
  await using chat = await withBenNamed()
  const records = ({ file }: TestBot) => {
    const database = new DatabaseSync(file, { readOnly: true })
    const rows = database.prepare("select k || ' ' || v as text from record where ns like 'managers/%'").all()
    database.close()
    return rows.map(({ text }) => String(text)).join('\n')
  }
  expect(records(chat.table)).toContain('table:ben')
  expect(JSON.parse(wordsOf(await chat.ben.type('my-data'))).managed).toEqual([
    { space: 'table:round', channel: 'main' },
  ])
  await chat.ben.type('forget-me sure')
  expect(records(chat.table)).not.toContain('ben')
  expect(JSON.parse(wordsOf(await chat.ben.type('my-data'))).managed).toEqual([])
  expect(wordsOf(await chat.ben.type('close'))).toMatch(refused)
})
