import { expect, test } from 'vitest'
import { wordsOf } from '../test-bot.ts'
import { withGroup } from './test-group.ts'

/** A group whose next session, on Wednesday 2 December, is announced. */
async function withAnnouncement() {
  const group = await withGroup({ at: '2026-11-24T12:00:00Z', rule: 'wed 17:00 UTC from 2026-12-02' })
  await group.ada.type('reading facilitators order:table:ada')
  await group.ada.type('reading add Paper A why:because')
  await group.goTo('2026-11-30T17:01:00Z')
  return group
}

test('all that is said of the next session is done, and answered', async () => {
  await using group = await withAnnouncement()
  const answer = wordsOf(await group.ada.type('reading next coming where:"Room 4" length:90m together:20m'))
  expect(answer).toContain('Room 4')
  expect(answer).toContain('now takes 90 minutes.')
  expect(answer).toContain('begins with 20 minutes to read.')
  expect(answer).toContain('you are coming')
  const announcement = group.post('next session')
  await group.table.until(announcement, 'Room 4')
  await group.table.until(announcement, '1 person is coming.')
})

test('all that is said of the facilitators is done', async () => {
  await using group = await withAnnouncement()
  const answer = wordsOf(
    await group.ada.type('reading facilitators add:table:ben,table:cleo remove:table:ada'),
  )
  expect(answer).toContain('1.: ben\n2.: cleo')
  expect(answer).not.toContain('3.')
})

test('a session is moved by itself: what else is said is not dropped', async () => {
  await using group = await withAnnouncement()
  const refused = await group.ada.type('reading schedule move:2 Dec to:"3 Dec 18:00" votes:hidden')
  expect(wordsOf(refused)).toContain('A session is moved by itself')
  expect(group.read(group.post('next session'))).toContain('When: Wed 2 Dec')
  expect(wordsOf(await group.ada.type('reading schedule'))).toContain('Votes for papers: shown')
})
