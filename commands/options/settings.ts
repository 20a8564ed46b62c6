import type { z } from 'zod'
import type { Context } from '../../src/bot/context.ts'
import type { FormRequest, TypedValues } from '../../src/chat/answer.ts'
import { choice, hintsOf, ifEmpty, onlyWith, optional, text, typed } from '../../src/chat/option.ts'
import { mayManage, requirePermission } from '../../src/poll/permissions.ts'
import { maxShownFrom, minShownFrom } from '../../src/poll/poll.ts'
import {
  closers,
  elsewhereChoices,
  guestRights,
  keepTimes,
  linkRights,
  offerChoices,
  sealTimes,
  threadTimes,
} from '../../src/poll/settings.ts'
import { askOption, askWords } from './ask.ts'
import { labelChoices, labelOptions, toLabelValues } from './labels.ts'

const named = { onlyWithName: true } as const

/** The settings that count for the channel's polls from then on, besides those that a poll can have itself. */
export const channelOptions = {
  closers: typed(choice('Who can close, reveal and re-vote', closers), named),
  thread: typed(choice('Start a discussion thread', threadTimes), named),
  guests: typed(choice('Guests can', guestRights), named),
  links: onlyWith(typed(choice('Links to pages with counts only', linkRights), named), 'pages'),
  offers: onlyWith(typed(choice('Offer to place linked papers', offerChoices), named), 'offers'),
  elsewhere: typed(choice('Results name the Shallow Review’s placement', elsewhereChoices), named),
  'shown-from': text('Anonymous results: shown from this many votes on, 5 to 50', 2),
  seal: typed(choice('Anonymous polls are sealed', sealTimes), named),
  ask: askOption,
  keep: typed(choice('Names and words of polls are stored', keepTimes), named),
}

/** An option of a setting; its empty choice keeps the present value. */
export const unchanged = <Value extends z.ZodType>(option: Value) => ifEmpty(optional(option), 'No change')

/** Whether a text is a whole number from 5 to 50. */
export const isShownFrom = (text: string): boolean =>
  /^\d+$/.test(text) && Number(text) >= minShownFrom && Number(text) <= maxShownFrom

/**
 * The form of the channel's defaults.
 *
 * @param typed What was typed: values in place of the present ones.
 * @throws UserError unless the caller may change them.
 */
export async function askSettings(
  { caller, settings, hasGuests, makesOffers, polls, labelsOf }: Context,
  typed?: TypedValues,
): Promise<FormRequest> {
  requirePermission(mayManage(caller), 'change its defaults', 'a manager of this channel')
  const found = await settings.get(caller.place)
  const { visibility, blind, closes, thread, guests, language, zone } = found
  const labels = await labelsOf(caller.place)
  return {
    kind: 'asked',
    submit: { command: 'settings-save', args: {} },
    ask: [
      ...['visibility', 'blind', 'closes', 'closers', 'thread'],
      ...(hasGuests ? ['guests'] : []),
      ...(makesOffers ? ['offers'] : []),
      ...(polls.hasPages ? ['links'] : []),
      ...['zone', 'language', 'shown-from', 'seal', 'keep'],
      // Rarely changed: only who types it is asked, so that the form doesn't need another step.
      ...['elsewhere', 'ask'].filter((name) => typed?.args[name] !== undefined),
      ...(labels.length > 0 ? Object.keys(labelOptions) : []),
    ],
    ...(labels.length > 0 && { hints: hintsOf(labelChoices(labels)) }),
    values: {
      visibility,
      blind: blind ? 'yes' : '',
      closes: closes ?? 'never',
      closers: found.closers,
      thread,
      guests: guests ?? 'vote',
      offers: found.offers ?? 'off',
      links: found.links ?? '',
      'shown-from': String(found.shownFrom ?? minShownFrom),
      seal: found.seal ?? 'later',
      keep: found.keep ?? 'all',
      elsewhere: found.elsewhere ?? 'on',
      ask: askWords(found.ask),
      language,
      zone: zone ?? '',
      ...(labels.length > 0 && toLabelValues(found)),
      ...typed?.args,
    },
    ...(typed !== undefined && { typed }),
  }
}
