import { truncate } from '../../chat/truncate.ts'
import { UserError } from '../../chat/user-error.ts'

const invalidRule = (
  happened: string,
  remedy = 'Write the rule like every 2 weeks wed 17:00 Europe/Berlin, or 1st,3rd thu 18:00.',
) => new UserError(happened, remedy)

const quote = (words: string): string => `“${truncate(words, 40)}”`

// Time, zone and start

export const invalidStart = (words: string) =>
  invalidRule(`${quote(words)} is no date.`, 'Write the start like wed 17:00 from 2026-12-02.')

export const twoStarts = () => invalidRule('A rule starts on one date, and that names two.')

const timeRemedy = 'Write when a session starts like wed 17:00, or wed 5pm.'

export const noTime = () => invalidRule('I found no time of day in that.', timeRemedy)

export const twoTimes = () => invalidRule('A rule has one time of day, and that names two.', timeRemedy)

export const invalidTime = (words: string) => invalidRule(`${quote(words)} is no time of day.`, timeRemedy)

export const twoZones = () => invalidRule('A schedule has one time zone, and that names two.')

// Days

export const twoRhythms = () => invalidRule('A rule says once how often, and that says it twice.')

export const everyFewMonths = () =>
  invalidRule(
    'A monthly rule is for every month.',
    'Write it like 1st thu 18:00 and skip the dates you leave out.',
  )

export const invalidWeeks = (words: string) =>
  invalidRule(`${quote(words)} is no number of weeks from 1 to 52.`, 'Write it like every 2 weeks wed 17:00.')

export const noWeekday = () => invalidRule('I found no weekday in that.')

export const unclearNth = (words: string) =>
  invalidRule(`I don't know which one of the month ${quote(words)} is.`)

export const noNth = () =>
  invalidRule('That leaves open which one of the month.', 'Write it like monthly 2nd tue 18:00.')

export const severalWeekdays = () =>
  invalidRule('A monthly rule has one weekday.', 'Write it like 1st,3rd thu 18:00.')

export const weeksAndMonths = () => invalidRule('A rule goes by weeks or by months, and that says both.')

/** @param name "2nd" for 2. */
export const monthsOrWeeks = (nth: number, name: string, day: string) =>
  invalidRule(
    'That can mean once a month, or once in some weeks.',
    `Write monthly ${name} ${day} 17:00, or every ${nth} weeks ${day} 17:00.`,
  )

export const unknownZone = (word: string) =>
  invalidRule(
    `I know no time zone ${quote(word)}.`,
    'Name it by its place, like wed 17:00 Europe/Berlin, or UTC.',
  )

export const unknownWord = (word: string) => invalidRule(`I don't know what ${quote(word)} means in a rule.`)
