import { Temporal } from 'temporal-polyfill'
import type { Suggest } from '../../src/bot/command.ts'
import type { Suggestion } from '../../src/chat/command-info.ts'
import { capitalise } from '../../src/chat/text.ts'
import { truncate } from '../../src/chat/truncate.ts'
import { UserError } from '../../src/chat/user-error.ts'
import { entryOf } from '../../src/reading/group.ts'
import { ownZoneOption } from '../../src/time/errors.ts'
import { instantOf } from '../../src/time/local-time.ts'
import type { DateSpan } from '../../src/time/read-dates.ts'
import { placeKey, zonesByPlace } from '../../src/time/words/zone-names.ts'
import { placeOf, writeDate, writeMoment, writeTime } from '../../src/time/write-time.ts'
import { findLikely, type OwnZone, zoneFor } from './own-zone.ts'
import { readEnd, readSpans, type TypedMoment } from './times.ts'

/** Offered before anything is typed. */
const common = ['in 24 hours', 'in 3 days', 'Fri 17:00']

const maxSessions = 10
const maxNearby = 4
const maxZones = 10
const maxTitle = 70

/** Moments, written out in full, for the end of a poll. */
export const suggestClosing: Suggest = async (typed, context) =>
  suggestMoments(typed, await zoneFor(context), context.now)

/** The same for the start of a session, in the zone of its group. */
export const suggestStart: Suggest = async (typed, context, { group }) => {
  const seen = await context.reading.groups.find(context.caller, group)
  return suggestMoments(typed, await zoneFor(context, seen?.group), context.now)
}

/** Closing times that count from the opening of each poll. */
export const suggestSpan: Suggest = async (typed) =>
  [
    { label: '24 hours after the opening', value: '24h' },
    { label: '3 days after the opening', value: '3d' },
    { label: 'A week after the opening', value: '1w' },
    { label: 'Never', value: 'never' },
  ].filter(({ label, value }) => fits(`${label} ${value}`, typed))

/** Time zones by their city: the caller's and the channel's, then those that fit; before anything is typed, likely ones. */
export const suggestZone: Suggest = async (typed, context) => {
  const { caller, settings, ownSettings } = context
  const own = caller.zone ?? (await ownSettings.zoneOf(caller.person))
  const { zone } = await settings.get(caller.place)
  const words = placeKey(typed.trim())
  const known = [own, zone].filter((zone) => zone !== undefined).filter((zone) => fits(zone, typed))
  const places = words === '' ? [] : [...zonesByPlace].filter(([place]) => place.startsWith(words))
  const likely = words === '' ? await findLikely(context) : []
  const zones = new Set([...known, ...likely, ...places.flatMap(([, zones]) => zones)])
  return [...zones].slice(0, maxZones).map((zone) => ({ label: placeOf(zone), value: zone }))
}

/** The next sessions, and the days that the typed words may mean. */
export const suggestDays: Suggest = async (typed, context, { group: name }) => {
  const { caller, reading, now } = context
  const { groups } = reading
  const seen = name === undefined ? [] : await groups.resolveAny(caller, name)
  const found = name === undefined ? await groups.listHere(caller) : seen.map(({ group }) => group)
  const sessions = found
    .flatMap((group) => {
      const recorded = group.sessions.filter(({ start }) => start > now)
      const computed = groups.upcomingSessions(group, maxSessions)
      return [
        ...recorded.map((session) => ({ ...session, title: entryOf(group, session)?.paper.title, group })),
        ...computed.map((session) => ({ ...session, title: undefined, group })),
      ]
    })
    .toSorted((a, b) => a.start - b.start)
    .slice(0, maxSessions)
    .map(({ date, title, group }) => ({
      label: [writeDate(date, now), title ?? (found.length > 1 ? group.name : undefined)]
        .filter((part) => part !== undefined)
        .map((part) => truncate(part, maxTitle))
        .join(': '),
      value: date,
    }))
  if (typed.trim() === '') return sessions
  const zone = await zoneFor(context, found.length === 1 ? found[0] : undefined)
  const read = (words: string) => readSpans({ option: '', words, zone, now })
  const days = findMeanings(typed, read, (spans) => [writeSpans(spans, now)])
  const fitting = sessions.filter(({ label, value }) => fits(label, typed) && value !== days[0]?.value)
  return days.length + fitting.length === 0 ? sessions : [...days, ...fitting]
}

function suggestMoments(typed: string, zone: OwnZone, now: number): readonly Suggestion[] {
  const read = (words: string) => readEnd({ option: '', words, zone, now })
  const write = (moment: TypedMoment | undefined): readonly Suggestion[] => {
    if (moment === undefined) return [{ label: 'Never', value: 'never' }]
    const { at, zone } = moment
    if (zone === undefined) return [{ label: typed, value: typed }]
    const times = [Date.parse(at), ...findNearby(Date.parse(at), zone, now)]
    return times.map((time) => ({ label: writeMoment(time, zone, now), value: writeTime(time, zone) }))
  }
  const found = typed.trim() === '' ? [] : findMeanings(typed, read, write)
  if (found.length > 0) return found
  return common.map((words) => {
    // Of a person who is yet to be asked where their clocks are, the words are read once they have answered.
    const [written] = typeof zone === 'string' ? write(read(words)) : []
    if (written === undefined) return { label: capitalise(words), value: words }
    const { label, value } = written
    return { label: words.startsWith('in ') ? `${capitalise(words)}: ${label}` : label, value }
  })
}

/**
 * The meaning of typed words, or each of their meanings if they have several; empty if they have none.
 *
 * @param write A value as suggestions, the value itself first.
 */
function findMeanings<Value>(
  typed: string,
  read: (words: string) => Value,
  write: (value: Value) => readonly Suggestion[],
): readonly Suggestion[] {
  const found = readOrRefuse(typed, read)
  if ('value' in found)
    return write(found.value).map((one, i) => (i === 0 ? { ...one, isReading: true } : one))
  const { instead } = found.refused.help
  if (instead?.option === ownZoneOption) return [{ label: typed, value: typed }]
  return (instead?.values ?? []).flatMap(({ value }) => {
    const choice = readOrRefuse(value, read)
    return 'value' in choice ? write(choice.value).slice(0, 1) : []
  })
}

function readOrRefuse<Value>(
  words: string,
  read: (words: string) => Value,
): { readonly value: Value } | { readonly refused: UserError } {
  try {
    return { value: read(words) }
  } catch (fault) {
    if (fault instanceof UserError) return { refused: fault }
    throw fault
  }
}

/** The same day at other times, then other days at the same time, all in the future. */
function findNearby(at: number, zone: string, now: number): readonly number[] {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime()
  return [
    ...['12:00', '17:00', '23:59'].map((time) => here.withPlainTime(time)),
    ...[1, 7].map((days) => here.add({ days })),
  ]
    .map((local) => instantOf(local, zone).epochMilliseconds)
    .filter((time) => time > now && time !== at)
    .slice(0, maxNearby)
}

function writeSpans(spans: readonly DateSpan[], now: number): Suggestion {
  const write = (day: (date: string) => string) =>
    spans
      .map(({ from, to }) => {
        if (to === undefined) return `from ${day(from)}`
        return to === from ? day(from) : `${day(from)} to ${day(to)}`
      })
      .join(', ')
  return { label: capitalise(write((date) => writeDate(date, now))), value: write((date) => date) }
}

const fits = (text: string, typed: string): boolean => text.toLowerCase().includes(typed.trim().toLowerCase())
