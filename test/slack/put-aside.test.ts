import { expect, test } from 'vitest'
import { rowsOf } from '../store/rows.ts'
import { until } from '../until.ts'
import { forgets } from './confirms.ts'
import { connectedInProcess } from './open-slack.ts'
import { storyOf } from './storyteller.ts'

test('what buttons put aside of what somebody typed is in my-data, and goes with them', async () => {
  await using table = await connectedInProcess()
  const { slack, database } = table
  const { people, home } = slack
  const { ben, cleo } = home
  const story = storyOf({ slack, workspace: home })
  const calls = () => rowsOf(database).filter((row) => row.startsWith('slack-call '))
  const owners = () => new Set(calls().map((row) => /"meant":\{"person":"([^"]+)"/.exec(row)?.[1]))

  for (const [person, words] of [
    [ben, 'Zq7note'],
    [cleo, 'Other'],
  ] as const) {
    const note = `${words} ${'😀'.repeat(200)}`
    const asked = people.slash(person, `poll A paper anonymous expect:${people.at(person)} note:"${note}"`)
    expect(await story.told(asked)).toContain('You expect 1 person.')
  }
  const idOf = ({ id }: typeof ben) => `slack:${home.id}.${id}`
  expect(owners()).toEqual(new Set([idOf(ben), idOf(cleo)]))
  expect(calls().every((row) => row.includes('"expires":'))).toBe(true)

  await people.answered(people.slash(ben, 'my-data'))
  const [file] = story.filesFor(ben)
  const { putAsideControls } = JSON.parse(file?.bytes?.toString() ?? '')
  expect(putAsideControls).toHaveLength(2)
  expect(putAsideControls[0]).toMatchObject({
    command: 'poll',
    arguments: { note: expect.stringContaining('Zq7note') },
    since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  })

  await forgets(slack, ben)
  await until(() => !calls().some((row) => row.includes(ben.id) || row.includes('Zq7note')))
  expect(owners()).toEqual(new Set([idOf(cleo)]))
})
