import { counted } from '../chat/text.ts'
import { UserError } from '../chat/user-error.ts'

const rolesRefused = (happened: string, remedy: string) =>
  new UserError(happened, remedy, { fields: { roles: `${happened} ${remedy}` } })

export const manyRoles = (max: number) =>
  rolesRefused(`A session has at most ${counted(max, 'role')}.`, 'Leave some of them out.')

export const longRole = (max: number) =>
  rolesRefused(`The name of a role has at most ${max} characters.`, 'Write roles like skeptic, notes.')

export const roleGone = () =>
  new UserError("That session doesn't have this role any more.", [
    'Type ',
    { typed: 'reading next' },
    ' to see the next one.',
  ])

/** @param holder Their name. */
export const roleTaken = (role: string, holder: string) =>
  new UserError(`${holder} has already taken this role: ${role}.`, 'Take one that is free.')

/** @param role The role that the person holds. */
export const oneRoleEach = (role: string, args: Readonly<Record<string, string>>) =>
  new UserError(`You already have a role: ${role}.`, 'Give it back first.', {
    buttons: [{ label: 'Give it back', call: { command: 'reading role', args: { ...args, role } } }],
  })
