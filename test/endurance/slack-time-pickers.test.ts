import { expect, test } from 'vitest'
import { writeMoment } from '../../src/time/write-time.ts'
import { connectedInProcess } from '../slack/open-slack.ts'
import { inputOf, storyOf } from '../slack/storyteller.ts'

/** A day and some hours from now, in whole minutes since 1970 as seconds: what Slack's picker says. */
const inHours = (hours: number): number => Math.floor(Date.now() / 60_000) * 60 + hours * 3600

async function withEdit(typed = 'edit') {
  const table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const story = storyOf({ slack, workspace: home })
  const board = await story.opens(home.ada, 'poll A paper to pick for closes:24h')
  const form = await story.form(people.slash(home.ada, typed))
  return { table, slack, people, ada: home.ada, story, board, form }
}

test('a closing time is typed, or picked; what is picked comes first', async () => {
  const { table, slack, people, ada, story, board, form } = await withEdit()
  await using _ = table
  expect(inputOf(form, 'closes')).toMatchObject({ type: 'plain_text_input' })
  expect(inputOf(form, 'closes.picked')).not.toHaveProperty('initial_date_time')
  const at = inHours(50)
  const picked = writeMoment(at * 1000, 'Europe/London', Date.now())
  await people.answered(people.submit(ada, form, { closes: 'tomorrow 5pm', 'closes.picked': String(at) }))
  await story.hears(ada, `It closes ${picked}`)
  await story.says(board, `closes ${picked}`)
  // Without a pick, the words count.
  const again = await story.form(people.slash(ada, 'edit'))
  await people.answered(people.submit(ada, again, { closes: '2h' }))
  await story.says(
    board,
    `closes ${writeMoment(inHours(2) * 1000, 'Europe/London', Date.now()).slice(0, 10)}`,
  )
  expect(slack.violations).toEqual([])
})

test('a picked time that is past is refused at its field, and written out', async () => {
  const { table, slack, people, ada, form } = await withEdit()
  await using _ = table
  const at = inHours(-2)
  const asked = people.submit(ada, form, { 'closes.picked': String(at) })
  await people.answered(asked)
  expect(asked.errors?.closes).toContain(
    `${writeMoment(at * 1000, 'Europe/London', Date.now())} is in the past.`,
  )
  expect(slack.violations).toEqual([])
})

test('a day is picked, unless words were typed that the picker could not show', async () => {
  await using table = await connectedInProcess('socket')
  const { slack } = table
  const { people, home } = slack
  const { ada } = home
  const story = storyOf({ slack, workspace: home })
  const form = await story.form(people.slash(ada, 'reading add'))
  expect(inputOf(form, 'on')).toMatchObject({ type: 'datepicker' })
  const refused = people.submit(ada, form, {
    paper: 'A paper for later',
    why: 'It is short',
    on: new Date(inHours(24 * 9) * 1000).toISOString().slice(0, 10),
  })
  await people.answered(refused)
  expect(Object.values(refused.errors ?? {}).join()).toContain('There is no session on')
  expect(slack.violations).toEqual([])
})

test('a time with two meanings is asked about in the form, with the rest as it was filled in', async () => {
  const { table, slack, people, ada, story, board, form } = await withEdit()
  await using _ = table
  await people.answered(people.submit(ada, form, { closes: 'fri 5', note: 'Section 3' }))
  await story.says(form, 'Do you mean 05:00 or 17:00?')
  expect(inputOf(form, 'closes')).toMatchObject({ initial_value: 'fri 5' })
  expect(inputOf(form, 'closes.meant')).toMatchObject({ type: 'radio_buttons' })
  // Sent as it is, it asks again.
  await people.answered(people.submit(ada, form, {}))
  await story.says(form, 'Do you mean 05:00 or 17:00?')
  await people.answered(people.submit(ada, form, { 'closes.meant': '17:00' }))
  await slack.until(() => /closes Fri .*, 17:00 \(London\)/.test(slack.textOf(board)))
  await story.says(board, 'Section 3')
  expect(form.isOpen).toBe(false)
  expect(slack.violations).toEqual([])
})
