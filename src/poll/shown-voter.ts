import { createHash } from 'node:crypto'
import { VoterId } from './ballot.ts'

/** A voter's id without that of the platform's account, which is nobody's business outside the space. */
export function toShownVoter(poll: string, voter: VoterId): VoterId {
  if (!voter.includes(':')) return voter
  return VoterId.parse(
    `v_${createHash('sha256').update(`${poll} ${voter}`).digest('base64url').slice(0, 22)}`,
  )
}
