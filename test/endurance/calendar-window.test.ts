import { expect, test } from 'vitest'
import { publicUrl, servePages } from '../pages/open-pages.ts'
import { withGroup } from '../reading/test-group.ts'

test('a session that is skipped stays in the calendar as cancelled until thirty days after its start', async () => {
  await using group = await withGroup({ at: '2026-11-26T12:00:00Z', publicUrl })
  await using pages = servePages(group.table)
  const answer = JSON.stringify(await group.ben.type('reading calendar'))
  const [, path = ''] = /https:\/\/grid\.example(\/feeds\/[0-9a-z]{26}\/calendar\.ics)/.exec(answer) ?? []
  await group.ada.type('reading skip 2 Dec')
  const stateAt = async (moment: string) => {
    group.sleepTo(moment)
    await group.table.quiet()
    const text = await (await pages.get(path)).text()
    return /UID:2026-12-02\.[\s\S]*?STATUS:(\w+)/.exec(text)?.[1]
  }
  expect(await stateAt('2026-12-01T18:00:00Z')).toBe('CANCELLED')
  expect(await stateAt('2027-01-01T16:00:00Z')).toBe('CANCELLED')
  expect(await stateAt('2027-01-01T18:00:00Z')).toBeUndefined()
})
