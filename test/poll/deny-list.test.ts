import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { startTestBot, type TestBot, wordsOf } from '../test-bot.ts'
import { openPoll } from './open-poll.ts'

const denied = /^You can't .* here\. You are on the list of people who may look but not take part\./

/** A poll by Ada, in which Ben may look and nothing else. */
async function withBenDenied(words = '') {
  const chat = await openPoll(words)
  await chat.mona.type('settings deny add:table:ben')
  return chat
}

const idOf = (answer: unknown) => /p_[a-z0-9]{10}/.exec(JSON.stringify(answer))?.[0] ?? ''

describe('somebody on the deny list', () => {
  test('sees the poll and its results, and is offered nothing else', async () => {
    await using chat = await withBenDenied()
    expect(wordsOf(await chat.ben.type('results'))).toContain('No votes yet')
    const more = wordsOf(await chat.ben.press(chat.poll, 'More…'))
    expect(more).toContain('[Full report]')
    expect(more).not.toMatch(/ballot…|Close|Edit|Delete/)
  })

  test('can’t vote, not even in a direct message, where they are an admin', async () => {
    await using chat = await withBenDenied()
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toMatch(denied)
    expect(wordsOf(await chat.ben.press(chat.poll, 'Full ballot…'))).toMatch(denied)
    const direct = chat.table.as('Ben', 'admin', { channel: 'direct' })
    expect(wordsOf(await direct.press(chat.poll, 'Cog · Worst'))).toMatch(denied)
    expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet')
  })

  test('may not run the polls that they opened', async () => {
    await using chat = await openPoll()
    await chat.mona.type('settings deny add:table:ada')
    for (const words of ['close', 'edit', 'delete', 'remind'])
      expect(wordsOf(await chat.ada.type(words))).toMatch(/^You can't .* here\./)
  })

  test.each(['poll arXiv:2312.06943', 'reading add arXiv:2312.06943 why:worth it', 'settings'])(
    'is refused “%s”',
    async (words) => {
      await using chat = await withBenDenied()
      expect(wordsOf(await chat.ben.type(words))).toMatch(/^You can't .* here\./)
    },
  )

  test('gets no form for a paper in a message', async () => {
    await using chat = await withBenDenied()
    const place = { command: 'place', args: { text: 'https://arxiv.org/abs/2312.06943' } }
    expect(wordsOf(await chat.ben.ask(place))).toMatch(/^You can't open polls here\./)
  })

  test.each([
    ['poll', 'open polls here.'],
    ['reading-add', 'nominate papers here.'],
  ])('gets no form of %s to fill in, nor does a guest', async (call, act) => {
    await using chat = await withBenDenied()
    const fill = { command: 'fill', args: { call } }
    expect(wordsOf(await chat.ben.ask(fill))).toContain(`You can't ${act}`)
    const guest = chat.table.as('Gus', 'guest')
    expect(wordsOf(await guest.ask(fill))).toContain(`Only members of this channel can ${act}`)
    expect((await chat.cleo.ask(fill)).kind).toBe('form')
  })

  test('sees a reading group’s list, and takes no part in it', async () => {
    await using chat = await openPoll()
    await chat.mona.press(await chat.mona.type('reading schedule wed 17:00'), 'Confirm')
    await chat.ben.type('reading add arXiv:2312.06943 why:worth it')
    await chat.mona.type('reading facilitators add:table:ben')
    await chat.mona.type('settings deny add:table:ben')
    expect(wordsOf(await chat.ben.type('reading list'))).toContain('2312.06943')
    for (const words of [
      'reading list vote:2312.06943',
      'reading remove 2312.06943',
      'reading facilitators away:2026-12-20 2027-01-05',
      'reading facilitators remove:table:ben',
      'reading next paper:2312.06943',
      'reading pause',
    ])
      expect(wordsOf(await chat.ben.type(words)), words).toMatch(/^You can't .* here\./)
    expect(wordsOf(await chat.ben.ask({ command: 'reading mute', args: {} }))).toMatch(denied)
    expect(wordsOf(await chat.ben.ask({ command: 'reading board', args: {} }))).toMatch(denied)
  })

  test('takes part in other spaces, and again once taken off', async () => {
    await using chat = await withBenDenied()
    const other = { space: SpaceId.parse('table:other') }
    const elsewhere = chat.table.as('Ben', 'member', other)
    expect((await elsewhere.type('poll arXiv:2312.06943')).kind).toBe('shown')
    await chat.mona.type('settings deny remove:table:ben')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toContain(
      'Cognitivist science × Worst-case',
    )
  })
})

describe('settings deny', () => {
  test('is for managers, and lists who is on it', async () => {
    await using chat = await withBenDenied()
    expect(wordsOf(await chat.mona.type('settings deny'))).toContain('ben')
    expect(wordsOf(await chat.cleo.type('settings deny'))).toContain(
      'Only a manager of this channel can change the deny list.',
    )
    expect(wordsOf(await chat.cleo.type('settings deny add:table:dan'))).toContain('Only a manager')
    expect(wordsOf(await chat.dan.press(chat.poll, 'Cog · Worst'))).toContain('Worst-case')
  })

  test('takes nobody with the rights of whoever asks, and nobody who isn’t seen', async () => {
    await using chat = await openPoll()
    const add = async (who: string) => wordsOf(await chat.mona.type(`settings deny add:table:${who}`))
    expect(await add('root')).toContain("You can't put root on the deny list.")
    expect(await add('mona')).toContain("You can't put mona on the deny list.")
    chat.table.hide('main', 'Eve')
    expect(await add('eve')).toContain("I can't see eve in this channel.")
    expect(wordsOf(await chat.root.type('settings deny add:table:mona'))).toContain('mona')
    expect(wordsOf(await chat.mona.type('settings deny remove:table:mona'))).toContain('Only a manager')
  })
})

describe('a list holds where whoever wrote it has their rank', () => {
  const deny = 'settings deny add:table:ben'
  const lift = 'settings deny remove:table:ben'
  const open = async (chat: Awaited<ReturnType<typeof openPoll>>, channel: string) =>
    (await chat.table.as('Ben', 'member', { channel }).type('poll arXiv:2312.06942')).kind

  test('whom a manager denies takes part in other channels, and runs the one that they manage', async () => {
    await using chat = await withBenDenied()
    expect(await open(chat, 'main')).toBe('refusal')
    expect(await open(chat, 'other')).toBe('shown')
    const there = chat.table.as('Ben', 'manager', { channel: 'other' })
    expect((await there.type('settings audit')).kind).toBe('shown')
  })

  test('also by the id of a poll that lives elsewhere', async () => {
    await using chat = await withBenDenied()
    const poll = idOf(await chat.ada.type('results'))
    const vote = { command: 'vote', args: { poll, answer: '8' } }
    expect(wordsOf(await chat.table.as('Ben', 'member', { channel: 'other' }).ask(vote))).toMatch(denied)
    await chat.table.as('Ada', 'member', { channel: 'other' }).type('poll arXiv:2312.06942')
    const other = idOf(await chat.table.as('Ada', 'member', { channel: 'other' }).type('results'))
    const elsewhere = { command: 'vote', args: { poll: other, answer: '8' } }
    expect(wordsOf(await chat.ben.ask(elsewhere))).toContain('Worst-case')
  })

  test('whom an admin denies is denied in every channel, and no manager lifts that', async () => {
    await using chat = await openPoll()
    await chat.root.type(deny)
    for (const channel of ['main', 'other']) expect(await open(chat, channel)).toBe('refusal')
    expect(wordsOf(await chat.mona.type('settings deny'))).toContain('In every channel: ben')
    expect(wordsOf(await chat.mona.type(lift))).toContain("You can't take ben off the deny list.")
    expect(await open(chat, 'main')).toBe('refusal')
    await chat.root.type(lift)
    expect(await open(chat, 'other')).toBe('shown')
  })

  test('an admin lifts what a manager denied, in that channel', async () => {
    await using chat = await withBenDenied()
    expect(wordsOf(await chat.root.type('settings deny'))).toContain('In this channel: ben')
    await chat.root.type(lift)
    expect(await open(chat, 'main')).toBe('shown')
  })

  test('what a manager does to it is in the audit of the channel, what an admin does in that of every one', async () => {
    await using chat = await withBenDenied()
    const other = chat.table.as('Mona', 'manager', { channel: 'other' })
    expect(wordsOf(await other.type('settings audit'))).not.toContain('ben')
    await chat.root.type(deny)
    expect(wordsOf(await other.type('settings audit'))).toContain('on the deny list no → yes')
  })
})

describe('after forget-me', () => {
  const recordsOf = ({ file }: TestBot) => {
    const database = new DatabaseSync(file, { readOnly: true })
    const rows = database.prepare("select k || ' ' || v as text from record where ns like 'denied/%'").all()
    database.close()
    return rows.map(({ text }) => String(text)).join('\n')
  }

  test('the list has neither name nor id, knows the person still, and lets them off', async () => {
    await using chat = await withBenDenied()
    expect(wordsOf(await chat.ben.type('my-data'))).toContain('"denied": [\n    "table:round.main"')
    expect(recordsOf(chat.table)).toContain('table:ben')
    await chat.ben.type('forget-me sure')
    expect(recordsOf(chat.table)).not.toContain('ben')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toMatch(denied)
    expect(wordsOf(await chat.mona.type('settings deny'))).toContain('1 person who left')
    await chat.mona.type('settings deny remove:table:ben')
    expect(wordsOf(await chat.ben.press(chat.poll, 'Cog · Worst'))).toContain('Worst-case')
  })

  test('the key of the list outlives the next start', async () => {
    await using directory = await temporaryDirectory()
    const database = `${directory.path}/x.db`
    const first = await startTestBot({ database })
    await first.as('Ada').type('poll arXiv:2204.05863')
    first.as('Ben')
    await first.as('Mona', 'manager').type('settings deny add:table:ben')
    await first.as('Ben').type('forget-me sure')
    await first.leave()
    await using next = await startTestBot({ database })
    const poll = idOf(await next.as('Ada').type('results'))
    const vote = { command: 'vote', args: { poll, answer: '8' } }
    expect(wordsOf(await next.as('Ben').ask(vote))).toMatch(denied)
  })
})
