import { expect } from 'vitest'
import { type FoundEvent, readWithIcalJs } from '../reading/calendar-readers.ts'
import { consentOf, marks } from './full-year-plan.ts'
import type { ReadingWorld } from './reading-world.ts'
import type { Account } from './year-account.ts'
import type { Look, Post, YearRun } from './year-run.ts'

const dayMs = 86_400_000

/** What neither feeds nor events may say, whoever reads them. */
const secrets = [marks.why, marks.crux, marks.question, marks.notes]

/** How long a calendar keeps what is over, and what was cancelled. */
const [keptMs, cancelledMs] = [60 * dayMs, 30 * dayMs]

/** What a session used is seen once, feeds stay true, and what is for the group alone stays there. */
export function checkEverything(lived: YearRun, account: Account, { members, events }: ReadingWorld): void {
  const names = members.map(({ person }) => person.name)
  for (const [i, look] of lived.looks.entries()) checkLook(look, lived.looks[i - 1], names)
  const renewed = lived.looks.flatMap(({ formerStatus }) => formerStatus ?? [])
  expect.soft(renewed, 'former addresses').toEqual([404])
  for (const one of lived.posts) checkPost(one, lived.posts, names)
  for (const { week, of } of account.weeks)
    for (const kind of ['digest', 'quote', 'cruxes'] as const) {
      const told = of(kind).map(({ to, thread }) => to ?? thread)
      expect.soft(told, `week ${week.number}, ${kind}`).toEqual([...new Set(told)])
    }
  if (events === undefined) return
  // A session has one event, whatever becomes of its place and of rights.
  const seen = new Map(lived.looks.flatMap(({ events }) => events.map((one) => [one.id, one])))
  const starts = [...seen.values()].map(({ start }) => start)
  expect.soft(starts.filter((start, i) => starts.indexOf(start) !== i)).toEqual([])
  const kinds = Map.groupBy(seen.values(), ({ kind }) => kind)
  for (const kind of ['external', 'voice', 'stage'] as const)
    expect.soft(kinds.get(kind)?.length ?? 0, `${kind} events`).toBeGreaterThan(kind === 'external' ? 20 : 3)
}

/** Feeds and events at one moment, beside those at the moment before. */
function checkLook(look: Look, before: Look | undefined, names: readonly string[]): void {
  const say = (what: string) => `${new Date(look.at).toISOString()}, ${what}`
  const found = readWithIcalJs(look.calendar).events
  const uids = found.map(({ uid }) => uid)
  expect.soft(uids.length, say('events in the calendar')).toBeGreaterThan(0)
  expect.soft(uids, say('each once')).toEqual([...new Set(uids)])
  for (const was of before === undefined ? [] : readWithIcalJs(before.calendar).events) {
    const is = found.find(({ uid }) => uid === was.uid)
    if (is === undefined) {
      const endedMs = look.at - Date.parse(was.start)
      const mayGo = was.status === 'CANCELLED' ? cancelledMs : keptMs
      expect.soft(endedMs, say(`${was.uid} is gone`)).toBeGreaterThanOrEqual(mayGo)
      continue
    }
    expect.soft(is.sequence, say(`${is.uid} goes on`)).toBeGreaterThanOrEqual(was.sequence)
    expect
      .soft(is.sequence > was.sequence, say(`${is.uid} says that it changed`))
      .toBe(shown(is) !== shown(was))
  }
  const events = look.events.map(({ text }) => text).join('\n')
  for (const secret of secrets)
    for (const [where, text] of [
      ['calendar', look.calendar],
      ['recaps', look.recaps],
      ['events', events],
    ] as const)
      expect.soft(text.includes(secret), say(`${secret} in the ${where}`)).toBe(false)
  expect.soft(look.recaps.includes(marks.room), say('where in the recaps')).toBe(false)
  for (const name of names)
    for (const [where, text] of [
      ['calendar', look.calendar],
      ['recaps', look.recaps],
    ] as const)
      expect.soft(saysName(text, name), say(`${name} in the ${where}`)).toBe(false)
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
