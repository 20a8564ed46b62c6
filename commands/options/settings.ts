import type { Context } from '../../src/bot/context.ts'
import type { FormRequest, TypedValues } from '../../src/chat/answer.ts'
import { mayManage, requirePermission } from '../../src/poll/permissions.ts'
import { minShownFrom } from '../../src/poll/poll.ts'

/**
 * The form of the channel's defaults.
 *
 * @param typed What was typed: values in place of the present ones.
 * @throws UserError unless the caller may change them.
 */
export async function askSettings(
  { caller, settings, hasGuests }: Context,
  typed?: TypedValues,
): Promise<FormRequest> {
  requirePermission(mayManage(caller), 'change settings', 'a manager')
  const found = await settings.get(caller.place)
  const { visibility, blind, closes, closers, thread, guests, language, zone } = found
  return {
    kind: 'asked',
    title: 'Defaults of this channel',
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
      ...typed?.args,
    },
    ...(typed !== undefined && { typed }),
  }
}
