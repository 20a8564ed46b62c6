import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { longText } from '../src/chat/option.ts'
import { noOfferView, offerView } from '../src/views/offer-view.ts'

/** Offers a person to place the paper that they linked, in channels that make offers. The view has no parts without an offer. */
export default defineCommand({
  name: 'offer',
  summary: 'Offer to place a linked paper',
  examples: [],
  options: { text: longText('The links', 20_000) },
  answers: 'caller',
  async run({ text }, { caller, ownSettings, polls, makesOffers }) {
    if (!makesOffers || !(await ownSettings.takesOffers(caller.person))) return show(noOfferView)
    const paper = await polls.findOffer(caller, text)
    return show(paper === undefined ? noOfferView : offerView(paper))
  },
})
