// discord.js sends files through whichever undici came first; in the process that people run it is Node's own.
import 'node:http'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createFakeClock } from '../fake-clock.ts'
import { connectedInProcess } from './open-discord.ts'
import { storyOf } from './storyteller.ts'

/** A loopback Discord on Monday, 23 November 2026, 13:00 in Berlin, where Ada's clocks are. */
async function inBerlin() {
  const clock = createFakeClock('2026-11-23T12:00:00Z')
  const table = await connectedInProcess({}, clock)
  const story = storyOf(table)
  const { people, ada } = table.discord
  await people.answered(people.slash(ada, 'poll', { paper: 'arXiv:2312.06942', closes: 'fri 17:00' }))
  const other = people.press(ada, 'Another…', story.note(ada))
  await people.answered(other)
  await people.answered(people.submit(ada, other, { 'own-zone': 'Berlin' }))
  function suggest(name: string, option: string, typed: string, who = ada) {
    // More than five a second are empty.
    clock.advance(1000)
    return people.suggest(who, name, option, typed)
  }
  return { table, story, suggest, ...table.discord }
}

const first = [
  { name: 'In 24 hours: Tue 24 Nov, 13:00 (Berlin)', value: '2026-11-24 13:00 Europe/Berlin' },
  { name: 'In 3 days: Thu 26 Nov, 13:00 (Berlin)', value: '2026-11-26 13:00 Europe/Berlin' },
  { name: 'Fri 27 Nov, 17:00 (Berlin)', value: '2026-11-27 17:00 Europe/Berlin' },
]

test('a closing time is suggested in full, with its zone, and what was typed comes first', async () => {
  const { table, story, suggest, people, ada } = await inBerlin()
  await using _ = table
  for (const command of ['poll', 'edit']) {
    expect(await suggest(command, 'closes', '')).toEqual(first)
    expect(await suggest(command, 'closes', 'soonish')).toEqual(first)
    const [typed, ...nearby] = await suggest(command, 'closes', 'tomorrow 5pm')
    expect(typed).toEqual({ name: 'Tue 24 Nov, 17:00 (Berlin)', value: '2026-11-24 17:00 Europe/Berlin' })
    expect(nearby.map(({ name }) => name)).toEqual([
      'Tue 24 Nov, 12:00 (Berlin)',
      'Tue 24 Nov, 23:59 (Berlin)',
      'Wed 25 Nov, 17:00 (Berlin)',
      'Tue 1 Dec, 17:00 (Berlin)',
    ])
  }
  expect(await suggest('poll', 'closes', '12/01')).toEqual([
    { name: 'Tue 12 Jan 2027, 23:59 (Berlin)', value: '2027-01-12 23:59 Europe/Berlin' },
    { name: 'Tue 1 Dec, 23:59 (Berlin)', value: '2026-12-01 23:59 Europe/Berlin' },
  ])
  expect(await suggest('poll', 'closes', 'never')).toEqual([{ name: 'Never', value: 'never' }])
  const [{ value } = { value: '' }] = await suggest('poll', 'closes', 'fri 17:00 EST')
  await people.answered(people.slash(ada, 'poll', { paper: 'arXiv:1906.01820', closes: value }))
  expect(story.posted().map(table.discord.textOf).at(-1)).toContain('closes Fri 27 Nov, 17:00 (New York)')
  story.isClean()
})

test('who has not said where their clocks are is offered words, which ask', async () => {
  const { table, suggest, ben } = await inBerlin()
  await using _ = table
  expect(await suggest('poll', 'closes', '', ben)).toEqual([
    { name: 'In 24 hours', value: 'in 24 hours' },
    { name: 'In 3 days', value: 'in 3 days' },
    { name: 'Fri 17:00', value: 'Fri 17:00' },
  ])
  expect(await suggest('poll', 'closes', 'tomorrow 5pm', ben)).toEqual([
    { name: 'tomorrow 5pm', value: 'tomorrow 5pm' },
  ])
})

test('days are suggested from the next sessions; moved ones in the zone of the group', async () => {
  const { table, story, suggest, people, ada } = await inBerlin()
  await using _ = table
  await people.answered(people.slash(ada, 'reading schedule', { rule: 'wed 17:00 Europe/London' }))
  await people.answered(people.press(ada, 'Confirm', story.note(ada)))
  const days: readonly (readonly [string, string])[] = [
    ['reading add', 'on'],
    ['reading skip', 'dates'],
    ['reading pause', 'from'],
    ['reading pause', 'to'],
    ['reading pause', 'dates'],
    ['reading facilitators', 'pass'],
    ['reading facilitators', 'away'],
    ['reading schedule', 'move'],
  ]
  for (const [command, option] of days) {
    const sessions = await suggest(command, option, '')
    expect(sessions, `${command} ${option}`).toHaveLength(10)
    expect(sessions[0]).toEqual({ name: 'Wed 25 Nov', value: '2026-11-25' })
    expect((await suggest(command, option, '23 Dec'))[0]).toEqual({ name: 'Wed 23 Dec', value: '2026-12-23' })
  }
  expect((await suggest('reading skip', 'dates', '21 Dec to 3 Jan'))[0]).toEqual({
    name: 'Mon 21 Dec to Sun 3 Jan 2027',
    value: '2026-12-21 to 2027-01-03',
  })
  expect((await suggest('reading schedule', 'to', 'fri 18:00'))[0]).toEqual({
    name: 'Fri 27 Nov, 18:00 (London)',
    value: '2026-11-27 18:00 Europe/London',
  })
  story.isClean()
})

test('the channel’s default for closing is suggested as a time after the opening, and zones by their city', async () => {
  const { table, suggest } = await inBerlin()
  await using _ = table
  expect(await suggest('settings channel', 'closes', '')).toEqual([
    { name: '24 hours after the opening', value: '24h' },
    { name: '3 days after the opening', value: '3d' },
    { name: 'A week after the opening', value: '1w' },
    { name: 'Never', value: 'never' },
  ])
  expect((await suggest('settings channel', 'zone', ''))[0]).toEqual({
    name: 'Berlin',
    value: 'Europe/Berlin',
  })
  expect(await suggest('settings channel', 'zone', 'kolk')).toEqual([
    { name: 'Kolkata', value: 'Asia/Kolkata' },
  ])
})

test('an option is registered for suggestions only where it has some', async () => {
  const { table, rest } = await inBerlin()
  await using _ = table
  const Registered = z.object({
    name: z.string(),
    autocomplete: z.boolean().optional(),
    get options() {
      return z.array(Registered).optional()
    },
  })
  type Option = z.infer<typeof Registered>
  const suggestedIn = ({ name, options = [] }: Option): readonly string[] =>
    options.flatMap((option) => [
      ...(option.autocomplete === true ? [`${name} ${option.name}`] : []),
      ...suggestedIn(option),
    ])
  const suggested = z.array(Registered).parse(rest.commands).flatMap(suggestedIn)
  expect(suggested).toContain('poll closes')
  expect(suggested).toContain('add on')
  for (const option of ['edit title', 'edit note', 'add why', 'schedule steps', 'skip why'])
    expect(suggested).not.toContain(option)
})
