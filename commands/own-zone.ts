import { defineCommand } from '../src/bot/command.ts'
import { decodeCall } from '../src/chat/call.ts'
import { optional, text } from '../src/chat/option.ts'
import { ownZoneOption } from '../src/time/errors.ts'
import { ownZoneIntro } from '../src/views/own-zone-view.ts'

/** Asks for the caller's time zone in a form. The bot keeps the answer and goes on with the call. */
export default defineCommand({
  name: 'own-zone',
  summary: 'Your time zone',
  examples: [],
  options: { call: optional(text('What to do next', 50_000)) },
  answers: 'form',
  async run({ call = '' }, { caller, ownSettings }) {
    return {
      kind: 'asked',
      title: 'Your time zone',
      intro: [ownZoneIntro],
      submit: decodeCall(call) ?? { command: 'own-zone-kept', args: {} },
      ask: [ownZoneOption],
      values: { [ownZoneOption]: (await ownSettings.zoneOf(caller.person)) ?? '' },
    }
  },
})
