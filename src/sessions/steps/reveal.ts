import { promptBoard } from '../../board/poll-board.ts'
import { promptView } from '../../views/reading/thread-view.ts'
import { waitsFor } from '../../views/reading/waits-for.ts'
import { done, notNeeded, revealVotes, type StepOutcome, waiting } from './outcome.ts'
import { sendRevealedSheet } from './sheet.ts'
import {
  callerFor,
  minBallots,
  postBoard,
  readPoll,
  record,
  type StepDeps,
  type StepWork,
  talkPlaceOf,
} from './step.ts'

/** Reveals the votes, and posts the headline with the question to settle. */
export async function reveal(deps: StepDeps, work: StepWork): Promise<StepOutcome> {
  const { group, session, lateMs } = work
  const poll = await readPoll(deps, group, session)
  if (poll === undefined) return notNeeded
  const revealedAt = deps.now()
  if (poll.state === 'closed') return done({ revealedAt })
  if (poll.current.hidden) {
    if (poll.current.votes < minBallots) return waiting(waitsFor.voters)
    // An anonymous round is closed by its reveal, which the re-vote must not take for a person's close.
    if (poll.visibility === 'anonymous') await record(work, { isRevoting: true })
    await deps.polls.reveal(callerFor(group, session), poll.id)
  }
  const revealed = (await readPoll(deps, group, session)) ?? poll
  const { number } = revealed.current
  const place = talkPlaceOf(group, session)
  const revision = (await deps.polls.replyRevisionOf(place.space, poll.id)) ?? 0
  const prompt = { name: promptBoard(poll.id, number), view: promptView(revealed, lateMs), revision }
  await postBoard(deps, prompt, { place, key: `reading/${session.id}/prompt` })
  await deps.postCruxes({ poll: revealed, round: number, to: place, revision })
  await sendRevealedSheet(deps, work, revealVotes(group, session, revealedAt))
  return done({ revealedAt })
}
