import { expect, test } from 'vitest'
import { createFakeClock } from '../fake-clock.ts'
import { guildId } from '../platforms/discord/world.ts'
import { mention, opened, paper, withRole } from './with-role.ts'

test('a vote from a private reminder counts for the role as one in the channel', async () => {
  await using table = await withRole()
  const { people, rest, ada, ben, readers, story } = table
  people.mention(ada, `poll ${paper} expect:${mention(readers)},<@${ben.id}>`)
  const poll = await story.appears('0 of 1 person asked and 0 of 2 in @readers have voted')
  await story.told(people.slash(ada, 'remind', {}))
  const [direct = ''] = [...rest.directs].find(([, person]) => person === ben.id) ?? []
  const form = people.press(ben, 'Full ballot…', await story.appears('You were asked to vote', direct))
  await people.answered(form)
  await people.answered(people.submit(ben, form, { approach: '2', case: '0' }))
  await story.says(poll, '1 of 1 person asked and 1 of 2 in @readers have voted')
  story.isClean()
})

test('a role that is asked later counts whoever has it at their next press', async () => {
  await using table = await withRole()
  const { people, ada, ben, cleo, readers, story } = table
  const poll = await opened(table, {})
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  await people.answered(people.press(cleo, 'Cog · Worst', poll))
  const form = people.slash(ada, 'edit', {})
  await people.answered(form)
  await people.answered(people.submit(ada, form, { expect: readers.id }))
  await story.says(poll, '2 votes · 0 of 2 in @readers have voted')
  await people.answered(people.press(ben, 'Cog · Worst', poll))
  await story.says(poll, '2 votes · 1 of 2 in @readers has voted')
  story.isClean()
})

test('a number of members that Discord doesn’t tell is asked for again after a minute', async () => {
  const clock = createFakeClock(new Date().toISOString())
  await using table = await withRole({}, clock)
  const { people, rest, ada, readers, story } = table
  const asked = () =>
    rest.requests.filter(({ path }) => path === `/guilds/${guildId}/roles/member-counts`).length
  rest.makeTrouble((_, path) => (path.endsWith('/member-counts') ? { status: 403, code: 50001 } : undefined))
  const poll = await opened(table, { expect: mention(readers) })
  expect(table.textOf(poll)).toContain('0 in @readers have voted')
  expect(asked()).toBe(1)
  rest.makeTrouble(() => undefined)
  clock.advance(59_999)
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 in @readers')
  expect(asked()).toBe(1)
  clock.advance(1)
  expect(await story.told(people.slash(ada, 'results', {}))).toContain('0 of 2 in @readers')
  expect(asked()).toBe(2)
  story.isClean()
})
