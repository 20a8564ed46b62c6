import { defineCommand } from '../src/bot/command.ts'
import { show } from '../src/chat/answer.ts'
import { choice } from '../src/chat/option.ts'
import { depths } from '../src/poll/ballot-extras.ts'
import { voteNotRecorded } from '../src/poll/saving-errors.ts'
import { receiptView } from '../src/views/poll/receipt-view.ts'
import { pollOption } from './options/poll.ts'
import { requireBallot, roundOption } from './options/round.ts'

/** Adds to the caller's ballot how much of the paper they have read. */
export default defineCommand({
  name: 'answer-depth',
  summary: 'Say how much of the paper you have read',
  examples: [],
  options: { poll: pollOption, round: roundOption, depth: choice('How much of it have you read?', depths) },
  answers: 'caller',
  whenNotStarted: voteNotRecorded,
  run: async ({ poll, round, depth }, { caller, polls }) =>
    show(
      receiptView(
        await polls.cast(caller, poll, (before, voting) => {
          const answers = requireBallot(before, round, voting)
          return voting.asks.includes('depth') ? { ...answers, depth } : answers
        }),
      ),
    ),
})
