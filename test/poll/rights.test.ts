import { describe, expect, test } from 'vitest'
import { latest, wordsOf } from '../test-bot.ts'
import { until } from '../until.ts'
import { link, openPoll } from './open-poll.ts'

describe('who may run a poll', () => {
  test.each(['close', 'edit', 'delete', 'remind'])('%s is refused to another member', async (words) => {
    await using chat = await openPoll('expect:table:ben')
    expect(wordsOf(await chat.ben.type(words))).toMatch(/You can't .* here\. Ask Ada or a manager/)
  })

  test.each(['ada', 'mona', 'root'] as const)('%s may close it', async (person) => {
    await using chat = await openPoll()
    expect(wordsOf(await chat[person].type('close'))).toContain('is closed')
  })

  test('settings widen it to everyone, or narrow it to admins', async () => {
    await using chat = await openPoll()
    const change = async (closers: string) =>
      chat.mona.submit(await chat.mona.press(await chat.mona.type('settings'), 'Change…'), { closers })
    await change('everyone')
    expect(wordsOf(await chat.ben.type('close'))).toContain('is closed')
    await change('admins')
    expect(wordsOf(await chat.ada.type('reopen'))).toContain("You can't")
    expect(wordsOf(await chat.root.type('reopen'))).toContain('is open again')
  })

  test('More… offers only what the person may do', async () => {
    await using chat = await openPoll()
    const forBen = wordsOf(await chat.ben.press(chat.poll, 'More…'))
    expect(forBen).toContain('[Results]')
    expect(forBen).not.toMatch(/\[(Close|Edit|Delete…|Reveal)\]/)
    expect(wordsOf(await chat.ada.press(chat.poll, 'More…'))).toMatch(/\[Close\].*\[Edit\]\n\[Delete…\]/s)
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
    expect(words).toContain('blind: hidden until reveal')
    expect(words).toContain('Anonymous: nobody here can see who voted what, admins and exports included')
    expect(words).toContain('2026-11-25T12:00:00.000Z')
    await chat.ada.type('poll arXiv:1906.01820 names blind:no closes:2026-12-01 17:00')
    const spoken = wordsOf({ kind: 'shown', view: latest(chat.table.last()) })
    expect(spoken).toContain('open')
    expect(spoken).toContain('Names shown')
    expect(spoken).toContain('2026-12-01T11:30:00.000Z')
  })

  test('are for managers to change', async () => {
    await using chat = await openPoll()
    expect(wordsOf(await chat.ben.type('settings'))).not.toContain('[Change…]')
    expect(wordsOf(await chat.ben.ask({ command: 'settings-form', args: {} }))).toContain("You can't")
    const args = { visibility: 'names', closes: 'never', closers: 'everyone', zone: 'UTC', language: 'en' }
    expect(wordsOf(await chat.ben.ask({ command: 'settings-save', args }))).toContain("You can't")
  })

  test.each([
    ['zone', 'Mars/Base'],
    ['language', 'not a language'],
    ['closes', 'soon'],
  ])('refuse a %s like %s', async (field, value) => {
    await using chat = await openPoll()
    const form = await chat.mona.press(await chat.mona.type('settings'), 'Change…')
    expect((await chat.mona.submit(form, { [field]: value })).kind).toBe('refusal')
    expect(wordsOf(await chat.mona.type('settings'))).toContain('UTC')
  })
})

describe('an anonymous poll', () => {
  test('names nobody in any way out, to nobody', async () => {
    await using chat = await openPoll('anonymous')
    for (const [person, cell] of [
      [chat.ben, '0'],
      [chat.cleo, '1'],
      [chat.dan, '2'],
      [chat.eve, '1'],
    ] as const) {
      const form = await person.press(chat.poll, 'Full ballot…')
      await person.submit(form, { approach: cell, case: cell, why: `Reason ${cell}` })
    }
    await chat.table.until(chat.poll, '4 votes')
    const whileOpen = [
      wordsOf(await chat.root.type('results')),
      wordsOf(await chat.root.type('export json')),
      wordsOf(await chat.root.type('export csv')),
      JSON.stringify(latest(chat.poll)),
    ]
    for (const words of whileOpen) expect(words).not.toContain('Reason')
    await chat.ada.type('close')
    const ways = [
      wordsOf(await chat.root.type('results')),
      wordsOf(await chat.root.type('export json')),
      wordsOf(await chat.root.type('export csv all')),
      JSON.stringify(latest(chat.poll)),
    ]
    for (const words of ways) expect(words).not.toMatch(/Ben|Cleo|Dan|Eve|castAt":|table:/)
    expect(ways[0]).toContain('“Reason 2”')
  })

  test('with fewer than four ballots tells the reasons after the close, without the cells they came from', async () => {
    await using chat = await openPoll('anonymous')
    for (const [person, answers] of [
      [chat.ben, { approach: '0', case: '0', why: 'It scales.', confidence: '5' }],
      [chat.cleo, { approach: '2', case: '2', why: 'It proves.' }],
    ] as const)
      await person.submit(await person.press(chat.poll, 'Full ballot…'), answers)
    const ways = ['results', 'export json', 'export csv']
    for (const words of ways) expect(wordsOf(await chat.ada.type(words))).not.toMatch(/It scales|It proves/)
    await chat.ada.type('close')
    const results = wordsOf(await chat.ada.type('results'))
    expect(results).toContain('“It scales.”\n')
    expect(results).toContain('“It proves.”\n')
    const { rounds } = JSON.parse(wordsOf(await chat.ada.type('export json')))
    expect(rounds[0].reasons.toSorted()).toEqual(['It proves.', 'It scales.'])
    expect(JSON.stringify(rounds[0].ballots)).not.toContain('It')
    expect(wordsOf(await chat.ada.type('export csv'))).not.toContain('It scales')
  })

  test.each([
    { votes: 3, isBeside: false },
    { votes: 4, isBeside: true },
  ])(
    'with $votes ballots, whether a reason is shown beside its cell: $isBeside',
    async ({ votes, isBeside }) => {
      await using chat = await openPoll('anonymous')
      for (const person of [chat.ben, chat.cleo, chat.dan, chat.eve].slice(0, votes))
        await person.submit(await person.press(chat.poll, 'Full ballot…'), {
          approach: '0',
          case: '0',
          why: 'It scales.',
        })
      await chat.ada.type('close')
      const [round] = JSON.parse(wordsOf(await chat.ada.type('export json'))).rounds
      expect(JSON.stringify(round.ballots).includes('It scales.')).toBe(isBeside)
      expect(wordsOf(await chat.ada.type('results'))).toContain('“It scales.”')
    },
  )

  test('with fewer than four ballots, what moved somebody is not told', async () => {
    await using chat = await openPoll('anonymous')
    await chat.ben.press(chat.poll, 'Eng · Avg')
    await chat.ada.type('close')
    await chat.ada.type('revote')
    const moved = 'The example of a friend'
    await chat.ben.submit(await chat.ben.press(chat.table.last(), 'Full ballot…'), {
      approach: '2',
      case: '2',
      moved,
    })
    await chat.ada.type('close')
    for (const words of ['results', 'export json', 'export csv'])
      expect(wordsOf(await chat.ada.type(words))).not.toContain(moved)
  })

  test('tells nothing but stances of an open round, so that nobody can see who added what', async () => {
    await using chat = await openPoll('anonymous goal')
    const form = await chat.ben.press(chat.poll, 'Full ballot…')
    const answers = { approach: '0', case: '0', confidence: '5', goal: 'alignment', why: 'It scales.' }
    await chat.ben.submit(form, answers)
    await chat.cleo.press(chat.poll, 'Cog · Worst')
    const { rounds } = JSON.parse(wordsOf(await chat.ada.type('export json')))
    expect(rounds[0].ballots).toEqual([
      { voter: { id: 'v_1' }, kind: 'placement', row: 0, column: 0 },
      { voter: { id: 'v_2' }, kind: 'placement', row: 2, column: 2 },
    ])
  })

  test('stays anonymous once somebody has voted', async () => {
    await using chat = await openPoll('anonymous')
    const early = await chat.ada.type('edit')
    expect(wordsOf(early)).toContain('visibility=anonymous')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    expect(wordsOf(await chat.ada.submit(early, { visibility: 'names' }))).toContain('People have voted')
    expect(wordsOf(await chat.ada.type('edit'))).not.toContain('visibility')
  })

  test('reminds everyone who is expected, voted or not', async () => {
    await using chat = await openPoll('anonymous expect:table:ben,table:cleo')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    expect(wordsOf(await chat.ada.type('remind'))).toContain('2 people were reminded')
    expect(chat.table.told.map(({ person }) => person)).toEqual(['table:ben', 'table:cleo'])
  })
})

describe('expected people', () => {
  test('are counted, and who is missing is reminded once an hour at most', async () => {
    await using chat = await openPoll('expect:table:ben,table:cleo,table:dan')
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.eve.press(chat.poll, 'Cog · Worst')
    await until(() => JSON.stringify(latest(chat.poll)).includes('1 of 3'))
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
    expect(wordsOf(asked)).toContain('with 1 ballot?')
    expect(wordsOf(await chat.ada.type('results'))).toContain('1 vote')
    expect(wordsOf(await chat.ada.press(asked, 'Delete 1 ballot'))).toContain('is deleted, with 1 ballot')
    await chat.table.until(chat.poll, 'This poll was deleted')
    expect(wordsOf(await chat.ben.press(chat.poll.views[0] ?? latest(chat.poll), 'Eng · Avg'))).toContain(
      "I can't find that.",
    )
    const data = JSON.parse(wordsOf(await chat.ben.type('my-data')))
    expect(data.polls).toEqual([])
  })

  test('is refused to who may not, whatever they press', async () => {
    await using chat = await openPoll()
    const call = { command: 'delete', args: { paper: link, sure: 'yes' } }
    expect(wordsOf(await chat.ben.ask(call))).toContain("You can't delete")
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

  test('is forgotten after asking once, with its counts', async () => {
    await using chat = await openPoll()
    await chat.ben.press(chat.poll, 'Cog · Worst')
    await chat.cleo.press(chat.poll, 'Eng · Avg')
    const asked = await chat.ben.type('forget-me')
    expect(wordsOf(asked)).toContain('Erase your 1 ballot')
    await chat.ben.press(asked, 'Erase everything')
    const results = wordsOf(await chat.ada.type('results'))
    expect(results).toContain('1 vote:')
    expect(JSON.parse(wordsOf(await chat.ben.type('my-data'))).polls).toEqual([])
    await chat.ada.press(await chat.ada.type('forget-me'), 'Erase everything')
    expect(JSON.stringify(await chat.cleo.type('export'))).not.toContain('Ada')
  })
})
