import { expect, test } from 'vitest'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

test('what buttons put aside of what somebody typed goes with them', async () => {
  await using table = await connectedInProcess()
  const { discord, database } = table
  const { people, ada, ben } = discord
  const story = storyOf(table)
  const calls = () => rowsOf(database).filter((row) => row.startsWith('discord-call '))

  // Asked again, with everything that was typed; answered to a mention; and a form that is refused.
  const note = 'Zq7note typed by Ada '.repeat(10)
  const given = { paper: 'A poll to vote on', visibility: 'anonymous', note, expect: `<@${ada.id}>` }
  expect(await story.told(people.slash(ada, 'poll', given))).toContain('You expect 1 person.')
  people.mention(ada, `reading add A paper why:"${note}"`)
  await until(() => calls().some((row) => row.includes('reading-add')))
  const another = { note: note.replaceAll('Zq7note', 'Other'), expect: `<@${ben.id}>` }
  await people.answered(people.slash(ben, 'poll', { ...given, ...another }))
  await people.answered(people.slash(ada, 'poll', { paper: 'Another poll' }))
  const [poll] = story.posted().filter((message) => discord.textOf(message).includes('Another poll'))
  if (poll === undefined) throw new Error('Nothing was posted')
  const form = people.press(ada, 'Full ballot…', poll)
  await people.answered(form)
  expect(await story.told(people.submit(ada, form, { approach: '0' }))).toContain(
    'Not saved: case focus is missing.',
  )

  const owners = () => calls().map((row) => /"meant":\{"person":"([^"]+)"/.exec(row)?.[1])
  expect(new Set(owners())).toEqual(new Set([`discord:${ada.id}`, `discord:${ben.id}`]))
  expect(calls().every((row) => row.includes('"expires":'))).toBe(true)

  await story.forgets(ada)
  await until(() => !calls().some((row) => row.includes(ada.id) || row.includes('Zq7note')))
  expect(new Set(owners())).toEqual(new Set([`discord:${ben.id}`]))
  expect(rowsOf(database).filter((row) => row.startsWith('discord-form'))).toEqual([])
  story.isClean()
})
