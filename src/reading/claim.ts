import { heldUntil } from '../time/lease.ts'
import type { Group, Session } from './group.ts'

/** How long a group is leased at most, in ms: longer than any platform client keeps trying to send one message. */
export const maxClaimMs = 300_000

/** When the lease of the worker that runs a group's steps ends, in ms since 1970; `undefined` if nobody has one. */
export const claimedUntil = ({ claim }: Group, now: number) => heldUntil(claim?.until, now, maxClaimMs)

/** Whether a worker runs, or is about to run, a step of a session; what it posts must find the session unchanged. */
export const isBeingRun = (group: Group, { steps }: Session, at: number): boolean =>
  claimedUntil(group, at) !== undefined &&
  Object.values(steps).some(({ state, due }) => state.kind === 'waiting' && due <= at)
