import type { Call } from '../../src/chat/call.ts'
import { counted, listed } from '../../src/chat/text.ts'
import { UserError } from '../../src/chat/user-error.ts'

export const notJson = () => new UserError("The page sent something I can't read.", 'Reload the page.')

/** A request is not of the expected shape. @param names Its invalid fields. @param remedy May be empty. */
export const fieldsInvalid = (names: readonly string[], remedy: string) =>
  new UserError(
    `The page sent something I can't read (${listed(names)}).`,
    remedy || 'Reload the page and try again.',
  )

/** @param over By how many characters. */
export const messageTooLong = (over: number, limit: number) =>
  new UserError(
    `That message is ${counted(over, 'character')} too long (${limit} at most).`,
    'Shorten it, then send it again.',
  )

export const speakerUnknown = () =>
  new UserError('That person no longer exists.', 'Choose someone under Speak as.')

export const manyStreams = () =>
  new UserError('Too many pages are open.', 'Close some of them, then reload this one.')

export const channelUnknown = () => new UserError('That channel no longer exists.', 'Choose one in the list.')

export const threadUnknown = () => new UserError('That thread no longer exists.', 'Go back to the channel.')

/** @param what "people" or "channels". */
export const playgroundFull = (count: number, what: string) =>
  new UserError(`The playground already has ${count} ${what}.`, 'Choose one in the list.')

export const nameTaken = (name: string) =>
  new UserError(`There is already someone called ${name}.`, 'Choose another name.')

/** @param words Words that don't begin with a name. */
export const personUnknown = (words: string) =>
  new UserError(`I don't know who “${words.slice(0, 60)}” is.`, 'Mention people: @Ada @Ben.')

/** A message to the channel that looks like a command. @param words As they would be typed to the bot. */
export const meantForBot = (words: string, call: Call) =>
  new UserError("I didn't post that: it looks like a command.", ['Did you mean ', { typed: words }, '?'], {
    buttons: [{ label: `/grid ${words}`, call }],
  })
