import { UserError } from '../chat/user-error.ts'

export const votesStillHidden = () =>
  new UserError('Votes are still hidden.', 'You can answer once they are revealed.')

/** @param round The round that is asked about. */
export const notAVoter = (round: number) =>
  new UserError(`You have no vote in round ${round}.`, 'Only people who voted in it can answer.')

export const repliesClosed = () =>
  new UserError('Answers are closed.', 'A round takes them until 14 days after its close.')

export const noSuchCrux = () =>
  new UserError("That line isn't there any more.", 'Press **Would these move you too?** to see the others.')
