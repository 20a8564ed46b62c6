import { expect, test } from 'vitest'
import type { Reply } from '../../adapters/web/wire.ts'
import type { Button } from '../../src/chat/view.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { openWeb } from './open-web.ts'

type Playground = Awaited<ReturnType<typeof openWeb>>

function wordsOf(reply: Reply): string {
  if (reply.kind === 'shown') return textOf(reply.view)
  return reply.kind === 'refusal' ? `${reply.happened} ${reply.remedy}` : reply.kind
}

function buttonsIn(reply: Reply): readonly Button[] {
  if (reply.kind === 'shown') return buttonsOf(reply.view)
  return reply.kind === 'refusal' ? reply.buttons : []
}

const labelsOf = (reply: Reply): readonly string[] => buttonsIn(reply).map(({ label }) => label)

async function press(playground: Playground, name: string, reply: Reply, label: RegExp): Promise<Reply> {
  const button = buttonsIn(reply).find((one) => label.test(one.label))
  if (button === undefined) throw new Error(`No button ${label} among ${labelsOf(reply)}`)
  return playground.as(name).press(button.call)
}

async function withThreePolls(playground: Playground): Promise<void> {
  await playground.as('Ada').type('/grid poll “AI control one”')
  await playground.as('Ben').type('/grid poll “AI control two”')
  await playground.as('Cleo').type('/grid poll “Debate games”')
}

test('results without a name are those of the newest open poll, and the others are offered beside them', async () => {
  await using playground = await openWeb()
  await withThreePolls(playground)
  await playground.as('Cleo').type('/grid close')
  const answer = await playground.as('Dan').type('/grid results')
  expect(wordsOf(answer)).toContain('AI control two')
  const others = labelsOf(answer).filter((label) => / · /.test(label))
  expect(others).toEqual([
    expect.stringMatching(/^Debate games · Cleo, \w{3} \d+ \w{3}$/),
    expect.stringMatching(/^AI control one · Ada, \w{3} \d+ \w{3}$/),
  ])
  expect(wordsOf(await press(playground, 'Dan', answer, /^AI control one/))).toContain('AI control one')
})

test('an exported poll has the others beside it, each in the same format', async () => {
  await using playground = await openWeb()
  await withThreePolls(playground)
  const answer = await playground.as('Dan').type('/grid export csv')
  expect(labelsOf(answer)).toEqual([
    expect.stringMatching(/^AI control two · Ben, /),
    expect.stringMatching(/^AI control one · Ada, /),
  ])
  const other = await press(playground, 'Dan', answer, /^AI control two/)
  expect(other.kind === 'shown' && other.view.parts[0]).toMatchObject({ kind: 'file', type: 'text/csv' })
})

test('of several titles with the words of results, the newest is shown and only those are offered', async () => {
  await using playground = await openWeb()
  await withThreePolls(playground)
  const answer = await playground.as('Dan').type('/grid results AI control')
  expect(wordsOf(answer)).toContain('AI control two')
  expect(labelsOf(answer).filter((label) => / · /.test(label))).toEqual([
    expect.stringMatching(/^AI control one · Ada, /),
  ])
  await playground.as('Ada').type('/grid close debate games')
  expect(labelsOf(await playground.as('Dan').type('/grid results debate')).join()).not.toContain(' · ')
})

test('a name that no poll has is said, and what it may be is offered', async () => {
  await using playground = await openWeb()
  await withThreePolls(playground)
  const closing = await playground.as('Ben').type('/grid close everything')
  expect(wordsOf(closing)).toContain('No poll here is called “everything”.')
  expect(labelsOf(closing)).toEqual(['Debate games · Cleo', 'AI control two · Ben', 'AI control one · Ada'])
  // Dan may close none of them.
  expect(labelsOf(await playground.as('Dan').type('/grid close everything'))).toEqual([])
  expect(labelsOf(await playground.as('Dan').type('/grid results everything'))).toHaveLength(3)
  expect(wordsOf(await press(playground, 'Ben', closing, /^AI control two/))).toContain('Closed round 1')
})

test('what several polls are chosen from begins with the one in which something happened last', async () => {
  await using playground = await openWeb()
  await withThreePolls(playground)
  await playground.as('Ada').type('/grid close AI control one')
  expect(labelsOf(await playground.as('Ben').type('/grid delete everything'))[0]).toMatch(/^AI control one/)
})

test('someone who is not expected is added and reminded with one press, by who may do both', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  await ada.type('/grid poll “AI control” expect:@Cleo')
  const answer = await ada.type('/grid remind @Ben')
  expect(wordsOf(answer)).toContain("Ben wasn't asked to vote on “AI control”. Ask them now?")
  expect(labelsOf(answer)).toEqual(['Ask and remind', 'Cancel'])
  const denied = await press(playground, 'Dan', answer, /^Ask and remind$/)
  expect(wordsOf(denied)).toContain('Only Ada or a manager')
  const done = await press(playground, 'Ada', answer, /^Ask and remind$/)
  expect(wordsOf(done)).toBe('Asked 1 more person to vote. Reminded 1 person in a private message.')
  expect(wordsOf(await ada.type('/grid results'))).toContain('0 of 2')
  const told = await playground.as('Ben').sees()
  expect(told.filter((message) => message.for === 'web:ben')).toHaveLength(1)
  // Pressed once more, there is nobody left to add, and nobody is reminded twice in a day.
  expect(wordsOf(await press(playground, 'Ada', answer, /^Ask and remind$/))).not.toContain('Asked')
})

test('several who are not expected are named, beside those who are; nothing is done before the press', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  await ada.type('/grid poll “AI control” expect:@Cleo')
  const answer = await ada.type('/grid remind @Ben @Cleo @Dan')
  expect(wordsOf(answer)).toContain("Ben and Dan weren't asked to vote on “AI control”. Ask them now?")
  const hasPrivate = async (name: string) =>
    (await playground.as(name).sees()).some((message) => message.for === `web:${name.toLowerCase()}`)
  expect([await hasPrivate('Cleo'), await hasPrivate('Ben')]).toEqual([false, false])
  const done = await press(playground, 'Ada', answer, /^Ask and remind$/)
  expect(wordsOf(done)).toBe('Asked 2 more people to vote. Reminded 3 people in a private message.')
})

test('in a poll that expects nobody, someone is added and reminded, too', async () => {
  await using playground = await openWeb()
  const ada = playground.as('Ada')
  await ada.type('/grid poll “AI control”')
  const answer = await ada.type('/grid remind @Ben')
  expect(wordsOf(answer)).toContain("Ben wasn't asked to vote on “AI control”. Ask them now?")
  expect(wordsOf(await press(playground, 'Ada', answer, /^Ask and remind$/))).toBe(
    'Asked 1 more person to vote. Reminded 1 person in a private message.',
  )
})
