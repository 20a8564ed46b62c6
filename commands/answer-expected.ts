import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { cellLabel, cells } from '../src/grid/axes.ts'
import { Guess, shares } from '../src/poll/ballot-extras.ts'
import { voteNotRecorded } from '../src/poll/saving-errors.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { guessTooLate } from './options/errors.ts'
import { pollOption } from './options/poll.ts'
import { requireBallot, roundOption } from './options/round.ts'

const cellLabels = Object.fromEntries(cells.map((cell) => [String(cell.index), cellLabel(cell)]))

/**
 * Adds to the caller's ballot how many of the others they expect to answer alike, while votes are hidden. A guess about an
 * answer that they have changed since is dropped.
 */
export default defineCommand({
  name: 'answer-expected',
  summary: 'Guess how many others will choose the same cell',
  examples: [],
  options: {
    poll: pollOption,
    round: roundOption,
    /** The cell that the guess is about, or applications. */
    about: choice('About', { ...cellLabels, applications: 'Applications research' }),
    share: choice('How many others will choose the same cell?', shares),
  },
  answers: 'caller',
  whenNotStarted: voteNotRecorded,
  async run({ poll, round, about, share }, { caller, polls }) {
    const expected = Guess.parse({
      cell: about === 'applications' ? about : Number(about),
      share: Number(share),
    })
    const receipt = await polls.cast(caller, poll, (before, voting) => {
      const answers = requireBallot(before, round, voting)
      if (!voting.isBlind) throw guessTooLate()
      return { ...answers, expected }
    })
    return show(receiptView(receipt))
  },
})
