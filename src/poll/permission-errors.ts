import type { Person } from '../chat/caller.ts'
import { UserError } from '../chat/user-error.ts'

/** Who may do what its opener may: "Ada or a manager of this channel". */
export const openerOrManager = ({ opener }: { readonly opener: Pick<Person, 'name'> }): string =>
  `${opener.name} or a manager of this channel`

/** The caller may not do this. `who` and `what` complete "Only … can …." */
export const notPermitted = (what: string, who: string) =>
  new UserError(`Only ${who} can ${what}.`, 'Ask one of them.')

/** The caller is on the deny list of the channel or the space. `what` completes "You can't … here." */
export const onDenyList = (what: string) =>
  new UserError(
    `You can't ${what} here.`,
    'You are on the list of people who may look but not take part. Ask a manager of this channel.',
  )

/** The platform lets them look only, such as after a time-out. @param what Completes "You can't … here." */
export const silenced = (what: string) =>
  new UserError(
    `You can't ${what} here.`,
    'At the moment you can only read here. Try again once you can write.',
  )

/** The deny list and the managers are people who are here. */
export const notSeenHere = (name: string) =>
  new UserError(`I can't see ${name} in this channel.`, 'Do this in a channel that they are in.')

/** Managers can't be named on the platform. */
export const managersNotNamed = () =>
  new UserError(
    "Managers can't be named here.",
    'Everyone who can manage messages in this channel is one of its managers.',
  )

export const guestsManageNothing = (name: string) =>
  new UserError(
    `${name} can't be a manager of this channel.`,
    'Guests can never be managers. Choose full members.',
  )

export const tooManyManagers = (max: number) =>
  new UserError(`A channel has at most ${max} named managers.`, [
    'Take some off first: ',
    { typed: 'settings managers remove:@Ben' },
  ])

/** People denied by their equals could not undo it. */
export const rankTooHigh = (name: string) =>
  new UserError(
    `You can't put ${name} on the deny list.`,
    'Only people with fewer rights than you can be put on it.',
  )

/** A manager of one channel can't undo what holds in all of them. */
export const deniedByAdmin = (name: string) =>
  new UserError(
    `You can't take ${name} off the deny list.`,
    'An admin put them on it for every channel. Ask an admin to do it.',
  )
