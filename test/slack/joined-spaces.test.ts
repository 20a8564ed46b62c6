import { chmod, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { encodeCall } from '../../src/chat/call.ts'
import { openInProcess } from '../contracts/in-process.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import { startSlack } from '../platforms/slack/loopback.ts'
import { rowsOf } from '../store/rows.ts'
import { temporaryDirectory } from '../store/temporary-directory.ts'
import { until } from '../until.ts'
import { clocked, settingsFor } from './open-slack.ts'
import { tableOf } from './table.ts'

/** A database of when each private conversation was a space of its own, and the messages that it knows of. */
const before = join(import.meta.dirname, '../store/records/closed-conversations')
const closedPoll = 'p_65dydza3w8'
const secretPoll = 'p_wyqj9my5r8'
const writtenAt = Date.parse('2026-11-29T11:51:00Z')
const dayMs = 86_400_000

async function upgraded() {
  const directory = await temporaryDirectory()
  const database = join(directory.path, 'x.db')
  for (const kind of ['db', 'keys']) await copyFile(`${before}.${kind}`, join(directory.path, `x.${kind}`))
  // A checkout doesn't keep the mode, without which the file is refused.
  await chmod(join(directory.path, 'x.keys'), 0o600)
  makeAuditYoung(database)
  const slack = await startSlack()
  const { home } = slack
  const [dan, eve] = [home.join('Dan'), home.join('Eve')]
  const members = [home.ada, home.ben, home.cleo, dan, eve]
  const closed = home.openChannel('closed', { kind: 'private', creator: home.ben, members })
  for (const [channel, ts] of messagesIn(database))
    home.add({ ts, channel, by: home.bot.user, text: 'Of before', blocks: [], files: [], edits: 0 })
  const clock = createFakeClock(new Date(writtenAt).toISOString())
  const cruxgrid = await openInProcess(clocked(), database, settingsFor(slack, 'socket'), clock)
  await slack.sockets.waitFor(2)
  const table = tableOf({ slack })
  return {
    ...table,
    slack,
    home,
    people: slack.people,
    clock,
    dan,
    eve,
    closed,
    /** Where what is stored of the channel is. */
    rows: () => rowsOf(database).filter((row) => row.includes(`slack:${home.id}.C`)),
    /** The same of direct messages. */
    directRows: () => rowsOf(database).filter((row) => row.includes(`slack:${home.id}.D`)),
    type: (person: Person, words: string, where: Channel = closed) =>
      table.told(slack.people.slash(person, words, where)),
    async [Symbol.asyncDispose]() {
      await cruxgrid.end('SIGTERM')
      await slack.close()
      await directory[Symbol.asyncDispose]()
      expect(slack.violations).toEqual([])
    },
  }
}

/** Lines of the audit expire a year after they were written. */
function makeAuditYoung(database: string): void {
  const db = new DatabaseSync(database)
  const expires = Date.now() + dayMs
  db.prepare(
    "update record set expires = ?, v = json_set(v, '$.value.at', ?, '$.expires', ?) where ns like 'audit/%'",
  ).run(expires, Date.now(), expires)
  db.close()
}

/** Channel and time of each message that shows something. */
function messagesIn(database: string): readonly (readonly [channel: string, ts: string])[] {
  const db = new DatabaseSync(database, { readOnly: true })
  const found = db.prepare("select v ->> '$.value.message' as m from record where ns like 'board/%'").all()
  db.close()
  return found.map(({ m }) => JSON.parse(String(m))).map(({ place, id }) => [place.channel, id])
}

test('what was stored of a private channel is part of its workspace', async () => {
  await using bot = await upgraded()
  const { home, type, closed } = bot
  expect(await type(home.ada, `results ${closedPoll}`)).toContain('1 vote')
  expect(await type(home.ada, `results ${closedPoll}`, home.general)).toContain('1 vote')
  expect(await type(home.ada, `results ${secretPoll}`)).toContain('1 person has voted')
  expect(await type(home.join('Mia'), `results ${closedPoll}`, home.general)).toContain("I can't find that.")
  expect(await type(home.ben, 'settings')).toMatch(/Guests.*open polls/s)
  expect(await type(home.ben, 'settings managers')).toContain('Cleo')
  expect(await type(home.cleo, 'settings audit')).toContain('manager no → yes')
  expect(await type(home.ada, 'reading list')).toContain('Reading group: reading list')
  const before = bot.posted(closed).length
  expect(await type(home.cleo, 'poll A closed paper')).toContain('A closed paper')
  expect(bot.posted(closed)).toHaveLength(before)
})

test('so are its boards and what falls due', async () => {
  await using bot = await upgraded()
  const { home, people, clock, slack, closed } = bot
  // The poll's is the oldest message; it may have been edited since the start.
  const [board] = bot.posted(closed).toSorted((a, b) => a.ts.localeCompare(b.ts))
  if (board === undefined) throw new Error('Nothing is left of before')
  const says = (words: string) =>
    until(() => {
      clock.advance(500)
      return slack.textOf(board).includes(words)
    })
  const value = encodeCall({ command: 'vote', args: { poll: closedPoll, answer: '8' } })
  await people.answered(
    people.pressRaw(home.cleo, { type: 'button', action_id: 'call.0', block_id: 'b', value }, board),
  )
  await says('2 votes')
  clock.advance(dayMs)
  await says('closed')
})

test('its deny list holds in the channel, also for who had themselves erased', async () => {
  await using bot = await upgraded()
  const { home, type, dan, eve, people, closed } = bot
  for (const person of [dan, eve])
    expect(await type(person, 'poll Another paper')).toContain("You can't open polls here.")
  expect(await type(home.ben, 'settings deny')).toMatch(/Dan, 1 person who left/)
  await people.answered(people.slash(dan, 'poll Another paper', home.general))
  await bot.appears('Another paper')
  expect(await type(home.ben, `settings deny remove:${people.at(eve)}`)).not.toContain('person who left')
  await people.answered(people.slash(eve, 'poll Third paper', closed))
  await bot.appears('Third paper', closed)
})

test('nothing else is left of the space that it was, and direct messages are one still', async () => {
  await using bot = await upgraded()
  const kinds = () => [...new Set(bot.rows().map((row) => row.split('/', 1)[0]))]
  expect(kinds().filter((kind) => kind !== 'denied' && kind !== 'audit')).toEqual([])
  expect(bot.rows().some((row) => row.startsWith(`denied/slack:${bot.home.id}.${bot.closed.id}`))).toBe(true)
  expect(bot.directRows().map((row) => row.split('/', 1)[0])).toContain('poll')
})
