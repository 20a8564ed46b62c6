import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { SpaceId } from '../../src/chat/caller.ts'
import { withGroup } from '../reading/test-group.ts'
import { latest, type TestBot, wordsOf } from '../test-bot.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openPoll } from './open-poll.ts'

type Chat = Awaited<ReturnType<typeof openPoll>>
type Person = ReturnType<TestBot['as']>

const minute = 60_000
const day = 24 * 60 * minute

/** What a person sees of the audit, one line an act, newest first, without when. */
const auditOf = async (person: Person): Promise<readonly string[]> =>
  wordsOf(await person.type('settings audit'))
    .split('\n')
    .filter((line) => line.includes('Z · '))
    .map((line) => line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z · /, ''))

/** Says something a minute after what was said before, so that acts have an order. */
async function say({ table }: Pick<Chat, 'table'>, person: Person, words: string) {
  table.clock.advance(minute)
  return person.type(words)
}

const poll = '“arXiv:2204.05863”'

describe('the audit of a channel', () => {
  test('has every act on a poll, who did it, and its object, newest first', async () => {
    await using chat = await openPoll('blind expect:table:ben')
    await say(chat, chat.ada, 'remind')
    await say(chat, chat.ada, 'reveal')
    await say(chat, chat.mona, 'close')
    await say(chat, chat.ada, 'reopen')
    await say(chat, chat.ada, 'close')
    await say(chat, chat.ada, 'revote')
    await say(chat, chat.ben, 'export csv')
    await say(chat, chat.mona, 'export all')
    await say(chat, chat.ada, 'delete sure')
    expect(await auditOf(chat.mona)).toEqual([
      `delete ${poll}: Ada · votes 0`,
      'export all: Mona · format json',
      `export ${poll}: Ben · format csv`,
      `revote ${poll}: Ada · round 2`,
      `close ${poll}: Ada · round 1`,
      `reopen ${poll}: Ada · round 1`,
      `close ${poll}: Mona · round 1`,
      `reveal ${poll}: Ada · round 1`,
      `remind ${poll}: Ada`,
    ])
  })

  test('says with how many votes a poll was deleted, and nothing of votes otherwise', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.cleo.press(chat.poll, 'Unsure')
    await chat.cleo.press(await chat.cleo.press(chat.poll, 'More…'), 'Full report')
    expect(await auditOf(chat.mona)).toEqual([])
    await chat.ada.type('delete sure')
    expect(await auditOf(chat.mona)).toEqual([`delete ${poll}: Ada · votes 2`])
  })

  test('says what an edit changed from what to what, without words and people', async () => {
    await using chat = await openPoll('note:"Read section 3." expect:table:ben closes:never')
    await chat.ada.submit(await chat.ada.type('edit'), {
      title: 'AI control',
      note: 'Read section 4.',
      closes: '2026-12-04 17:00',
      expect: 'table:ben,table:cleo',
    })
    const [line] = await auditOf(chat.mona)
    expect(line).toBe(
      'edit “AI control”: Ada · title “arXiv:2204.05863” → “AI control” · note · ' +
        'closing time never → 2026-12-04T17:00:00.000Z · people who should vote 1 → 2',
    )
  })

  test('has no line for an edit that changes nothing', async () => {
    await using chat = await openPoll()
    await chat.ada.submit(await chat.ada.type('edit'), {})
    expect(await auditOf(chat.mona)).toEqual([])
    expect(textOf(latest(chat.poll))).not.toContain('Changed by')
  })

  test('has the settings that changed, under their names', async () => {
    await using chat = await openPoll()
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    await chat.mona.submit(form, { closers: 'everyone', closes: '3d' })
    expect(await auditOf(chat.mona)).toEqual([
      'settings: Mona · closing time 7d → 3d · closers opener → everyone',
    ])
    await chat.mona.submit(form, { closers: 'everyone', closes: '3d' })
    expect(await auditOf(chat.mona)).toHaveLength(1)
  })

  test('has who was put on the deny list and taken off, once', async () => {
    await using chat = await openPoll()
    await say(chat, chat.mona, 'settings deny add:table:ben')
    await say(chat, chat.mona, 'settings deny add:table:ben')
    await say(chat, chat.root, 'settings deny remove:table:ben')
    expect(await auditOf(chat.mona)).toEqual([
      'settings deny: Root · ben · on the deny list of the channel yes → no',
      'settings deny: Mona · ben · on the deny list of the channel no → yes',
    ])
  })

  test('has whoever used an id from another space, once a day', async () => {
    await using chat = await openPoll()
    const id = /p_[a-z0-9]{10}/.exec(JSON.stringify(latest(chat.poll)))?.[0]
    const stranger = chat.table.as('Eve', 'admin', { space: SpaceId.parse('table:other') })
    for (const command of ['results', 'delete', 'close']) await stranger.type(`${command} ${id}`)
    expect(await auditOf(chat.mona)).toEqual([`id of another space ${poll}: Eve`])
    expect(await auditOf(stranger)).toEqual([])
    chat.table.clock.advance(day)
    await stranger.type(`results ${id}`)
    expect(await auditOf(chat.mona)).toHaveLength(2)
  })

  test('is for its managers, each channel for its own', async () => {
    await using chat = await openPoll()
    await chat.ada.type('close')
    expect(wordsOf(await chat.ben.type('settings audit'))).toContain(
      'Only a manager of this channel can see the audit.',
    )
    expect(wordsOf(await chat.ben.type('settings audit export'))).toContain(
      'Only a manager of this channel can see the audit.',
    )
    const elsewhere = chat.table.as('Mona', 'manager', { channel: 'other' })
    expect(await auditOf(elsewhere)).toEqual([])
  })

  test('leaves out threads that the manager doesn’t manage', async () => {
    await using chat = await openPoll()
    const inThread = chat.table.as('Ada', 'member', { thread: 't1' })
    await inThread.type('poll arXiv:2312.06943')
    await inThread.type('close arXiv:2312.06943')
    expect(await auditOf(chat.mona)).toEqual(['close “arXiv:2312.06943”: Ada · round 1'])
    chat.table.hide('main', 'Mona')
    expect(await auditOf(chat.mona)).toEqual([])
  })

  test('shows the newest fifty, and everything as a file', async () => {
    await using chat = await openPoll()
    for (let i = 0; i < 26; i++) {
      await say(chat, chat.ada, 'close')
      await say(chat, chat.ada, 'reopen')
    }
    expect(await auditOf(chat.mona)).toHaveLength(50)
    const shown = await chat.mona.type('settings audit')
    expect(wordsOf(shown)).toContain('The latest 50 of 52 acts')
    const file = wordsOf(await chat.mona.press(shown, 'Download all as a file'))
      .trim()
      .split('\r\n')
    expect(file).toHaveLength(53)
    expect(file[1]).toMatch(
      /^2026-11-23T12:52:00.000Z,table:ada,Ada,reopen,p_\w+,arXiv:2204.05863,,round,,1$/,
    )
  })

  test('goes after twelve months', async () => {
    await using chat = await openPoll()
    await chat.ada.type('close')
    expect(expiriesOf(chat.table)).toEqual([Date.parse('2027-11-23T12:00:00Z')])
    await chat.ada.type('forget-me sure')
    expect(expiriesOf(chat.table)).toEqual([Date.parse('2027-11-23T12:00:00Z')])
  })

  test('doesn’t blame the facilitator for what a session does by itself, and goes on without them', async () => {
    await using group = await withGroup({ rule: 'wed 17:00 UTC' })
    const { ada, ben, goTo } = group
    await ben.type('reading add AI Control why:because')
    await ada.type('reading facilitators add:table:ben')
    await goTo('2026-11-25T17:05:00Z')
    await ada.press(group.post('Open, votes hidden'), 'Cog · Worst')
    await ben.press(group.post('Open, votes hidden'), 'Eng · Avg')
    await ada.type('settings deny add:table:ben')
    group.table.hide('main', 'Ben')
    await goTo('2026-11-26T17:10:00Z')
    expect(group.posts('Recap: AI Control')).toHaveLength(1)
    const lines = (await auditOf(ada)).filter((line) => /^(reveal|close|revote)/.test(line))
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.every((line) => line.includes(': by itself · '))).toBe(true)
    expect(group.posts('Closed by')).toHaveLength(0)
  })
})

describe('an act that can’t be recorded is not done', () => {
  /** From now on no line of the audit can be stored. */
  function loseAudit({ file }: TestBot): void {
    const database = new DatabaseSync(file)
    database.exec(
      "create trigger no_audit before insert on record when new.ns like 'audit/%' begin select raise(abort, 'no'); end",
    )
    database.close()
  }

  const fault = 'Something went wrong on my side.'

  test.each([
    ['close', '', 'open'],
    ['reveal', 'blind', 'blind'],
    ['delete sure', '', 'open'],
    ['export', '', 'open'],
    ['reopen', '', 'closed'],
    ['revote', '', 'closed'],
    ['seal sure', 'anonymous', 'closed'],
  ])('%s', async (words, how, state) => {
    await using chat = await openPoll(how)
    if (state === 'closed') await chat.ada.type('close')
    const before = wordsOf(await chat.ada.type('results'))
    const stored = pollsIn(chat.table)
    loseAudit(chat.table)
    expect(wordsOf(await chat.ada.type(words))).toContain(fault)
    expect(pollsIn(chat.table)).toEqual(stored)
    expect(wordsOf(await chat.ada.type('results'))).toBe(before)
  })

  test('an edit, settings, the lists of people, and the removal of a reason', async () => {
    await using chat = await openPoll()
    const poll = buttonsOf(latest(chat.poll))[0]?.call.args.poll ?? ''
    await chat.ben.ask({ command: 'cast', args: { poll, approach: '2', case: '2', why: 'Planted words' } })
    const edit = await chat.ada.type('edit')
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    loseAudit(chat.table)
    expect(wordsOf(await chat.ada.submit(edit, { title: 'Another' }))).toContain(fault)
    expect(wordsOf(await chat.mona.submit(form, { closers: 'everyone' }))).toContain(fault)
    expect(wordsOf(await chat.mona.type('settings deny add:table:ben'))).toContain(fault)
    expect(wordsOf(await chat.mona.type('settings managers add:table:ben'))).toContain(fault)
    expect(wordsOf(await chat.mona.type('remove-reason reason:planted sure'))).toContain(fault)
    expect(wordsOf(await chat.ada.type('results'))).toContain('2204.05863')
    expect(wordsOf(await chat.ada.type('results'))).toContain('Planted words')
    expect(wordsOf(await chat.mona.type('settings managers'))).toContain('No managers have been named')
    expect(wordsOf(await chat.mona.type('settings'))).toContain('Who opened it, and managers')
    expect(wordsOf(await chat.mona.type('settings deny'))).toContain('Nobody is on the deny list.')
  })
})

describe('an anonymous poll', () => {
  test('has the same lines, and its seal has nobody unless somebody pressed it', async () => {
    await using chat = await openPoll('anonymous')
    for (const person of [chat.ben, chat.cleo, chat.dan, chat.eve, chat.finn])
      await person.press(chat.poll, 'Cog · Worst')
    await say(chat, chat.ada, 'reveal')
    await say(chat, chat.ada, 'seal sure')
    expect(await auditOf(chat.mona)).toEqual([`seal ${poll}: Ada`, `reveal ${poll}: Ada · round 1`])
    await chat.table.until(chat.poll, 'Sealed (')
    expect(textOf(latest(chat.poll))).toContain('Revealed by Ada (2026-11-23T12:01:00.000Z) · Sealed (')
  })

  test('sealed in time was sealed by nobody', async () => {
    await using chat = await openPoll('anonymous')
    await chat.ada.type('close')
    chat.table.clock.advance(14 * day)
    await chat.table.until(chat.poll, 'Sealed (')
    expect(await auditOf(chat.mona)).toContain(`seal ${poll}: by itself`)
  })
})

describe('the poll’s message', () => {
  test('says who last changed, revealed and closed it, and when', async () => {
    await using chat = await openPoll('blind')
    await chat.mona.submit(await chat.mona.type('edit'), { title: 'AI control', closes: '2d' })
    await say(chat, chat.ada, 'reveal')
    await say(chat, chat.ada, 'close')
    await chat.table.until(chat.poll, 'Closed by')
    expect(textOf(latest(chat.poll))).toContain(
      'Changed by Mona: title, closing time (2026-11-23T12:00:00.000Z) · ' +
        'Revealed by Ada (2026-11-23T12:01:00.000Z) · Closed by Ada (2026-11-23T12:02:00.000Z)',
    )
  })

  test('says it as a person, whom each platform writes in its own way', async () => {
    await using chat = await openPoll()
    await chat.mona.type('close')
    await chat.table.until(chat.poll, 'Closed by')
    expect(JSON.stringify(latest(chat.poll))).toContain(
      JSON.stringify({ person: { id: 'table:mona', name: 'Mona' } }),
    )
  })

  test('no longer says so of a round that was opened again, or of the one before', async () => {
    await using chat = await openPoll('blind')
    await chat.ada.type('reveal')
    await chat.ada.type('close')
    await chat.ada.type('reopen')
    await chat.table.until(chat.poll, 'Revealed by')
    expect(textOf(latest(chat.poll))).not.toContain('Closed by')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    await chat.table.until(chat.poll, 'Round 2')
    expect(textOf(latest(chat.poll))).not.toMatch(/Closed by|Revealed by/)
  })

  test('names nobody when the clock closes it', async () => {
    await using chat = await openPoll('closes:24h')
    chat.table.clock.advance(day)
    await chat.table.until(chat.poll, 'closed')
    expect(textOf(latest(chat.poll))).not.toContain('Closed by')
  })
})

describe('a person', () => {
  test('finds their own lines in my-data, and is someone who left after forget-me', async () => {
    await using chat = await openPoll()
    await say(chat, chat.mona, 'close')
    await say(chat, chat.root, 'settings deny add:table:ben')
    const linesOf = async (person: Person) => JSON.parse(wordsOf(await person.type('my-data'))).audit
    expect(await linesOf(chat.mona)).toMatchObject([
      { command: 'close', poll: { title: 'arXiv:2204.05863' } },
    ])
    expect(await linesOf(chat.ben)).toMatchObject([{ command: 'settings deny', subject: { name: 'ben' } }])
    expect(await linesOf(chat.cleo)).toEqual([])
    const { polls } = JSON.parse(wordsOf(await chat.mona.type('my-data')))
    expect(polls).toMatchObject([{ acts: [{ act: 'closed', at: '2026-11-23T12:01:00.000Z' }] }])
    await chat.mona.type('forget-me sure')
    await chat.ben.type('forget-me sure')
    expect(await auditOf(chat.root)).toEqual([
      'settings deny: Root · someone who left · on the deny list no → yes',
      `close ${poll}: someone who left · round 1`,
    ])
    await chat.table.until(chat.poll, 'Closed by someone who left')
    expect(recordsOf(chat.table)).not.toMatch(/table:mona|Mona|table:ben/)
  })
})

/** All that is stored, as text. */
function recordsOf({ file }: TestBot): string {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare("select ns || ' ' || k || ' ' || v as text from record").all()
  database.close()
  return rows.map(({ text }) => String(text)).join('\n')
}

/** What acts change in every poll; its thread is opened meanwhile. */
const pollsIn = (table: TestBot): readonly unknown[] =>
  recordsOf(table)
    .split('\n')
    .filter((record) => record.startsWith('poll/'))
    .map((record) => {
      const { paper, rounds, acts, sealedAt } = JSON.parse(record.slice(record.indexOf('{'))).value
      return { paper, rounds, acts, sealedAt }
    })

/** When the lines of the audit expire, in ms since 1970. */
function expiriesOf({ file }: TestBot): readonly unknown[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare("select expires from record where ns like 'audit/%'").all()
  database.close()
  return rows.map(({ expires }) => expires)
}
