import { z } from 'zod'
import { PersonId } from '../chat/caller.ts'
import { Visibility } from '../poll/poll.ts'
import { Attachment } from './attachment.ts'
import { DueDigest } from './due-digest.ts'
import { LeadCall } from './lead-call.ts'
import { Role } from './role.ts'

/** The fields of a group for what its sessions offer besides a poll. */
export const groupExtras = {
  /** Whether its sessions have more than a poll at a set time; `on` by default. */
  extras: z.enum(['on', 'off']).optional(),
  /** Whether questions are kept with names; absent for what the channel's polls do. */
  questions: Visibility.optional(),
  /** Whether organisers set the order of the list; `votes` by default. */
  order: z.enum(['votes', 'list']).optional(),
  /** The names of the roles that people can take in a session. */
  roles: z.array(z.string()).readonly().optional(),
  /** How long people read together before the poll, in minutes; without it, or if it is 0, they come having read. */
  togetherMin: z.int().min(0).optional(),
  /** An organiser's answer to whether events are made that people outside its channel see. */
  events: z.enum(['yes', 'no']).optional(),
  /** People who want the digest of each session that they miss. */
  missed: z.array(PersonId).optional(),
  /** Digests that are still to be sent. */
  toDigest: z.array(DueDigest).readonly().optional(),
  /** Who the last facilitator's sheet named. */
  named: z.array(PersonId).readonly().optional(),
}

/** The fields of a session for it. */
export const sessionExtras = {
  /** The call for a substitute, once its facilitator can't. */
  leadCall: LeadCall.optional(),
  attachments: z.array(Attachment).optional(),
  /** Roles that people have taken. */
  roles: z.array(Role).readonly().optional(),
}
