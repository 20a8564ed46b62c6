import { describe, expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import type { Button } from '../../src/chat/view.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openWeb } from './open-web.ts'

const link = 'https://arxiv.org/abs/2204.05862'

function wordsOf(reply: Reply): string {
  if (reply.kind === 'shown') return textOf(reply.view)
  return reply.kind === 'refusal' ? `${reply.happened} ${reply.remedy}` : reply.kind
}

function buttonOf(reply: Reply, label: string): Button {
  const buttons =
    reply.kind === 'shown' ? buttonsOf(reply.view) : reply.kind === 'refusal' ? reply.buttons : []
  const button = buttons.find((one) => one.label === label)
  if (button === undefined) throw new Error(`There is no button ${label}: ${wordsOf(reply)}`)
  return button
}

/** Two Wednesdays in a row, from ten weeks ahead on, and the day after the first; none is a date that clocks skip. */
function dates(): readonly [first: string, second: string, between: string] {
  const day = new Date()
  day.setUTCDate(day.getUTCDate() + 70)
  while (day.getUTCDay() !== 3) day.setUTCDate(day.getUTCDate() + 1)
  const after = (days: number) => new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return [after(0), after(7), after(1)]
}

/** A group that meets on Wednesdays. Ada may organise it. */
async function withGroup() {
  const playground = await openWeb()
  const ada = playground.as('Ada')
  await ada.press(buttonOf(await ada.type('/grid reading schedule wed 17:00 Europe/Berlin'), 'Confirm').call)
  return { playground, ada, [Symbol.asyncDispose]: () => playground[Symbol.asyncDispose]() }
}

describe('reading resume and pause', () => {
  test('nothing that is not paused is resumed', async () => {
    await using table = await withGroup()
    expect(wordsOf(await table.ada.type('/grid reading resume'))).toContain('Nothing is paused.')
    const [first] = dates()
    await table.ada.type(`/grid reading pause from ${first}`)
    expect(wordsOf(await table.ada.type('/grid reading resume'))).toContain('Resumed.')
  })

  test('a pause that is set already is named before it is replaced', async () => {
    await using table = await withGroup()
    const { ada, playground } = table
    const [first, second, between] = dates()
    await ada.type(`/grid reading pause from ${first} to ${between}`)
    const asked = await ada.type(`/grid reading pause until ${second}`)
    expect(wordsOf(asked)).toMatch(/^The group is already paused from \w{3} .* to \w{3} /)
    const denied = await playground.as('Dan').type('/grid reading pause')
    expect(wordsOf(denied)).toContain('Only an organiser or a manager of this channel can pause the group.')
    const done = await ada.press(buttonOf(asked, 'Replace pause').call)
    expect(wordsOf(done)).toMatch(/^Paused from \w{3} .* to \w{3} /)
    expect(wordsOf(done)).not.toContain('already')
    const again = await ada.type('/grid reading pause')
    const daysIn = (answer: Parameters<typeof wordsOf>[0]) =>
      /aused (from [^.]+)\./.exec(wordsOf(answer))?.[1]
    expect(daysIn(again)).toBe(daysIn(done))
    expect(wordsOf(again)).toContain('Replace this pause?')
  })
})

test('of dates to skip those without a session are named, and the others skipped once that is confirmed', async () => {
  await using table = await withGroup()
  const { ada, playground } = table
  const [first, second, between] = dates()
  const asked = await ada.type(`/grid reading skip ${first}, ${between}, ${second} because holidays`)
  expect(wordsOf(asked)).toMatch(
    /^There is no session on \w{3} .*\. Skip the sessions on \w{3} .* and \w{3} .*\?/,
  )
  const denied = await playground.as('Dan').type(`/grid reading skip ${first}, ${between}`)
  expect(wordsOf(denied)).toContain('Only an organiser or a manager of this channel can skip sessions.')
  expect(wordsOf(await ada.press(buttonOf(asked, 'Skip').call))).toMatch(/^Skipped \w{3} .* and \w{3} /)
  // Those are skipped now, and a date that is alone is refused.
  expect(wordsOf(await ada.type(`/grid reading skip ${first}`))).toContain('There is no session on')
})

test('every setting that has a name can be typed, and is in the form', async () => {
  await using playground = await openWeb()
  const reply = await playground
    .as('Ada')
    .type('/grid settings closers:everyone thread:open guests:full shown-from:7 seal:close keep:3-months')
  expect(reply).toMatchObject({ kind: 'form' })
  if (reply.kind !== 'form') return
  expect(reply.intro?.join()).not.toContain("I didn't understand")
  const values = Object.fromEntries(reply.fields.map(({ name, value }) => [name, value]))
  expect(values).toMatchObject({
    closers: 'everyone',
    thread: 'open',
    'shown-from': '7',
    seal: 'close',
    keep: '3-months',
    visibility: 'names',
  })
  expect(await playground.as('Ada').type('/grid settings shown-from:3')).toMatchObject({
    kind: 'form',
    fields: [{ name: 'shown-from', fault: expect.stringContaining('from 5 to 50') }, ...Array(10).fill({})],
  })
  // Such words alone say nothing.
  expect(await playground.as('Ada').type('/grid settings everyone')).toMatchObject({
    kind: 'form',
    intro: [expect.stringContaining("I didn't understand “everyone”.")],
  })
})

test('where nobody is to be reminded, it is said in whole sentences', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  await ada.type('/grid poll “Paper One”')
  await ada.type('/grid poll “Paper Two”')
  expect(wordsOf(await ada.type('/grid remind'))).toContain(
    'There is no open poll here that you can send reminders for.',
  )
})

test('a poll closes in 7 days and says so, unless something else was typed or set', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  const shown = async () =>
    (await ada.sees()).flatMap(({ view }) => (view ? [textOf(view)] : [])).at(-1) ?? ''
  await ada.type(`/grid poll ${link}`)
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  expect(await shown()).toContain(day)
  await ada.type('/grid poll “Paper One” closes:never')
  expect(await shown()).not.toContain('closes')
  const form = await ada.type('/grid settings closes:never')
  if (form.kind !== 'form') throw new Error('No form')
  const args = Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, value]))
  await ada.press({ command: form.submit.command, args })
  await ada.type('/grid poll “Paper Two”')
  expect(await shown()).not.toContain('closes')
})
