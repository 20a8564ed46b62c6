import type { Button, View } from '../../chat/view.ts'
import type { Group, Notice, SessionId } from '../../reading/group.ts'
import type { stepDoing } from '../../reading/steps.ts'
import { groupButton } from './reading-parts.ts'
import { questionButtons } from './session-buttons.ts'

/** A notice to organisers: what was not done and why, what to do, and a button that does it now; or a question. */
export const organiserNoticeView = (
  group: Group,
  { text, remedy, question }: Pick<Notice, 'text' | 'remedy' | 'question'>,
  manualStep?: { readonly step: keyof typeof stepDoing; readonly session: SessionId },
): View => ({
  summary: `${group.name}: ${text}`,
  parts: [
    { kind: 'text', text: [{ strong: `${group.name}: ` }, `${text} ${remedy}`] },
    {
      kind: 'buttons',
      buttons: [
        ...stepButtons(group, manualStep),
        ...questionButtons(group, question),
        ...(question === undefined ? [groupButton(group, 'Next session', 'reading next')] : []),
      ],
    },
  ],
})

const stepButtons = (
  group: Group,
  manualStep: Parameters<typeof organiserNoticeView>[2],
): readonly Button[] =>
  manualStep === undefined
    ? []
    : [groupButton(group, 'Do it now', 'reading next', { do: manualStep.step, session: manualStep.session })]
