import { describe, expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { fileIn, heldSession } from './held-session.ts'

const requests = (told: readonly string[]) => told.filter((words) => words.includes('is being prepared'))

describe('a session as a post', () => {
  test('quotes and names whom it has asked, once they allow it', async () => {
    await using held = await heldSession()
    const { people, recap, told, reasons } = held
    const form = await people.ada.press(recap, 'Get it as a post…')
    const first = await people.ada.submit(form, { as: 'forum' })
    expect(wordsOf(first)).toContain(
      "I've asked ben and Dora whether they may be quoted, and Cleo whether they may be named. Here is the post without their reasons and names.",
    )
    expect(fileIn(first)).toMatch(/\n\n---\n\n3 people have not answered yet; ask for it again later\.\n$/)
    expect(fileIn(first)).toContain(
      '\n\nCredits: the group.\n\nMade with Cruxgrid from 4 votes on 25 Nov 2026.\n',
    )
    for (const hidden of [reasons.ben, 'They study', 'Cleo', 'ben', 'Dora'])
      expect.soft(fileIn(first)).not.toContain(hidden)
    expect(requests(told('ben'))).toEqual([
      "A post about Wednesday's session is being prepared. May it quote your reason? (Reading group: “AI Control”)\n[With my name] [Without my name] [No]",
    ])
    expect(requests(told('cleo'))[0]).toContain('May it thank you by name?')
    for (const other of ['ada', 'emil']) expect(requests(told(other))).toEqual([])

    const request = (name: string) =>
      held.table.told.find(({ person, key }) => person === `table:${name}` && key.includes('/quote'))
        ?.view ?? { summary: '', parts: [] }
    expect(wordsOf(await people.ben.press(request('ben'), 'With my name'))).toContain(
      'Posts about this session may quote you, with your name.',
    )
    await people.dora.press(request('dora'), 'Without my name')
    await people.cleo.press(request('cleo'), 'No')
    const second = await people.ada.type('reading recap as:github')
    expect(wordsOf(second)).toContain('Here is the post.')
    const file = fileIn(second)
    expect(file).toContain('> The protocol is the product.\n>\n> — Ben, Engineering × Worst-case')
    expect(file).toMatch(
      /> They study the attacker, @\u200bhere\.\n>\n> — A voter at Behaviorist × Worst-case/,
    )
    expect(file).toContain('Credits: ben led the session.')
    expect(file).not.toContain('not answered yet')
    expect(file).not.toMatch(/Dora|Cleo/)

    // Changed with the same button; nobody is asked twice.
    await people.ben.press(request('ben'), 'No')
    const third = fileIn(await people.dora.type('reading recap 25 Nov as:notion'))
    expect(third).not.toMatch(/ben/i)
    expect(third).not.toContain(reasons.ben)
    expect(requests(told('ben'))).toHaveLength(1)
    expect(wordsOf(await people.ben.type('my-data'))).toContain('"answer": "no"')
    await people.dora.type('forget-me sure')
    expect(fileIn(await people.ada.type('reading recap as:forum'))).not.toContain('They study')
    expect(held.table.logged).toEqual([])
  })
})
