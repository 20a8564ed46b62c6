import type { Button, Part, View } from '../../chat/view.ts'
import type { Group, Session } from '../../reading/group.ts'
import { roleHelp, rolesOf } from '../../reading/roles.ts'
import { writeLongDate } from '../../time/write-time.ts'
import { groupButton } from './reading-parts.ts'

/** Takes a role, or gives it back. */
const roleButton = (group: Group, { id }: Session, label: string, role: string): Button =>
  groupButton(group, label, 'reading role', { session: id, role })

/** The roles of a session that nobody has taken, each with a button that takes it. */
export function freeRoleParts(group: Group, session: Session): readonly Part[] {
  const buttons = rolesOf(group, session)
    .filter(({ person }) => person === undefined)
    .map(({ name }) => roleButton(group, session, `I'll take: ${name}`, name))
  return buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }]
}

/** "You're the skeptic"; in words that fit any name for all other roles. */
const youAre = (role: string): string =>
  role.toLowerCase() === 'skeptic' ? `You're the ${role}` : `Your role is “${role}”`

/** Shown to the person who has taken a role, or given it back. */
export function roleView(
  group: Group,
  session: Session,
  { role, isTaken }: { readonly role: string; readonly isTaken: boolean },
): View {
  const help = roleHelp(role)
  const does = help === undefined ? '' : `: ${help}`
  const text = isTaken
    ? `${youAre(role)} on ${writeLongDate(session.date)}${does}.`
    : `You gave your role back: ${role}.`
  const button = roleButton(group, session, isTaken ? 'Give it back' : `I'll take: ${role}`, role)
  return {
    summary: text,
    parts: [
      { kind: 'text', text },
      { kind: 'buttons', buttons: [button] },
    ],
  }
}
