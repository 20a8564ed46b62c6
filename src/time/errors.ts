import { toPlainText } from '../chat/plain-text.ts'
import { listedAsChoices } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'
import { UserError } from '../chat/user-error.ts'
import type { Text } from '../chat/view.ts'
import { applyChoice } from './words/apply-choice.ts'
import { weekdayOfWord } from './words/names.ts'
import type { Refused, RefusedKind } from './words/refused.ts'
import { placeOf, writeDate, writeLocal, writeMoment } from './write-time.ts'

/** An argument that any call may have: where the caller's clocks are. The bot keeps it and leaves it out of the call. */
export const ownZoneOption = 'own-zone'

/** An option with words that were refused, and the reader that refused them. */
export interface TypedTime {
  /** The name of the option. */
  readonly option: string
  readonly words: string
  /** `start`: that of a session. */
  readonly what: 'time' | 'start' | 'date' | 'schedule' | 'length' | 'zone'
  readonly zone: string
  /** In ms since 1970. */
  readonly now: number
  /** The reader that refused the words. */
  readonly read: (words: string) => object
}

const remedies: Readonly<Record<TypedTime['what'], string>> = {
  time: 'Write it like 24h, tomorrow 5pm, fri 17:00 or 1 Dec 17:00.',
  start: 'Write it like 4 Jan 18:30.',
  date: 'Write it like 23 Dec or 2026-12-23.',
  schedule: 'Write it like every 2 weeks wed 17:00.',
  length: 'Write it like 90m or 1.5h.',
  zone: 'Write the nearest big city, for example Berlin or New York.',
}

const nouns: Readonly<Record<TypedTime['what'], string>> = {
  time: 'time',
  start: 'date and time',
  date: 'date',
  schedule: 'schedule',
  length: 'length',
  zone: 'time zone',
}

type Sentences = readonly [happened: string, remedy: Text]

/**
 * The mistake in a time, in days or in a rule, shown at its option. Each choice is a button that makes the same call
 * with the rest of what was typed.
 */
export function timeRefused({ refused, choices = [] }: Refused, typed: TypedTime): UserError {
  const values = choices.map((choice) => ({
    label: writeChoice(choice, typed.now),
    value: applyChoice(typed.words, choice, typed.zone, typed.read),
  }))
  return refusalOf(sentences[refused](typed, choices), typed.option, values)
}

/** A question with several answers, each a new value of the option. */
export const severalMeanings = (
  option: string,
  values: readonly { readonly label: string; readonly value: string }[],
): UserError =>
  refusalOf(
    [
      `Do you mean ${listedAsChoices(values.map(({ label }) => label))}?`,
      'Choose one, or write it out in full.',
    ],
    option,
    values,
  )

/**
 * Words that mean another time in another zone, of a person whose zone isn't known. The answer goes on with the call.
 *
 * @param likely The zones to offer.
 */
export const ownZoneUnknown = (
  { option, words }: Pick<TypedTime, 'option' | 'words'>,
  likely: readonly string[],
): UserError => {
  const happened = `To read ${quote({ words })} I need your time zone.`
  return new UserError(happened, "Choose it once: I'll go on with what you wrote, and remember it.", {
    fields: { [option]: `${happened} Or write it after the time, for example fri 17:00 Berlin.` },
    instead: {
      option: ownZoneOption,
      values: likely.map((zone) => ({ label: placeOf(zone), value: zone })),
      form: { label: 'Another…', command: 'own-zone' },
    },
  })
}

const refusalOf = (
  [happened, remedy]: Sentences,
  option: string,
  values: readonly { readonly label: string; readonly value: string }[],
): UserError =>
  new UserError(happened, remedy, {
    fields: { [option]: `${happened} ${toPlainText(remedy)}` },
    ...(values.length > 0 && { instead: { option, values } }),
  })

/** The words, or the instant that a platform's time element or picker stands for. */
function quote({ words, zone, now }: Pick<TypedTime, 'words'> & Partial<TypedTime>): string {
  const seconds = /^<(?:!date\^|t:)(\d{1,11})\b/.exec(words)?.[1]
  if (seconds === undefined || zone === undefined || now === undefined) return `“${truncate(words, 60)}”`
  return writeMoment(Number(seconds) * 1000, zone, now)
}

const sentences: Readonly<Record<RefusedKind, (typed: TypedTime, choices: readonly string[]) => Sentences>> =
  {
    ambiguous: (typed, choices) =>
      choices.length === 0
        ? [`${quote(typed)} has more than one meaning.`, remedies[typed.what]]
        : [
            `Do you mean ${listedAsChoices(choices.map((choice) => writeChoice(choice, typed.now)))}?`,
            'Choose one, or write it out in full.',
          ],
    mismatch: (typed, choices) => [mismatchOf(typed, choices), 'Choose one of the two dates.'],
    past: (typed) => [
      `${quote(typed)} is in the past.`,
      `Choose a ${typed.what === 'date' ? 'date' : 'time'} in the future.`,
    ],
    now: (typed) =>
      typed.what === 'start'
        ? ["A session can't start at once.", 'Choose a time in the future.']
        : ['That would close it at once.', 'To close it now, press Close.'],
    recurring: (typed) =>
      typed.what !== 'time'
        ? [`${quote(typed)} repeats.`, remedies[typed.what]]
        : [
            'A poll closes once.',
            ['For a weekly session: ', { typed: `reading schedule ${truncate(typed.words, 60)}` }],
          ],
    'too-far': (typed) => [`${quote(typed)} is more than a year away.`, 'Choose a time within a year.'],
    'no-such-date': (typed) => [`There is no such date as ${quote(typed)}.`, 'Check the day and the month.'],
    'no-such-time': (typed) => [
      `There is no such time as ${quote(typed)}.`,
      'Write the time like 17:00 or 5pm.',
    ],
    'zone-unknown': (typed) =>
      typed.what === 'zone'
        ? [`I don't know the time zone ${quote(typed)}.`, remedies.zone]
        : [
            `I don't know the time zone in ${quote(typed)}.`,
            'Write the nearest big city, for example wed 17:00 Berlin, or UTC.',
          ],
    'two-zones': (typed) => [`${quote(typed)} has two time zones.`, 'Keep one of them.'],
    'two-times': (typed) => [`${quote(typed)} has two times of day.`, 'Keep one of them.'],
    'zone-offset': () => ['An offset has no summer time.', 'Name a place, for example Europe/Berlin.'],
    backwards: (typed) =>
      typed.what === 'date'
        ? ['The last day is before the first day.', 'Write the first day first, for example 20 Dec to 5 Jan.']
        : [`${quote(typed)} ends before it starts.`, 'Write the start first.'],
    unreadable: (typed) => [`I can't read ${quote(typed)} as a ${nouns[typed.what]}.`, remedies[typed.what]],
    'no-weekday': (typed) => [`I found no weekday in ${quote(typed)}.`, remedies.schedule],
    'no-time': (typed) => [
      `I found no time of day in ${quote(typed)}.`,
      'Write the time like wed 17:00 or wed 5pm.',
    ],
    'one-weekday': () => ['A monthly schedule has one weekday.', 'Write it like 1st,3rd thu 18:00.'],
    months: () => [
      "A monthly schedule can't leave out months.",
      'Write it like 1st thu 18:00, then skip single dates.',
    ],
    'day-of-month': () => [
      'A schedule goes by weekdays, not by days of the month.',
      'Write it like 2nd tue 18:00.',
    ],
  }

/** "5 Dec is a Saturday." */
function mismatchOf(typed: TypedTime, choices: readonly string[]): string {
  const weekday = weekdayOfWord(typed.words)
  const isTyped = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay() % 7 === (weekday ?? 0) % 7
  const date = choices.find((choice) => !isTyped(choice)) ?? choices[0]
  if (date === undefined) return `The weekday and the date in ${quote(typed)} don't match.`
  const name = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  )
  return `${writeDate(date, typed.now).replace(/^\S+ /, '')} is a ${name}.`
}

/** A choice as a button shows it. */
function writeChoice(choice: string, now: number): string {
  if (/^\d{4}-\d{2}-\d{2}T/.test(choice)) return writeLocal(choice, now)
  if (/^\d{4}-\d{2}-\d{2}$/.test(choice)) return writeDate(choice, now)
  return /^\d{2}:\d{2}$/.test(choice) ? choice : placeOf(choice)
}
