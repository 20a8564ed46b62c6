import type { Context } from '../../src/bot/context.ts'
import type { FormRequest } from '../../src/chat/answer.ts'
import { mayManage, requirePermission } from '../../src/poll/permissions.ts'
import { minShownFrom } from '../../src/poll/poll.ts'

/**
 * The form of the channel's defaults.
 *
 * @param changes Values in place of the present ones.
 * @param line What was understood of typed words; '' if nothing was typed.
 * @throws UserError unless the caller may change them.
 */
export async function askSettings(
  { caller, settings, hasGuests }: Context,
  changes: Readonly<Record<string, string>> = {},
  line = '',
): Promise<FormRequest> {
  requirePermission(mayManage(caller), 'change settings', 'a manager')
  const found = await settings.get(caller.place)
  const { visibility, blind, closes, closers, thread, guests, language, zone } = found
  return {
    kind: 'asked',
    ...(line !== '' && { intro: [line], isToCheck: true }),
    submit: { command: 'settings-save', args: {} },
    ask: [
      ...['visibility', 'blind', 'closes', 'closers', 'thread'],
      ...(hasGuests ? ['guests'] : []),
      ...['zone', 'language', 'shown-from', 'seal', 'keep'],
    ],
    values: {
      visibility,
      blind: blind ? 'yes' : '',
      closes: closes ?? 'never',
      closers,
      thread,
      guests: guests ?? 'vote',
      'shown-from': String(found.shownFrom ?? minShownFrom),
      seal: found.seal ?? 'later',
      keep: found.keep ?? 'all',
      language,
      zone,
      ...changes,
    },
  }
}
