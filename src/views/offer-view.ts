import type { View } from '../chat/view.ts'
import { labelOf } from '../paper/paper.ts'
import type { LinkedPaper } from '../paper/recognise.ts'
import { noteView } from './note-view.ts'

/** The offer to place a paper, for the person who linked it. */
export const offerView = ({ id, url }: LinkedPaper): View =>
  noteView(`Place “${labelOf(id)}” on the grid?`, [
    { label: 'Place it', style: 'primary', call: { command: 'place', args: { text: url } } },
    { label: 'Not now', call: { command: 'cancel', args: {} } },
    { label: 'Stop offering', call: ownOffers('off') },
  ])

/** Shows nothing: there is no offer. */
export const noOfferView: View = { summary: '', parts: [] }

export const offersStoppedView = noteView('Stopped offering to place the papers that you link.', [
  { label: 'Undo', call: ownOffers('on') },
])

export const offersResumedView = noteView('You may be offered again to place a paper that you link.')

/** The button that takes back **Stop offering**. */
export const resumeOffersButton = { label: 'Offer to place papers again', call: ownOffers('on') }

function ownOffers(offers: 'on' | 'off') {
  return { command: 'own-offers', args: { offers } }
}
