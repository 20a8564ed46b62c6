import { describe, expect, test } from 'vitest'
import { AudienceId } from '../../src/chat/audience.ts'
import { withGroup } from './test-group.ts'

const readers = AudienceId.parse('table:@readers')

/** A group that asks all readers to vote, and a session of it that has begun. @param size How many readers there are. */
async function begun(size: number | undefined, visibility = 'names') {
  const group = await withGroup({
    audiences: {
      find: async (id) => ({ id, name: 'readers', ...(size !== undefined && { size }) }),
      peopleIn: async () => undefined,
      requireNotifiable: async () => {},
    },
  })
  const { ada, table, goTo, post } = group
  await ada.submit(await ada.press(await ada.type('settings'), 'Change…'), { visibility })
  await ada.type(`reading schedule expect:${readers}`)
  await ada.type('reading add arXiv:2312.06942 why:because')
  await goTo('2026-11-25T17:01:00Z')
  const as = (name: string) => table.as(name, 'member', { audiences: [readers] })
  return { ...group, poll: post('Open, votes hidden'), ben: as('Ben'), cleo: as('Cleo') }
}

describe('votes of a session that asks an audience to vote', () => {
  test('are shown as soon as all of it have voted', async () => {
    await using group = await begun(2)
    const { ben, cleo, table, poll, goTo, posts, read } = group
    expect(read(poll)).toContain('0 of 2 in @readers have voted')
    await table.as('Dora', 'member', { audiences: [] }).press(poll, 'Cog · Worst')
    await ben.press(poll, 'Cog · Worst')
    await goTo('2026-11-25T17:05:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    await cleo.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T17:06:00Z')
    expect(posts('Votes are visible.')).toHaveLength(1)
  })

  test.each([
    ['its size is unknown', undefined, 'names'],
    ['nobody is in it', 0, 'names'],
    ['nobody is counted', 2, 'anonymous'],
  ] as const)('wait for their time where %s', async (_, size, visibility) => {
    await using group = await begun(size, visibility)
    const { ben, cleo, poll, goTo, posts, read } = group
    await ben.press(poll, 'Cog · Worst')
    await cleo.press(poll, 'Eng · Avg')
    await goTo('2026-11-25T17:06:00Z')
    expect(posts('Votes are visible.')).toHaveLength(0)
    expect(read(poll)).toContain('2 people have voted')
  })
})
