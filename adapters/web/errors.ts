import type { Call } from '../../src/chat/call.ts'
import { UserError } from '../../src/chat/user-error.ts'

export const notJson = () => new UserError("That isn't JSON.", 'Reload the page.')

/** A request is not of the expected shape. @param names Its invalid fields. @param remedy May be empty. */
export const fieldsInvalid = (names: readonly string[], remedy: string) =>
  new UserError(`I couldn't use the ${names.join(', ')}.`, remedy || 'Reload the page and try again.')

export const speakerUnknown = () =>
  new UserError('I know nobody by that name here.', 'Choose a person in the list.')

export const manyStreams = () =>
  new UserError('Too many pages are open.', 'Close some of them, then reload this one.')

export const channelUnknown = () =>
  new UserError('There is no such channel.', 'Choose a channel in the list.')

export const threadUnknown = () => new UserError('There is no such thread.', 'Go back to the channel.')

/** @param what "people" or "channels". */
export const playgroundFull = (count: number, what: string) =>
  new UserError(`The playground has ${count} ${what} already.`, 'Use one of those in the list.')

export const nameTaken = () => new UserError('Somebody is called that already.', 'Choose another name.')

/** @param words What no name begins with. */
export const personUnknown = (words: string) =>
  new UserError(`I don't know who “${words.slice(0, 60)}” is.`, 'Mention people: @Ada @Ben.')

/** A message to the channel that looks like a command. @param words As they would be typed to the bot. */
export const meantForBot = (words: string, call: Call) =>
  new UserError('That is not posted: it looks like a command.', ['Did you mean ', { typed: words }, '?'], {
    buttons: [{ label: `/grid ${words}`, call }],
  })
