import { UserError } from '../chat/user-error.ts'
import type { Button } from '../chat/view.ts'
import type { PollId } from './poll.ts'

/** Another change came after the one that is to be undone. */
export const voteChangedSince = (poll: PollId) =>
  new UserError(
    "Your vote has changed since then, so this can't be undone.",
    'Open the full ballot to see or change it.',
    { buttons: [fullBallot(poll)] },
  )

/** A change was undone already, or is too old. */
export const changeFinal = (poll: PollId) =>
  new UserError("This can't be undone any more.", 'Open the full ballot to see or change your vote.', {
    buttons: [fullBallot(poll)],
  })

const fullBallot = (poll: PollId): Button => ({
  label: 'Full ballot…',
  call: { command: 'ballot', args: { poll } },
})
