import type { Button } from '../../chat/view.ts'
import type { Group, Session } from '../../reading/group.ts'
import { groupButton } from './reading-parts.ts'

/** Who wants to come, pressed on the announcement. */
export const comingButtons = (group: Group, { id }: Session): readonly Button[] => [
  { ...groupButton(group, 'Coming', 'reading next', { session: id, answer: 'coming' }), style: 'primary' },
  groupButton(group, 'Not this time', 'reading next', { session: id, answer: 'not-coming' }),
]

export const facilitateButtons = (group: Group, { id, facilitator }: Session): readonly Button[] =>
  facilitator === undefined ? [groupButton(group, "I'll lead it", 'reading facilitators', { take: id })] : []
