import { describe, expect, test } from 'vitest'
import type { Answer, Form } from '../../src/chat/answer.ts'
import { buttonsIn, startTestBot, wordsOf } from '../test-bot.ts'

const link = 'https://arxiv.org/abs/2204.05862'

function formOf(answer: Answer): Form {
  if (answer.kind !== 'form') throw new Error(`No form, but: ${wordsOf(answer)}`)
  return answer
}

const valuesOf = (answer: Answer): Readonly<Record<string, string>> =>
  Object.fromEntries(
    formOf(answer).fields.flatMap(({ name, value = '' }) => (value === '' ? [] : [[name, value]])),
  )

describe('words that stay over', () => {
  test('open the form, filled in, with what was understood above it; nothing is posted', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.type(`poll ${link} blind quickly closes:3d expect:table:ben,table:cleo`)
    expect(formOf(answer)).toMatchObject({
      isToCheck: true,
      intro: [`I understood: ${link}, blind, closes 3d, 2 people. I didn't understand “quickly”.`],
    })
    expect(valuesOf(answer)).toEqual({
      paper: link,
      blind: 'yes',
      closes: '3d',
      expect: 'table:ben,table:cleo',
    })
    expect(table.said).toEqual([])
    await ada.submit(answer, {})
    expect(wordsOf(await ada.type('results'))).toContain('0 of 2')
  })

  test('never open a poll that shows more than was typed', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    for (const words of ['anonymus', 'names anonymous', 'secret', 'no blind', 'note:for all anonymous']) {
      expect((await ada.type(`poll ${link} ${words}`)).kind).toBe('form')
      expect(table.said).toEqual([])
    }
    expect(valuesOf(await ada.type(`poll ${link} names anonymous`))).toMatchObject({
      visibility: 'anonymous',
    })
    await ada.type('poll AI Control, no-names')
    expect(JSON.stringify(table.last().views)).toContain('anonymous: nobody here can see who voted what')
  })

  test('are refused before a form where the person may not do it anyway', async () => {
    await using table = await startTestBot()
    const answer = await table.as('Gus', 'guest').type(`poll ${link} quickly`)
    expect(wordsOf(answer)).toContain('Only members of this channel can open polls here.')
    const denied = await table.as('Ben').type('settings anonymous')
    expect(wordsOf(denied)).toContain('Only a manager of this channel can change its defaults.')
  })

  test('behind a command without a form are named over its button, and nothing is done', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.type(`poll ${link}`)
    const answer = await ada.type('close blind')
    expect(wordsOf(answer)).toBe("I understood: close. I didn't understand “blind”. Nothing was done yet.")
    expect(wordsOf(await ada.type('results'))).toContain('open')
    expect(wordsOf(await ada.press(answer, 'Close'))).toContain('Closed round 1')
  })
})

describe('a second paper beside the first', () => {
  const other = 'https://arxiv.org/abs/2312.06942'

  test('has a field in the form, which leads to a poll on it with the same options', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const form = await ada.type(`poll ${link} and ${other} blind expect:table:ben closes:never`)
    const [first, second] = formOf(form).fields
    expect(first).toMatchObject({ name: 'paper', value: link })
    expect(second).toMatchObject({ name: 'second', hint: { kind: 'flag' } })
    expect(second?.hint.label).toBe(`Open a second poll: on ${other}, with the same options`)
    const posted = await ada.submit(form, { second: 'yes' })
    expect(table.said).toHaveLength(1)
    if (posted.kind !== 'shown' || posted.receipt === undefined) throw new Error('No receipt')
    await ada.press(posted.receipt, 'Open a second poll')
    expect(table.said).toHaveLength(2)
    expect(wordsOf(await ada.type(`results ${other}`))).toContain('0 of 1')
    expect(wordsOf(await ada.type(`results ${other}`))).toContain('blind')
  })

  test('is left alone where the field is', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const posted = await ada.submit(await ada.type(`poll ${link} and ${other}`), {})
    expect(posted).toMatchObject({ kind: 'shown' })
    expect(posted).not.toHaveProperty('receipt')
    expect(formOf(await ada.type(`poll ${link} and arXiv:2204.05862 quickly`)).fields[1]?.name).not.toBe(
      'second',
    )
  })
})

describe('did you mean', () => {
  test('shows the whole text as a button that runs it', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    const answer = await ada.type(`pol ${link} blind expect:table:ben`)
    expect(wordsOf(answer)).toBe(
      `There is no command “pol”. Did you mean /grid poll ${link} blind expect:table:ben?`,
    )
    expect(table.said).toEqual([])
    await ada.press(answer, `poll ${link} blind expect:table:ben`)
    expect(wordsOf(await ada.type('results'))).toContain('0 of 1')
  })

  test('names both words where only the second is wrong', async () => {
    await using table = await startTestBot()
    expect(wordsOf(await table.as('Ada').type('reading lst'))).toBe(
      'There is no command “reading lst”. Did you mean /grid reading list?',
    )
  })

  test('offers every command that may be meant', async () => {
    await using table = await startTestBot()
    const answer = await table.as('Ada').type('rev')
    expect(buttonsIn(answer).map(({ label }) => label)).toEqual(['reveal', 'revote'])
  })

  test('a text that names a topic has a button that explains it', async () => {
    await using table = await startTestBot()
    const answer = await table.as('Ada').type('AI control')
    expect(wordsOf(answer)).toContain("I didn't understand that.")
    expect(buttonsIn(answer).map(({ label }) => label)).toEqual(['Explain AI control', 'Help'])
  })
})

test('a time that can’t be read opens the form with everything that was typed', async () => {
  await using table = await startTestBot()
  const answer = await table.as('Ada').type(`poll ${link} blind closes:whenever`)
  expect(formOf(answer).fields[0]).toMatchObject({ name: 'closes', fault: expect.anything() })
  expect(valuesOf(answer)).toEqual({ paper: link, blind: 'yes', closes: 'whenever' })
})

test('a time with two meanings is asked about, and the form comes after the answers', async () => {
  await using table = await startTestBot()
  const ada = table.as('Ada')
  const asked = await ada.type(`poll ${link} blind closes:12/01`)
  expect(buttonsIn(asked).map(({ label }) => label)).toEqual([
    'Tue 12 Jan 2027',
    'Tue 1 Dec',
    'Open the form',
  ])
  const opened = await ada.press(asked, 'Tue 1 Dec')
  expect(wordsOf(opened)).toContain('closes Tue 1 Dec, 23:59 (UTC)')
  expect(wordsOf(opened)).toContain('blind')
})

describe('commands that are typed with their options', () => {
  test('edit opens the form with those fields changed and the others as they are', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.type('poll “AI Control” note:First')
    const answer = await ada.type('edit closes:24h')
    expect(valuesOf(answer)).toEqual({ title: 'AI Control', note: 'First', closes: '24h' })
    expect(formOf(await ada.type('edit anonymous')).intro).toEqual(["I didn't understand “anonymous”."])
  })

  test('settings open their form with those values', async () => {
    await using table = await startTestBot()
    const answer = await table.as('Mona', 'manager').type('settings anonymous zone:Europe/Berlin')
    expect(valuesOf(answer)).toMatchObject({ visibility: 'anonymous', zone: 'Europe/Berlin' })
  })

  test('remind reaches only those who are named, and nobody who is not expected', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada')
    await ada.type(`poll ${link} expect:table:ben,table:cleo`)
    expect(wordsOf(await ada.ask({ command: 'remind', args: { people: 'table:zoe' } }))).toContain(
      "zoe wasn't asked to vote on",
    )
    expect(table.told).toEqual([])
    await ada.ask({ command: 'remind', args: { people: 'table:ben' } })
    expect(table.told.map(({ person }) => person)).toEqual(['table:ben'])
    await ada.type('remind everyone')
    expect(table.told.map(({ person }) => person)).toContain('table:cleo')
  })

  test('reading alone shows the board to its reader, and a pause takes both its dates', async () => {
    await using table = await startTestBot()
    const ada = table.as('Ada', 'manager')
    await ada.press(await ada.type('reading schedule wed 17:00 UTC'), 'Confirm')
    const before = table.said.length
    expect(wordsOf(await ada.type('reading'))).toContain('Reading group')
    expect(table.said.length).toBe(before)
    expect(wordsOf(await ada.type('reading pause from 2026-12-21 to 2027-01-03'))).toContain(
      'Paused from Mon 21 Dec to Sun 3 Jan 2027.',
    )
    const other = await ada.type('reading pause until 2027-01-10')
    expect(wordsOf(await ada.press(other, 'Replace pause'))).toContain('to Sun 10 Jan 2027.')
  })
})
