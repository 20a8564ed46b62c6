import { expect, test } from 'vitest'
import { latest, wordsOf } from '../test-bot.ts'
import { buttonsOf } from '../view-text.ts'
import { withGroup } from './test-group.ts'

const call = "Ada can't lead today's session at 17:00. Who will?"

/** A group whose session on Wednesday 2 December is announced and led by Ada; five people take turns. */
async function withSession() {
  const group = await withGroup({ at: '2026-11-24T12:00:00Z', rule: 'wed 17:00 UTC from 2026-12-02' })
  await group.table.as('Dan').type('reading facilitators add:table:dan')
  await group.ada.type('reading facilitators order:table:ada,table:ben,table:cleo,table:dan,table:eve')
  await group.ada.type('reading facilitators away:1 Jan to 2 Jan')
  await group.table.as('Ben').type('reading facilitators away:1 Dec to 3 Dec')
  await group.ada.type('reading add Paper A why:because')
  await group.goTo('2026-12-02T14:31:00Z')
  return group
}

type Story = Awaited<ReturnType<typeof withSession>>

async function cannotLead(group: Story) {
  const told = group.table.told.find(
    ({ person, view }) => person === 'table:ada' && view.summary.includes("You're leading"),
  )
  if (told === undefined) throw new Error('Ada was not told')
  const answer = await group.ada.press(told.view, "I can't lead")
  group.table.clock.advance(2000)
  await group.table.quiet()
  return answer
}

const calls = (group: Story, name: string) =>
  group.told(name).filter((words) => words.includes("can't lead today's"))

test("a facilitator who can't lead within a day is replaced by the first who answers the call", async () => {
  await using group = await withSession()
  expect(wordsOf(await cannotLead(group))).toContain("Noted. I'm asking the channel who will lead.")
  const line = group.post("can't lead")
  expect(group.read(line)).toContain(call.replace('Ada', 'ada'))
  for (const [name, times] of [
    ['ada', 0],
    ['ben', 0],
    ['cleo', 1],
    ['dan', 1],
    ['eve', 1],
  ] as const)
    expect(calls(group, name)).toHaveLength(times)
  expect(calls(group, 'cleo')[0]).toContain(
    "Reading group: ada can't lead today's session at 17:00. Who will?",
  )
  const asked = group.table.told.find(
    ({ person, view }) => person === 'table:dan' && view.summary.includes("can't lead today's"),
  )
  const before = latest(line)
  await group.table.as('Eve').press(before, "I'll lead")
  await group.table.until(line, "Eve leads today's session.")
  expect(buttonsOf(latest(line))).toEqual([])
  expect(wordsOf(await group.table.as('Dan').press(asked?.view ?? before, "I'll lead"))).toContain(
    'Eve is leading.',
  )
  expect(wordsOf(await group.table.as('Eve').press(before, "I'll lead"))).toContain('Wed 2 Dec: Eve')
  await group.goTo('2026-12-02T17:01:00Z')
  expect(group.read(group.post('has started'))).toContain('Led by: Eve')
})

test('a session that nobody leads by then opens without a facilitator, and can still be led', async () => {
  await using group = await withSession()
  await cannotLead(group)
  await group.goTo('2026-12-02T17:01:00Z')
  const opening = group.post('has started')
  expect(group.read(opening)).toContain('Led by: nobody yet')
  await group.cleo.press(opening, "I'll lead")
  await group.table.until(opening, 'Led by: Cleo')
})

test('the call is posted once, also where the answer to it is lost, and nobody is asked twice', async () => {
  await using group = await withSession()
  group.table.loseAnswer("can't lead")
  await cannotLead(group)
  await group.goTo('2026-12-02T17:01:00Z')
  expect(group.posts("can't lead")).toHaveLength(1)
  for (const name of ['cleo', 'dan', 'eve']) expect(calls(group, name)).toHaveLength(1)
})

test('more than a day before, the next in the order leads, and nobody is called', async () => {
  await using group = await withGroup({ at: '2026-11-24T12:00:00Z', rule: 'wed 17:00 UTC from 2026-12-02' })
  await group.ada.type('reading facilitators order:table:ada,table:ben')
  await group.ada.type('reading add Paper A why:because')
  await group.goTo('2026-12-01T16:59:00Z')
  await group.ada.type('reading facilitators pass:2026-12-02')
  await group.goTo('2026-12-02T17:01:00Z')
  expect(group.posts("can't lead")).toEqual([])
  expect(group.read(group.post('has started'))).toContain('Led by: ben')
})

test('a facilitator who has left just before the session is replaced in the same way', async () => {
  await using group = await withSession()
  await group.goTo('2026-12-02T16:05:00Z')
  group.table.left('table:ada')
  await group.goTo('2026-12-02T16:31:00Z')
  expect(group.read(group.post("can't lead"))).toContain(call.replace('Ada', 'ada'))
  expect(calls(group, 'cleo')).toHaveLength(1)
  expect(wordsOf(await group.cleo.type('reading facilitators'))).not.toContain('ada')
})

test('who could not lead is not named once they are forgotten, and learns that from their data', async () => {
  await using group = await withSession()
  await cannotLead(group)
  expect(wordsOf(await group.ada.type('my-data'))).toContain('"couldNotLead": true')
  expect(wordsOf(await group.cleo.type('my-data'))).toContain('"wasCalled": true')
  await group.ada.type('forget-me sure')
  await group.table.quiet()
  expect(group.read(group.post("can't lead"))).toContain(
    "The facilitator can't lead today's session at 17:00.",
  )
  expect(calls(group, 'cleo')[0]).toContain("Reading group: The facilitator can't lead")
})
