import { describe, expect, test } from 'vitest'
import { latest, wordsOf } from '../test-bot.ts'
import { link, openPoll } from './open-poll.ts'

describe('who may run a poll', () => {
  test.each(['close', 'edit', 'delete', 'remind'])('%s is refused to another member', async (words) => {
    await using chat = await openPoll('expect:table:ben')
    expect(wordsOf(await chat.ben.type(words))).toMatch(/^Only Ada or a manager of this channel can /)
  })

  test.each(['ada', 'mona', 'root'] as const)('%s may close it', async (person) => {
    await using chat = await openPoll()
    expect(wordsOf(await chat[person].type('close'))).toContain('Closed round 1')
  })

  test('settings widen it to everyone, or narrow it to admins', async () => {
    await using chat = await openPoll()
    const change = async (closers: string) =>
      chat.mona.submit(await chat.mona.press(await chat.mona.type('settings'), 'Change…'), { closers })
    await change('everyone')
    expect(wordsOf(await chat.ben.type('close'))).toContain('Closed round 1')
    await change('admins')
    expect(wordsOf(await chat.ada.type('reopen'))).toContain('Only an admin can')
    expect(wordsOf(await chat.root.type('reopen'))).toContain('is open again')
  })

  test('More… offers only what the person may do', async () => {
    await using chat = await openPoll()
    const forBen = wordsOf(await chat.ben.press(chat.poll, 'More…'))
    expect(forBen).toContain('[Full report]')
    expect(forBen).not.toMatch(/\[(Close round 1|Edit|Delete…|Reveal votes)\]/)
    expect(wordsOf(await chat.ada.press(chat.poll, 'More…'))).toMatch(
      /\[Close round 1\].*\[Edit\]\n\[Delete…\]/s,
    )
  })
})

describe('settings', () => {
  test('are the channel’s defaults for what a poll doesn’t say', async () => {
    await using chat = await openPoll()
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    await chat.mona.submit(form, {
      blind: 'yes',
      visibility: 'anonymous',
      closes: '2d',
      zone: 'Asia/Kolkata',
    })
    await chat.ada.type('poll arXiv:2312.06942')
    const words = wordsOf({ kind: 'shown', view: latest(chat.table.last()) })
    expect(words).toContain('Open, votes hidden')
    expect(words).toContain('anonymous: nobody here can see who voted what, not even admins or in exports')
    expect(words).toContain('2026-11-25T12:00:00.000Z')
    // Hers would come before the channel's.
    const { zone: _, ...caller } = chat.ada.caller
    const args = { paper: 'arXiv:1906.01820', visibility: 'names', blind: 'no', closes: '2026-12-01 17:00' }
    const spoken = wordsOf(await chat.table.app.bot.handle({ command: 'poll', args }, caller))
    expect(spoken).toContain('open')
    expect(spoken).toContain('names are shown to everyone in this channel')
    expect(spoken).toContain('2026-12-01T11:30:00.000Z')
  })

  test('are for managers to change', async () => {
    await using chat = await openPoll()
    expect(wordsOf(await chat.ben.type('settings'))).not.toContain('[Change…]')
    expect(wordsOf(await chat.ben.ask({ command: 'settings-form', args: {} }))).toContain('Only a manager')
    const args = { visibility: 'names', closes: 'never', closers: 'everyone', zone: 'UTC', language: 'en' }
    expect(wordsOf(await chat.ben.ask({ command: 'settings-save', args }))).toContain('Only a manager')
  })

  test.each([
    ['zone', 'Mars/Base'],
    ['language', 'not a language'],
    ['closes', 'soon'],
  ])('refuse a %s like %s', async (field, value) => {
    await using chat = await openPoll()
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    expect((await chat.mona.submit(form, { [field]: value })).kind).toBe('refusal')
    expect(wordsOf(await chat.mona.type('settings'))).toContain(
      'in the time zone of the person who typed them',
    )
  })
})

describe('expected people', () => {
  test('are counted, and who is missing is reminded once a day at most', async () => {
    await using chat = await openPoll('expect:table:ben,table:cleo,table:dan')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.eve.press(chat.poll, 'Cog · Worst')
    await chat.table.until(chat.poll, '1 of the 3 asked has voted')
    await chat.ada.type('remind')
    await chat.ada.type('remind')
    expect(chat.table.told.map(({ person }) => person)).toEqual(['table:cleo', 'table:dan'])
  })
})

describe('deleting', () => {
  test('asks first, says how many ballots go, and leaves none behind', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    const asked = await chat.ada.type('delete')
    expect(wordsOf(asked)).toContain('and its 1 vote?')
    expect(wordsOf(await chat.ada.type('results'))).toContain('1 vote')
    expect(wordsOf(await chat.ada.press(asked, 'Delete poll and 1 vote'))).toContain('and its 1 vote.')
    await chat.table.until(chat.poll, 'This poll and its votes were deleted')
    expect(wordsOf(await chat.ben.press(chat.poll.views[0] ?? latest(chat.poll), 'Eng · Avg'))).toContain(
      "I can't find that.",
    )
    const data = JSON.parse(wordsOf(await chat.ben.type('my-data')))
    expect(data.polls).toEqual([])
  })

  test('is refused to who may not, whatever they press', async () => {
    await using chat = await openPoll()
    const call = { command: 'delete', args: { paper: link, sure: 'yes' } }
    expect(wordsOf(await chat.ben.ask(call))).toContain('can delete this poll.')
    expect(wordsOf(await chat.ada.type('results'))).toContain('No votes yet')
  })
})

describe('my data', () => {
  test('is what I said, and nothing of others', async () => {
    await using chat = await openPoll('anonymous')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    await chat.ben.submit(form, { approach: '0', case: '0', why: 'Ben’s reason' })
    const second = await chat.cleo.press(chat.poll, 'Full ballot…')
    await chat.cleo.submit(second, { approach: '1', case: '1', why: 'Cleo’s reason' })
    const words = wordsOf(await chat.ben.type('my-data'))
    expect(words).toContain('Ben’s reason')
    expect(words).not.toContain('Cleo')
  })

  test('is forgotten after asking once, with the counts of what is open', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.cleo.press(chat.poll, 'Eng · Avg')
    const asked = await chat.ben.type('forget-me')
    expect(wordsOf(asked)).toContain('Delete your name, your words and your votes in open rounds everywhere?')
    await chat.ben.press(asked, 'Delete everything')
    const results = wordsOf(await chat.ada.type('results'))
    expect(results).toContain('1 vote, at ')
    expect(JSON.parse(wordsOf(await chat.ben.type('my-data'))).polls).toEqual([])
    await chat.ada.press(await chat.ada.type('forget-me'), 'Delete everything')
    // A random id may have these three letters inside.
    expect(JSON.stringify(await chat.cleo.type('export'))).not.toMatch(/(?<![\w-])Ada(?![\w-])/)
  })
})
