import { describe, expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import type { Form } from '../../src/chat/answer.ts'
import { buttonsOf } from '../view-text.ts'
import { openWeb } from './open-web.ts'

const link = 'https://arxiv.org/abs/2204.05862'
const unreadable =
  'I can’t read “whenever” as a time. Write it like 24h, tomorrow 5pm, fri 17:00 or 1 Dec 17:00.'.replace(
    '’',
    "'",
  )

function formOf(reply: Reply): Form {
  if (reply.kind !== 'form') throw new Error(`No form, but: ${JSON.stringify(reply)}`)
  return reply
}

const valuesIn = (reply: Reply) =>
  Object.fromEntries(
    formOf(reply).fields.flatMap(({ name, value = '' }) => (value === '' ? [] : [[name, value]])),
  )

/** Field name → what is wrong with its value. */
const faultsIn = (reply: Reply) =>
  Object.fromEntries(
    formOf(reply).fields.flatMap(({ name, fault }) => (fault === undefined ? [] : [[name, fault]])),
  )

describe('a typed value that can’t be used opens the form, filled in, with the field marked', () => {
  test('a closing time of a poll, above everything that was understood; nothing is posted', async () => {
    await using playground = await openWeb()
    const ada = playground.as('Ada')
    const reply = await ada.type(`/grid poll ${link} blind closes:whenever`)
    expect(faultsIn(reply)).toEqual({ closes: unreadable })
    expect(valuesIn(reply)).toEqual({ paper: link, blind: 'yes', closes: 'whenever' })
    expect(formOf(reply).fields[0]?.name).toBe('closes')
    expect(formOf(reply).intro).toEqual([
      `I understood: ${link}, blind. ${unreadable} Check the form, then press Start poll.`,
    ])
    expect(await ada.sees()).toEqual([])
    const sent = { ...valuesIn(reply), closes: '3d' }
    expect(await ada.press({ command: formOf(reply).submit.command, args: sent })).toMatchObject({
      kind: 'posted',
    })
  })

  test('in this order: refused, typed, needed and empty, the rest', async () => {
    await using playground = await openWeb()
    const reply = await playground.as('Ada').type('/grid poll closes:whenever note:“Read it first”')
    const names = formOf(reply).fields.map(({ name }) => name)
    expect(names.slice(0, 4)).toEqual(['closes', 'note', 'paper', 'blind'])
    expect(names).toHaveLength(10)
  })

  test('beside words that stay over', async () => {
    await using playground = await openWeb()
    const reply = await playground.as('Ada').type(`/grid poll ${link} quickly closes:whenever`)
    expect(faultsIn(reply)).toEqual({ closes: unreadable })
    expect(formOf(reply).intro?.[0]).toContain("I didn't understand “quickly”.")
  })

  test('of an edit, with the other fields as they are', async () => {
    await using playground = await openWeb()
    const ada = playground.as('Ada')
    await ada.type(`/grid poll ${link} note:“read section 3”`)
    const reply = await ada.type('/grid edit closes:whenever')
    expect(faultsIn(reply)).toEqual({ closes: unreadable })
    expect(valuesIn(reply)).toMatchObject({ closes: 'whenever', note: 'read section 3' })
  })

  test('a time zone, a language and a closing time of the settings', async () => {
    await using playground = await openWeb()
    const reply = await playground
      .as('Ada')
      .type('/grid settings zone:Nowhere/Atall language:12345 closes:whenever')
    expect(faultsIn(reply)).toEqual({
      zone: expect.stringContaining('time zone'),
      language: expect.stringContaining('language'),
      closes: unreadable,
    })
    expect(valuesIn(reply)).toMatchObject({ zone: 'Nowhere/Atall', closes: 'whenever' })
  })

  test('a value that an option doesn’t have', async () => {
    await using playground = await openWeb()
    const ada = playground.as('Ada')
    await ada.type(`/grid poll ${link}`)
    const reply = await ada.type('/grid export format:xml')
    expect(faultsIn(reply)).toEqual({ format: "I don't know “xml”. Choose JSON, CSV, SVG or PNG." })
    expect(formOf(reply).intro?.[0]).toContain("I didn't understand “format:xml”.")
    expect(faultsIn(await ada.type(`/grid poll ${link} blind:perhaps`))).toEqual({
      blind: 'blind is a switch: write just “blind”, or leave it out.',
    })
  })

  test('people who are unknown, with those who are known filled in', async () => {
    await using playground = await openWeb()
    const reply = await playground.as('Ada').type(`/grid poll ${link} expect:@Ben,@Zoe`)
    expect(faultsIn(reply)).toEqual({
      expect: "I don't know who “Zoe” is. Mention people: @Ada @Ben.",
    })
    expect(valuesIn(reply)).toEqual({ paper: link, expect: 'web:ben' })
  })

  test.each([
    ['reading schedule someday', 'rule'],
    ['reading schedule wed 17:00 length:fri 17:00', 'length'],
    ['reading schedule wed 17:00 except:whenever', 'except'],
    ['reading skip dates:whenever', 'dates'],
    ['reading pause until:whenever', 'dates'],
    ['reading facilitators away:whenever', 'away'],
    ['poll P closes:25:00', 'closes'],
    ['poll P closes:every friday', 'closes'],
  ])('%s: %s', async (words, option) => {
    await using playground = await openWeb()
    const ada = playground.as('Ada')
    const schedule = await ada.type('/grid reading schedule wed 17:00 Europe/Berlin')
    const [confirm] = schedule.kind === 'shown' ? buttonsOf(schedule.view) : []
    if (confirm !== undefined) await ada.press(confirm.call)
    const reply = await ada.type(`/grid ${words.replace('P', link)}`)
    expect(Object.keys(faultsIn(reply))).toEqual([option])
    expect(valuesIn(reply)[option]).not.toBe('')
  })
})

test('who may not do it is refused before a form', async () => {
  await using playground = await openWeb()
  const dan = await playground.as('Dan').type('/grid settings zone:Nowhere/Atall')
  expect(dan).toMatchObject({
    kind: 'refusal',
    happened: 'Only a manager of this channel can change its defaults.',
  })
})

test('a time with two meanings is asked about as before, without a form', async () => {
  await using playground = await openWeb()
  const reply = await playground.as('Ada').type(`/grid poll ${link} closes:12/01`)
  expect(reply.kind).toBe('refusal')
  expect(reply.kind === 'refusal' && reply.buttons.length).toBeGreaterThan(1)
})

test('a form that is sent with mistakes stays open and says them, as before', async () => {
  await using playground = await openWeb()
  const reply = await playground
    .as('Ada')
    .press({ command: 'poll', args: { paper: link, closes: 'whenever' } })
  expect(reply).toMatchObject({ kind: 'refusal', fields: { closes: unreadable } })
})
