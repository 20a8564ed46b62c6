import type { View } from '../../src/chat/view.ts'
import type { Aside } from '../../src/store/aside.ts'
import { isBlockRefused } from './faults.ts'
import { type Message, type ShownPicture, toMessage, toPlainMessage } from './write.ts'

/** Messages as they are sent, with what is too long for their controls put aside. */
export function createPayloads(aside: Aside) {
  return {
    /**
     * Sends a view and, where the workspace refuses its blocks, its plainer forms.
     *
     * @param isRefused Tells a refusal of blocks from other faults.
     */
    async inForms<Result>(
      view: View,
      picture: ShownPicture | undefined,
      send: (message: Message) => Promise<Result>,
      isRefused: (fault: unknown) => boolean = isBlockRefused,
    ): Promise<Result> {
      const { toControl, save } = aside.writer()
      const forms = [
        toMessage(view, toControl, picture),
        toPlainMessage(view, toControl, picture),
        toPlainMessage(view, toControl),
      ]
      await save()
      for (const message of forms.slice(0, -1)) {
        try {
          return await send(message)
        } catch (fault) {
          if (!isRefused(fault)) throw fault
        }
      }
      return send(forms.at(-1) ?? toPlainMessage(view, toControl))
    },
  }
}

export type Payloads = ReturnType<typeof createPayloads>
