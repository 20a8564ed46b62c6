import { expect, test } from 'vitest'
import { formOf, latest, wordsOf } from '../test-bot.ts'
import { buttonsOf, textOf } from '../view-text.ts'
import { withGroup } from './test-group.ts'

/** A group whose next session, on Wednesday 2 December, is announced. */
async function withRoles(roles: string) {
  const group = await withGroup({ at: '2026-11-24T12:00:00Z', rule: 'wed 17:00 UTC from 2026-12-02' })
  await group.ada.type(`reading schedule roles:"${roles}"`)
  await group.ada.type('reading facilitators order:table:ada')
  await group.ada.type('reading add Paper A why:because')
  await group.goTo('2026-11-30T17:01:00Z')
  return group
}

test('roles are taken by the first press, given back, and shown beside the facilitator', async () => {
  await using group = await withRoles('skeptic, notes')
  const announcement = group.post('next session')
  const labels = () => buttonsOf(latest(announcement)).map(({ label }) => label)
  expect(labels()).toEqual(expect.arrayContaining(["I'll take: skeptic", "I'll take: notes"]))
  const before = latest(announcement)
  const taken = await group.ben.press(before, "I'll take: skeptic")
  expect(wordsOf(taken)).toContain("You're the skeptic on 2 December: you argue the other side.")
  await group.table.until(announcement, 'Skeptic: Ben')
  expect(labels()).not.toContain("I'll take: skeptic")
  expect(wordsOf(await group.cleo.press(before, "I'll take: skeptic"))).toContain(
    'Ben has already taken this role: skeptic.',
  )
  expect(wordsOf(await group.ben.press(before, "I'll take: notes"))).toContain(
    'You already have a role: skeptic.',
  )
  await group.goTo('2026-12-02T17:01:00Z')
  expect(group.read(group.post('has started'))).toContain('Led by: ada\nSkeptic: Ben')
  expect(wordsOf(await group.ben.press(taken, 'Give it back'))).toContain('You gave your role back: skeptic.')
  await group.table.until(announcement, "[I'll take: skeptic]")
})

test('who takes the notes may add them to the recap, and is named in their data, which they can have removed', async () => {
  await using group = await withRoles('notes')
  await group.ben.press(group.post('next session'), "I'll take: notes")
  expect(wordsOf(await group.ben.type('my-data'))).toContain('"roles": [\n')
  await group.goTo('2026-12-03T18:00:00Z')
  const recap = group.post('Recap:')
  expect(wordsOf(await group.cleo.press(recap, 'Add notes…'))).toContain(
    'Only ada or an organiser can add notes.',
  )
  await group.ben.submit(formOf(await group.ben.press(recap, 'Add notes…')), { notes: 'We agreed.' })
  await group.table.until(recap, '“We agreed.” The note-taker')
  await group.ben.type('forget-me sure')
  await group.table.quiet()
  expect(textOf(latest(recap))).not.toContain('We agreed.')
})

test.each([
  ['a, b, c, d, e', 'A session has at most 4 roles.'],
  ['a role with a name that is far too long', 'The name of a role has at most 24 characters.'],
])('%s: %s', async (roles, refusal) => {
  await using group = await withGroup({ at: '2026-11-24T12:00:00Z' })
  expect(wordsOf(await group.ada.type(`reading schedule roles:"${roles}"`))).toContain(refusal)
})

test('none takes the roles away, and a group without them has no such buttons', async () => {
  await using group = await withRoles('skeptic')
  const announcement = group.post('next session')
  await group.ada.type('reading schedule roles:none')
  await group.goTo('2026-11-30T17:31:00Z')
  expect(textOf(latest(announcement))).not.toContain("I'll take")
})

test('of two people who press at once, one has the role, and the other reads who', async () => {
  await using group = await withRoles('skeptic')
  const announcement = latest(group.post('next session'))
  const answers = await Promise.all(
    [group.ben, group.cleo].map((one) => one.press(announcement, "I'll take: skeptic")),
  )
  expect(answers.map(wordsOf).filter((words) => words.includes("You're the skeptic"))).toHaveLength(1)
  expect(answers.map(wordsOf).filter((words) => words.includes('has already taken this role'))).toHaveLength(
    1,
  )
})
