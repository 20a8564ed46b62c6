// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { MessageFlags } from 'discord.js'
import { expect, test } from 'vitest'
import { componentsOf } from '../platforms/discord/rules.ts'
import type { Sent } from '../platforms/discord/world.ts'
import skeletons from './layouts.json' with { type: 'json' }
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

const { messages } = skeletons

/** The container of a message: its edge, and what is in it. */
function layoutOf({ components, flags, seenBy }: Sent) {
  const [container, ...others] = components
  expect(others).toEqual([])
  expect(container?.type).toBe(17)
  expect([...componentsOf(components)].length).toBeLessThanOrEqual(40)
  return {
    flags: flags | (seenBy === undefined ? 0 : MessageFlags.Ephemeral),
    accent: container?.accent_color ?? null,
    types: container?.components?.map(({ type }) => type),
  }
}

test('a poll, its outcome and the receipt of a vote are laid out as designed', async () => {
  await using table = await connectedInProcess()
  const { people, world, ada, ben, cleo } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A paper' }))
  const poll = await story.appears('A paper')
  expect(layoutOf(poll)).toEqual(messages['poll, open'])
  const why = { approach: '2', case: '2', why: 'A reason of mine' }
  // Enough of them for the lines about each axis.
  for (const [i, person] of [ben, cleo, world.join('Dan'), world.join('Eva')].entries()) {
    const form = people.press(person, 'Full ballot…', poll)
    await people.answered(form)
    await people.answered(people.submit(person, form, i % 2 === 0 ? why : { ...why, approach: '0' }))
  }
  const receipt = messages['receipt (private)']
  // With a row for the optional question, and one for the rest of the form.
  expect(layoutOf(story.note(ben))).toEqual({ ...receipt, types: [...receipt.types.slice(0, 2), 1, 1] })
  await story.told(people.slash(ada, 'close'))
  const outcome = await story.appears('Round 1 is closed.', poll.id)
  // With a row for why they differ.
  const { outcome: result } = messages
  expect(layoutOf(outcome)).toEqual({ ...result, types: result.types.toSpliced(3, 0, 1) })
  await story.says(poll, 'Closed')
  expect(layoutOf(poll).accent).toBe(messages.outcome.accent)
  story.isClean()
})

test('a poll whose votes are hidden has an edge of its own, and so does what a reading group posts', async () => {
  await using table = await connectedInProcess()
  const { people, ada } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ada, 'poll', { paper: 'A hidden paper', blind: true }))
  expect(layoutOf(await story.appears('A hidden paper')).accent).toBe(0xffa552)
  await people.answered(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 UTC' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  const board = await story.appears('No papers yet.')
  for (const paper of ['One paper', 'Two papers', 'Three papers'])
    await people.answered(people.slash(ada, 'reading add', { paper }))
  await story.says(board, 'Two papers')
  const list = messages['reading list']
  const layout = layoutOf(board)
  expect(layout).toMatchObject({ flags: list.flags, accent: list.accent })
  // As many sections as papers.
  expect(layout.types?.filter((type, i, all) => type !== 9 || all[i - 1] !== 9)).toEqual([10, 14, 9, 1])
  story.isClean()
})

test('an explanation has its small grid beside its text', async () => {
  await using table = await connectedInProcess()
  const { people, ben } = table.discord
  const story = storyOf(table)
  await people.answered(people.slash(ben, 'explain', { topic: 'AI control' }))
  await people.answered(people.press(ben, 'More', story.note(ben)))
  const note = story.note(ben)
  const { types = [], accent } = layoutOf(note)
  expect(accent).toBe(messages['explain, the whole answer (private)'].accent)
  expect(types.slice(0, 2)).toEqual([9, 10])
  const [section] = note.components[0]?.components ?? []
  expect(section?.accessory).toMatchObject({ type: 11, description: expect.stringMatching(/grid/) })
  story.isClean()
})
