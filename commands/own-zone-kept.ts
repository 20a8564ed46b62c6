import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { placeOf } from '../src/time/write-time.ts'
import { noteView } from '../src/views/note-view.ts'
import { noZoneChosen } from './options/errors.ts'

/** Confirms the caller's time zone, which the bot has kept. */
export default defineCommand({
  name: 'own-zone-kept',
  summary: 'Record your time zone',
  examples: [],
  options: {},
  answers: 'caller',
  async run(_, { caller, ownSettings }) {
    const zone = await ownSettings.zoneOf(caller.person)
    if (zone === undefined) throw noZoneChosen()
    return show(noteView(`Times that you type are read in the time zone of ${placeOf(zone)} from now on.`))
  },
})
