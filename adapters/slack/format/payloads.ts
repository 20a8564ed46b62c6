import type { View } from '../../../src/chat/view.ts'
import type { Addressee, ControlStore } from '../../shared/control-store.ts'
import { isBlockRefused } from '../client/faults.ts'
import { type Message, type ShownPicture, toMessage, toPlainMessage } from './write.ts'

interface How {
  /** Tells a refusal of blocks from other faults. */
  readonly isRefused?: (fault: unknown) => boolean
  readonly meant?: Addressee | undefined
}

/** Messages as they are sent, with what is too long for their controls put aside. */
export function createPayloads(aside: ControlStore) {
  return {
    /**
     * Sends a view and, where the workspace refuses its blocks, its plainer forms.
     */
    async inForms<Result>(
      view: View,
      picture: ShownPicture | undefined,
      send: (message: Message) => Promise<Result>,
      { isRefused = isBlockRefused, meant }: How = {},
    ): Promise<Result> {
      const { encodeControl: toControl, save } = aside.createWriter(meant)
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
