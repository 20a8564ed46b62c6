import { expect, test } from 'vitest'
import { rowsOf } from '../store/rows.ts'
import { withGroup } from './test-group.ts'

const dayMs = 86_400_000

/** A session of the past with notes and a nomination of Ben's, and one nomination that is still on the list. */
async function afterOneSession() {
  const group = await withGroup()
  const { ada, table, goTo, post } = group
  const mark = table.as('Zq7name')
  await goTo('2026-11-26T00:00:00Z')
  await ada.type('reading facilitators order:table:zq7name')
  await mark.type('reading add arXiv:2204.05862 why:"Zq7words why"')
  await table.as('Cleo').type('reading list vote:arXiv:2204.05862')
  await goTo('2026-12-01T18:00:00Z')
  await mark.press(post('next session'), 'Coming')
  await goTo('2026-12-02T17:05:00Z')
  const poll = post('Open, votes hidden')
  await mark.press(poll, 'Cog · Worst')
  await goTo('2026-12-03T17:05:00Z')
  const recap = post('Recap: ')
  await mark.submit(await mark.press(recap, 'Add notes…'), { notes: 'Zq7words notes' })
  await table.until(recap, 'Zq7words notes')
  await mark.type('reading add arXiv:1906.01820 why:"Still to read"')
  await mark.type('reading add arXiv:2209.00626 why:"Zq7words taken off"')
  await mark.type('reading remove arXiv:2209.00626')
  await ada.type('reading facilitators remove:table:zq7name')
  await ada.type('reading pause')
  const rows = () => rowsOf(table.file).filter((row) => /^(?:group|session)\//.test(row))
  return {
    ...group,
    recap,
    rows,
    past: () => rows().filter((row) => row.startsWith('session/') && /zq7(?:name|words)/i.test(row)),
    async pass(days: number): Promise<void> {
      for (let day = 0; day < days; day += 1) {
        table.clock.advance(dayMs)
        await table.quiet()
      }
    },
    async keep(time: string): Promise<void> {
      await ada.submit(await ada.press(await ada.type('settings'), 'Change…'), { keep: time })
    },
  }
}

test('notes and nominations of past sessions go when the channel’s time is over; counts stay', async () => {
  await using group = await afterOneSession()
  const { keep, pass, past, rows, recap, table, read, ada } = group
  await keep('3-months')
  expect(past()).toHaveLength(1)
  await pass(80)
  expect(past()).toHaveLength(1)
  await pass(15)
  expect(past()).toEqual([])
  expect(rows().some((row) => row.includes('Zq7words'))).toBe(false)
  const [session] = rows().filter((row) => row.startsWith('session/') && row.includes('"end":"read"'))
  expect(session).toMatch(/"coming":\["[^,]+"\]/)
  expect(session).toMatch(/"votes":\["[^,]+","[^,]+"\]/)
  // What is still to be read is as open as an open poll.
  expect(rows().some((row) => row.includes('Still to read'))).toBe(true)
  for (let turn = 0; turn < 20; turn += 1) {
    await table.quiet()
    table.clock.advance(2000)
  }
  expect(read(recap)).not.toMatch(/zq7/i)
  expect(group.wordsOf(await ada.type('reading history'))).not.toMatch(/zq7/i)
})

test('they stay where everything is kept', async () => {
  await using group = await afterOneSession()
  await group.pass(100)
  expect(group.past()).toHaveLength(1)
})
