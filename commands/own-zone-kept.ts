import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { zoneKeptView } from '../src/views/own-zone-view.ts'
import { noZoneChosen } from './options/errors.ts'

/** Confirms the caller's time zone, which the bot has kept. */
export default defineCommand({
  name: 'own-zone-kept',
  summary: 'Save your time zone',
  examples: [],
  options: {},
  answers: 'caller',
  async run(_, { caller, ownSettings }) {
    const zone = await ownSettings.zoneOf(caller.person)
    if (zone === undefined) throw noZoneChosen()
    return show(zoneKeptView(zone))
  },
})
