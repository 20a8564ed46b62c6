import type { View } from '../../chat/view.ts'
import type { Group, SessionId } from '../../reading/group.ts'
import type { stepDoing } from '../../reading/steps.ts'
import { groupButton } from './reading-parts.ts'

/** A notice to organisers: what was not done and why, what to do, and a button that does it now. */
export const organiserNoticeView = (
  group: Group,
  { text, remedy }: { readonly text: string; readonly remedy: string },
  manualStep?: { readonly step: keyof typeof stepDoing; readonly session: SessionId },
): View => ({
  summary: `${group.name}: ${text}`,
  parts: [
    { kind: 'text', text: [{ strong: `${group.name}: ` }, `${text} ${remedy}`] },
    {
      kind: 'buttons',
      buttons: [
        ...(manualStep === undefined
          ? []
          : [
              groupButton(group, 'Do it now', 'reading next', {
                do: manualStep.step,
                session: manualStep.session,
              }),
            ]),
        groupButton(group, 'Next session', 'reading next'),
      ],
    },
  ],
})
