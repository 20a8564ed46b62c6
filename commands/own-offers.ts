import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { offersResumedView, offersStoppedView } from '../src/views/offer-view.ts'

/** Stops offering a person to place the papers that they link, wherever they do, or takes that back. */
export default defineCommand({
  name: 'own-offers',
  summary: 'Stop offering to place papers',
  examples: [],
  options: { offers: choice('Offers to you', { off: 'Off', on: 'On' }) },
  answers: 'caller',
  async run({ offers }, { caller: { person }, ownSettings }) {
    if (offers === 'on') {
      await ownSettings.resumeOffers(person)
      return show(offersResumedView)
    }
    await ownSettings.stopOffers(person)
    return show(offersStoppedView)
  },
})
