import { listed } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'
import type { UsedUp } from '../time/rates.ts'
import { waitingTime } from '../time/waiting-time.ts'

export const commandNotFound = () =>
  new UserError('I know no such command.', 'See help for everything I can do.')

/** For a command that people look up: it must be one that can be typed. */
export const commandNotListed = () =>
  new UserError('I know no such command.', 'help alone lists everything I can do.')

/** @param now In ms since 1970. */
export const manyCalls = ({ rate: { max }, freeAt }: UsedUp, now: number) =>
  new UserError(
    `You pressed and typed more than ${max} times in a minute.`,
    `Go on in ${waitingTime(freeAt - now)}; what was confirmed before counts.`,
  )

export const wordsNotUnderstood = () =>
  new UserError(
    "I didn't catch that.",
    "Give me poll and a paper's link, or ask me something: what is AI control?",
    { buttons: [{ label: 'Help', call: { command: 'help', args: {} } }] },
  )

/** @param usage What the command takes, as a sentence. */
export const wordsWithoutOption = (words: string, usage: string) =>
  new UserError(`I don't know what to do with “${words.slice(0, 80)}”.`, usage)

/** @param labels Of the options that don't fit. @param fields Option name → what is expected, as a sentence. */
export const invalidOptions = (labels: readonly string[], fields: Readonly<Record<string, string>>) =>
  new UserError(
    `I couldn't use what was given for ${labels.join(' and ')}.`,
    Object.values(fields).join(' '),
    { fields },
  )

/** Nothing is posted for people who may not post it themselves. */
export const mayNotWrite = () =>
  new UserError(
    'You may not write in this channel, so I post nothing here for you.',
    'Do it in a channel where you may write.',
  )

/** @param names Of arguments that the command doesn't have. */
export const unknownOptions = (names: readonly string[]) =>
  names.includes('visibility')
    ? new UserError(
        'Whether votes show names is fixed when the poll opens.',
        'To change it, close this poll and open a new one on the paper.',
      )
    : new UserError(
        `I don't know what to do with ${listed(names.map((name) => `“${name.slice(0, 40)}”`))}.`,
        'Leave it out, or see help for what each command takes.',
      )
