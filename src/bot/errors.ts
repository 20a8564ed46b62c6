import type { Call } from '../chat/call.ts'
import type { CommandInfo } from '../chat/command-info.ts'
import { capitalise, listed, typedAsChoices } from '../chat/text.ts'
import { truncate } from '../chat/truncate.ts'
import { UserError } from '../chat/user-error.ts'
import type { Button, Span } from '../chat/view.ts'
import type { UsedUp } from '../time/rates.ts'
import { waitingTime } from '../time/waiting-time.ts'
import { understoodLine } from '../views/understood.ts'
import { describeWrongValue, type WrongValue } from '../views/wrong-value.ts'

const seeAll: readonly Span[] = ['Type ', { typed: 'help' }, ' to see them all.']

/** @param words The name that was given; '' if it can't be repeated. @param names Commands with a similar name. */
export const commandNotFound = (words = '', names: readonly string[] = []) =>
  new UserError(
    words === '' ? 'There is no such command.' : `There is no command “${truncate(words, 40)}”.`,
    names.length === 0 ? seeAll : ['Did you mean ', ...typedAsChoices(names), '? ', ...seeAll],
    {
      buttons: names.map((name) => ({
        label: `help ${name}`,
        call: { command: 'help', args: { command: name } },
      })),
    },
  )

/** @param now In ms since 1970. */
export const manyCalls = ({ rate: { max }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You have pressed or typed more than ${max} times in a minute.`,
    `You can go on in ${waitingTime(freeAt - now)}. Everything that was confirmed counts.`,
  )

/** @param more Buttons for what the words name. */
export const wordsNotUnderstood = (more: readonly Button[] = []) =>
  new UserError(
    "I didn't understand that.",
    [
      'To start a poll, paste a link: ',
      { typed: 'poll <link>' },
      '. To ask about a term: ',
      { typed: 'explain AI control' },
      '.',
    ],
    { buttons: [...more, { label: 'Help', call: { command: 'help', args: {} } }] },
  )

/** @param choices Buttons that are labelled with the whole suggested texts. */
export const didYouMean = (words: string, choices: readonly Button[]) => {
  const [only, ...others] = choices
  const [first = ''] = /\S+/.exec(words) ?? []
  // In `reading lst` the first word is right.
  const isRight = choices.some(({ label }) => label.startsWith(`${first.toLowerCase()} `))
  const [wrong = first] = (isRight ? /\S+\s+\S+/.exec(words) : null) ?? []
  const question =
    only !== undefined && others.length === 0
      ? ['Did you mean ', { typed: only.label }, '?']
      : 'Did you mean one of these?'
  return new UserError(`There is no command “${truncate(wrong, 40)}”.`, question, { buttons: choices })
}

/** Words behind a command that has no form. @param call What was understood. */
export const wordsLeftOver = ({ name, hints }: CommandInfo, call: Call, left: string) =>
  new UserError(
    understoodLine(call.args, hints, left, name),
    Object.keys(hints).length === 0 ? 'This command has no options.' : 'Nothing was done yet.',
    { buttons: [{ label: capitalise(name), call }] },
  )

/** @param wrong At least one value that its option can't take. */
export function invalidOptions(wrong: readonly WrongValue[]): UserError {
  const described = wrong.map((one) => [one.option, ...describeWrongValue(one)] as const)
  const before = described.slice(0, -1).map(([, happened, remedy]) => `${happened} ${remedy} `)
  const [, happened = '', remedy = ''] = described.at(-1) ?? []
  const fields = Object.fromEntries(described.map(([option, what, then]) => [option, `${what} ${then}`]))
  return new UserError(before.join('') + happened, remedy, { fields })
}

/** Nothing is posted for people who may not post it themselves. */
export const mayNotWrite = () =>
  new UserError(
    "You can't write in this channel, so I don't post for you here.",
    'Do it in a channel where you can write.',
  )

/** Files can't be given to forms on the platform. */
export const filesNotTaken = () =>
  new UserError("I can't read files here.", 'Do it on another platform where people use me.')

/** @param names Of arguments that the command doesn't have. */
export const unknownOptions = (names: readonly string[]) =>
  names.includes('visibility')
    ? new UserError(
        "Whether votes show names can't be changed once a poll is open.",
        'To change it, delete this poll and open a new one.',
      )
    : new UserError(`I didn't understand ${listed(names.map((name) => `“${truncate(name, 40)}”`))}.`, [
        'Leave it out, or type ',
        { typed: 'help' },
        ' to see what each command takes.',
      ])
