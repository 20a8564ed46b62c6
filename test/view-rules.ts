import { expect } from 'vitest'
import type { Button, View } from '../src/chat/view.ts'

/** What holds for every view that a test sees. */
export const checkView = ({ parts }: View): void =>
  checkButtons(
    parts
      .flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))
      .filter((button) => 'call' in button),
  )

/** The label of a button is at most 40 characters long, and no button that destroys something stands without Cancel. */
function checkButtons(buttons: readonly Button[]): void {
  // A topic is called as in the taxonomy, and a question is asked as people would.
  for (const { label, call } of buttons)
    if (call.command !== 'explain' && !label.endsWith('?'))
      expect(label.length, label).toBeLessThanOrEqual(40)
  const [destructive] = buttons.filter(
    ({ style, call }) => style === 'danger' || call.args.sure !== undefined,
  )
  if (destructive !== undefined)
    expect(buttons, destructive.label).toContainEqual({
      label: 'Cancel',
      call: { command: 'cancel', args: {} },
    })
}
