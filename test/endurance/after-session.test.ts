import { describe, expect, test } from 'vitest'
import { heldSession, wordsOfForm } from '../reading/held-session.ts'
import { buttonsIn, wordsOf } from '../test-bot.ts'

const talk = 'https://example.org/talk'

describe('a link that is attached to a session', () => {
  test('is in its recap, the history, the board and the files of the season, and goes everywhere again', async () => {
    await using held = await heldSession()
    const { people, recap, table, board } = held
    const form = await people.ben.press(recap, 'Attach…')
    expect(wordsOfForm(form)).toContain('nly attach a recording that everyone in it agreed to')
    const attached = await people.ben.submit(form, { link: `<${talk}>`, as: 'recording' })
    expect(wordsOf(attached)).toContain('Attached to the session on Wed 25 Nov, and shown in its recap:')
    await people.ada.type('reading attach https://example.org/slides.pdf slides 25 Nov')
    await table.until(recap, 'Recording · Slides')
    await table.until(board, 'Last session: Wed 25 Nov, AI Control · Recording · Slides')
    expect(wordsOf(await people.dora.type('reading history'))).toContain('Recording · Slides')
    const season = wordsOf(await people.dora.type('reading history recap'))
    expect(season).toContain(`- [Recording](<${talk}>) · [Slides](<https://example.org/slides.pdf>)`)

    const again = await people.ben.type(`reading attach ${talk} as:notes`)
    expect(buttonsIn(again).map(({ label }) => label)).toEqual(['Remove', 'Remove'])
    await table.until(recap, 'Slides · Notes')
    for (let left = 2; left > 0; left -= 1)
      await people.ben.press(await people.ben.type('reading recap'), 'Remove')
    const words = wordsOf(await people.dora.type('reading history'))
    expect(words).not.toContain('Slides')
    expect(table.logged).toEqual([])
  })

  test('is added by the facilitator and organisers alone, and removed by nobody else who did not add it', async () => {
    await using held = await heldSession()
    const { people, recap } = held
    for (const refused of [
      await people.cleo.press(recap, 'Attach…'),
      await people.cleo.type(`reading attach ${talk}`),
    ])
      expect(wordsOf(refused)).toBe('Only ben or an organiser can attach links. Ask one of them.')
    await people.ben.type(`reading attach ${talk}`)
    const [remove] = buttonsIn(await people.ben.type('reading recap')).filter(
      ({ label }) => label === 'Remove',
    )
    expect(buttonsIn(await people.cleo.type('reading recap')).map(({ label }) => label)).not.toContain(
      'Remove',
    )
    if (remove === undefined) throw new Error('No button')
    expect(wordsOf(await people.cleo.ask(remove.call))).toContain('Only the person who attached it')
    await people.ada.ask(remove.call)
    expect(wordsOf(await people.ada.ask(remove.call))).toContain('That link is no longer attached.')
  })

  test.each([
    ['http://example.org/talk', "That link isn't encrypted"],
    ['https://ada:secret@example.org/talk', 'That link has a user name or a password in it.'],
    ['no link', "I can't read that link."],
    [`https://example.org/${'a'.repeat(490)}`, 'too long'],
  ])('is one https address: %s', async (link, words) => {
    await using held = await heldSession()
    const { ben } = held.people
    expect(wordsOf(await ben.ask({ command: 'reading attach', args: { link } }))).toContain(words)
  })

  test('is one of eight at most', async () => {
    await using held = await heldSession()
    const { ben } = held.people
    for (let i = 1; i <= 8; i += 1) await ben.type(`reading attach ${talk}/${i}`)
    expect(wordsOf(await ben.type(`reading attach ${talk}/9`))).toContain(
      'A session has at most 8 attachments.',
    )
    expect(wordsOf(await ben.type(`reading attach ${talk}/8 as:slides`))).toContain('Attached')
  })
})

const on = (...names: readonly string[]) => ({
  before: async ({
    table,
  }: {
    table: { as: (name: string) => { type: (words: string) => Promise<unknown> } }
  }) => {
    for (const name of names) await table.as(name).type('reading missed on')
  },
})

describe('who missed a session', () => {
  test('is told at once what it came to', async () => {
    await using held = await heldSession()
    const { people, recap, reasons } = held
    await people.ben.type('reading attach https://example.org/talk as:recording')
    const words = wordsOf(await people.emil.press(recap, "Wasn't there"))
    for (const part of [
      'What you missed: Reading group: AI Control',
      '4 votes',
      'To settle: ',
      reasons.ben,
      reasons.dora,
      'Recording',
      'Next: Wed 2 Dec, 17:00 (UTC)',
    ])
      expect.soft(words).toContain(part)
    expect(wordsOf(await people.dora.type('reading history'))).toContain('· 4 came, 4 voted')
  })

  test('gets a digest with the recap once they have asked for it, if they were coming and did not vote', async () => {
    await using held = await heldSession(on('Emil', 'Ada', 'Finn'))
    const { told, table } = held
    const digests = (name: string) => told(name).filter((words) => words.startsWith('What you missed'))
    expect(digests('emil')).toHaveLength(1)
    expect(digests('emil')[0]).toContain('No more of these: /grid reading missed off')
    // Ada voted, Finn was not expected, and Cleo has not asked.
    for (const name of ['ada', 'finn', 'cleo']) expect(digests(name)).toEqual([])
    expect(wordsOf(await table.as('Emil').type('reading missed'))).toContain('You get a digest')
    await table.as('Emil').type('reading missed off')
    expect(wordsOf(await table.as('Emil').type('reading missed'))).toContain('You get no digests')
  })

  test('gets none of an anonymous poll, of which nobody must know who has voted', async () => {
    await using held = await heldSession({ anonymous: true, ...on('Emil', 'Ada') })
    for (const name of ['emil', 'ada'])
      expect(held.told(name).filter((words) => words.startsWith('What you missed'))).toEqual([])
  })

  test('does not hold up the session where messages fail', async () => {
    await using held = await heldSession({
      before: async (group) => {
        await on('Emil').before(group)
        group.table.shutOut('table:emil')
      },
    })
    expect(wordsOf(await held.people.dora.type('reading history'))).toContain('AI Control')
  })
})
