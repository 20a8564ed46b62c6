import { expect, test } from 'vitest'
import { createGroupStore } from '../../src/reading/group-store.ts'
import { withGroup } from './test-group.ts'

/** A session that has begun, with two ballots in its poll. */
async function begun() {
  const group = await withGroup()
  await group.ben.type('reading add AI Control why:because')
  await group.goTo('2026-11-25T17:05:00Z')
  const poll = group.post('Open, votes hidden')
  await group.ada.press(poll, 'Cog · Worst')
  await group.ben.press(poll, 'Eng · Avg')
  return group
}
const down = new Error('The chat is down')

test('a reveal that the chat did not take is tried again soon, not only when something else falls due', async () => {
  await using group = await begun()
  await group.goTo('2026-11-25T17:29:00Z')
  group.table.refusePosts(down)
  await group.goTo('2026-11-25T17:33:00Z')
  group.table.refusePosts(undefined)
  await group.goTo('2026-11-25T17:50:00Z')
  expect(group.posts('Votes are visible.')).toHaveLength(1)
})

test('a re-vote that the chat did not take is tried again soon', async () => {
  await using group = await begun()
  await group.goTo('2026-11-25T17:59:00Z')
  group.table.refusePosts(down)
  await group.goTo('2026-11-25T18:03:00Z')
  group.table.refusePosts(undefined)
  await group.goTo('2026-11-25T20:50:00Z')
  expect(group.posts('Round 2 is open')).toHaveLength(1)
})

test('an announcement says at once that its session is skipped', async () => {
  await using group = await withGroup()
  await group.ben.type('reading add AI Control why:because')
  await group.goTo('2026-11-24T12:05:00Z')
  const announcement = group.post('next session')
  await group.ada.type('reading skip 2026-11-25 why:holidays')
  await group.goTo('2026-11-24T13:05:00Z')
  expect(group.read(announcement)).toContain('Holidays.')
})

test('a recap that was posted is recorded as done', async () => {
  await using group = await begun()
  await group.goTo('2026-11-26T17:05:00Z')
  const { table, ada } = group
  const store = createGroupStore(table.store, table.clock.now)
  const [found] = await store.list(ada.caller.place.space)
  if (found === undefined) throw new Error('No group')
  const [past] = await store.history(found.id)
  expect(past?.session.steps.recap?.state.kind).toBe('done')
})
