import type { Part, View } from '../../chat/view.ts'
import type { Group, Notice } from '../../reading/group.ts'
import { questionButtons } from './session-buttons.ts'

/** The view with notices that couldn't be sent to organisers privately, before everything else. */
export const withNotices = (group: Pick<Group, 'id'>, view: View, notes: readonly Notice[]): View => ({
  ...view,
  parts: [...notes.flatMap((note) => noticeParts(group, note)), ...view.parts],
})

function noticeParts(group: Pick<Group, 'id'>, { text, remedy, question }: Notice): readonly Part[] {
  const buttons = questionButtons(group, question)
  return [
    { kind: 'text', text: [{ strong: 'Notice: ' }, `${text} ${remedy}`] },
    ...(buttons.length === 0 ? [] : [{ kind: 'buttons', buttons } as const]),
  ]
}
