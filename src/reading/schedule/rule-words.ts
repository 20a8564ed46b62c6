import { type Nth, type Weekday, weekdays } from './rule.ts'

export const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}

export const nthNames: Readonly<Record<Nth, string>> = {
  1: '1st',
  2: '2nd',
  3: '3rd',
  4: '4th',
  5: '5th',
  [-1]: 'last',
}

/** Every way to write a weekday, in lower case. */
export const daysByWord: ReadonlyMap<string, Weekday> = new Map([
  ...weekdays.flatMap((day): [string, Weekday][] => {
    const name = dayNames[day].toLowerCase()
    return [day, name, `${name}s`].map((word) => [word, day])
  }),
  ['tues', 'tue'],
  ['weds', 'wed'],
  ['thur', 'thu'],
  ['thurs', 'thu'],
])

/** Every way to write which one of the month, in lower case. */
export const nthsByWord: ReadonlyMap<string, Nth> = new Map([
  ['1st', 1],
  ['first', 1],
  ['2nd', 2],
  ['second', 2],
  ['3rd', 3],
  ['third', 3],
  ['4th', 4],
  ['fourth', 4],
  ['5th', 5],
  ['fifth', 5],
  ['last', -1],
])

/** The words with single spaces, and without commas that are doubled or at the ends. */
export const normaliseSpaces = (words: string): string =>
  words
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?:, )+(?=,)/g, '')
    .replaceAll(/^[ ,]+|[ ,]+$/g, '')
