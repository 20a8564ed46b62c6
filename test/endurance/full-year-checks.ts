import { expect } from 'vitest'
import { type FoundEvent, readWithIcalJs } from '../reading/calendar-readers.ts'
import { calls, consentOf, marks, places, together } from './full-year-plan.ts'
import type { ReadingWorld } from './reading-world.ts'
import type { Account } from './year-account.ts'
import type { Calendar, Look } from './year-feeds.ts'
import type { Year } from './year-plan.ts'
import type { Post, YearRun } from './year-run.ts'

const [hourMs, dayMs] = [3_600_000, 86_400_000]

/** What neither feeds nor events may say, whoever reads them. */
const secrets = [marks.why, marks.crux, marks.question, marks.notes]

/** How long a calendar keeps what is over, and what was cancelled. */
const [keptMs, cancelledMs] = [60 * dayMs, 30 * dayMs]

/** What a session used is seen once, feeds stay true, and what is for the group alone stays there. */
export function checkEverything(
  year: Year,
  lived: YearRun,
  account: Account,
  { members, events, broughtInto }: ReadingWorld,
): void {
  checkUsed(year, lived)
  const names = members.map(({ person }) => person.name)
  for (const [i, one] of lived.calendars.entries()) checkCalendar(one, lived.calendars[i - 1], names)
  for (const look of lived.looks) checkLook(look, names)
  const renewed = lived.looks.flatMap(({ formerStatus }) => formerStatus ?? [])
  expect.soft(renewed, 'former addresses').toEqual([404])
  for (const one of lived.posts) checkPost(one, lived.posts, names)
  for (const { week, of } of account.weeks)
    for (const kind of ['digest', 'quote', 'cruxes'] as const) {
      const told = of(kind).map(({ to, thread }) => to ?? thread)
      expect.soft(told, `week ${week.number}, ${kind}`).toEqual([...new Set(told)])
    }
  for (const { week, of, past } of account.weeks) {
    const thread = of('poll')[0]?.thread
    if (broughtInto === undefined || thread === undefined || past === undefined) continue
    const coming = past.session.coming.map((id) => members.findIndex(({ person }) => person.id === id))
    expect
      .soft(broughtInto(thread).toSorted(), `week ${week.number}, in the thread`)
      .toEqual(coming.toSorted())
  }
  if (events === undefined) return
  // A session has one event, whatever becomes of its place and of rights.
  const seen = new Map(lived.looks.flatMap(({ events }) => events.map((one) => [one.id, one])))
  const starts = [...seen.values()].map(({ start }) => start)
  expect.soft(starts.filter((start, i) => starts.indexOf(start) !== i)).toEqual([])
  const kinds = Map.groupBy(seen.values(), ({ kind }) => kind)
  for (const kind of ['external', 'voice', 'stage'] as const)
    expect.soft(kinds.get(kind)?.length ?? 0, `${kind} events`).toBeGreaterThan(kind === 'external' ? 20 : 3)
  const withEvent = year.weeks.filter(({ start }) => starts.includes(start))
  for (const week of withEvent) checkInterest(week, year, lived, members)
}

/** Each thing was done in every week that it could be done in: what is refused shows nothing. */
function checkUsed({ fates, weeks }: Year, { pressed, posts, looks }: YearRun): void {
  const read = weeks.length - fates.size
  const times = {
    ...{ asks: read, 'asks the same': read, 'takes a role': read, 'attaches a recording': read },
    ...{ 'adds notes': read, 'gets a post': 2 * read, 'says what it was worth': 5 * read },
    ...{ 'reads together': together, 'is moved to a channel': places, 'can’t lead': calls, leads: 1 },
  }
  for (const [what, count] of Object.entries(times)) expect.soft(pressed.get(what), what).toBe(count)
  for (const what of ['1 is here', '1 has read it', 'has more time', 'gives it back', 'may be quoted'])
    expect.soft(pressed.get(what) ?? 0, what).toBeGreaterThan(1)
  expect
    .soft(posts.filter(({ text }) => text.includes(marks.why)).length, 'posts with reasons')
    .toBeGreaterThan(5)
  expect.soft(looks.at(-1)?.recaps.split('<entry>').length, 'recaps in the feed').toBe(31)
}

/** Who is interested in the event of a week is coming, unless they have said otherwise since. */
function checkInterest(
  { date, start, number }: Year['weeks'][number],
  { happenings }: Year,
  { history }: YearRun,
  members: ReadingWorld['members'],
): void {
  const past = history.find(({ session }) => session.date === date)
  if (past?.end !== 'read') return
  const near = happenings.filter(({ at }) => start - 40 * hourMs < at && at < start)
  const interested = new Set<number>()
  const declined = new Set<number>()
  for (const { deed } of near) {
    if (deed.kind === 'is interested') interested[deed.isInterested ? 'add' : 'delete'](deed.by)
    if (deed.kind === 'says' && deed.words === 'reading next answer:not-coming') declined.add(deed.by)
  }
  const expected = [...interested]
    .filter((by) => !declined.has(by))
    .flatMap((by) => members[by]?.person.id ?? [])
  expect.soft(past.session.coming, `week ${number}, interested`).toEqual(expect.arrayContaining(expected))
}

/** A calendar beside the one before it. */
function checkCalendar({ at, text }: Calendar, before: Calendar | undefined, names: readonly string[]): void {
  const say = (what: string) => `${new Date(at).toISOString()}, ${what}`
  const found = readWithIcalJs(text).events
  const uids = found.map(({ uid }) => uid)
  expect.soft(uids.length, say('events in the calendar')).toBeGreaterThan(0)
  expect.soft(uids, say('each once')).toEqual([...new Set(uids)])
  for (const was of before === undefined ? [] : readWithIcalJs(before.text).events) {
    const is = found.find(({ uid }) => uid === was.uid)
    if (is === undefined) {
      const endedMs = at - Date.parse(was.start)
      const mayGo = was.status === 'CANCELLED' ? cancelledMs : keptMs
      expect.soft(endedMs, say(`${was.uid} is gone`)).toBeGreaterThanOrEqual(mayGo)
      continue
    }
    expect.soft(is.sequence, say(`${is.uid} goes on`)).toBeGreaterThanOrEqual(was.sequence)
    expect
      .soft(is.sequence > was.sequence, say(`${is.uid} says that it changed`))
      .toBe(shown(is) !== shown(was))
  }
  for (const secret of secrets) expect.soft(text.includes(secret), say(secret)).toBe(false)
  for (const name of names) expect.soft(saysName(text, name), say(name)).toBe(false)
}

/** What others could read of the group at one moment. */
function checkLook(look: Look, names: readonly string[]): void {
  const say = (what: string) => `${new Date(look.at).toISOString()}, ${what}`
  const events = look.events.map(({ text }) => text).join('\n')
  for (const secret of secrets)
    for (const [where, text] of [
      ['recaps', look.recaps],
      ['events', events],
    ] as const)
      expect.soft(text.includes(secret), say(`${secret} in the ${where}`)).toBe(false)
  expect.soft(look.recaps.includes(marks.room), say('where in the recaps')).toBe(false)
  for (const name of names) expect.soft(saysName(look.recaps, name), say(`${name} in the recaps`)).toBe(false)
}

/** All that an event shows but how often and when it changed. */
const shown = ({ sequence: _, stamp: __, lastModified: ___, ...rest }: FoundEvent): string =>
  JSON.stringify(rest)

const saysName = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text)

/** The first post of a week comes before anybody has been asked, the second when all have answered. */
function checkPost({ week, text }: Post, all: readonly Post[], names: readonly string[]): void {
  const isFirst = all.find((one) => one.week === week)?.text === text
  const say = (what: string) => `the ${isFirst ? 'first' : 'second'} post of week ${week.number}, ${what}`
  expect.soft(text, say('is there')).toContain('where we placed it')
  expect.soft(text.includes(marks.room), say('where')).toBe(false)
  for (const [by, name] of names.entries()) {
    const consent = isFirst ? 'no' : consentOf(by, week.number)
    if (consent !== 'named') expect.soft(saysName(text, name), say(name)).toBe(false)
    if (consent === 'no')
      for (const mark of [marks.why, marks.crux])
        expect.soft(text.includes(`${mark}-${by}`), say(`${mark} of ${name}`)).toBe(false)
  }
}
