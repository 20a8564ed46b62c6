import type { SpaceId } from '../../../src/chat/caller.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import { isBlockRefused } from '../client/faults.ts'
import { type MessageBody, type ShownPicture, toMessage, toPlainMessage } from './write.ts'

interface FallbackOptions {
  /** Whether a fault means that Slack refused the blocks. */
  readonly isFallbackNeeded?: (fault: unknown) => boolean
  readonly addressee?: Addressee | undefined
  /** Whether it is read inside a thread. */
  readonly inThread?: boolean
}

/** Turns views into messages, and stores the calls that are too long for a control. */
export function createPayloads(controlStore: ControlStore) {
  return {
    /** Sends a view; if its blocks are refused, as plain blocks, and then as plain blocks without the picture. */
    async sendWithFallbacks<Result>(
      view: View,
      space: SpaceId | undefined,
      picture: ShownPicture | undefined,
      send: (message: MessageBody) => Promise<Result>,
      { isFallbackNeeded = isBlockRefused, addressee, inThread = false }: FallbackOptions = {},
    ): Promise<Result> {
      const { encodeControl, save } = controlStore.createWriter(space, addressee)
      const variants = [
        toMessage(view, encodeControl, picture, { inThread }),
        toPlainMessage(view, encodeControl, picture, { inThread }),
        toPlainMessage(view, encodeControl, undefined, { inThread }),
      ]
      await save()
      for (const message of variants.slice(0, -1)) {
        try {
          return await send(message)
        } catch (fault) {
          if (!isFallbackNeeded(fault)) throw fault
        }
      }
      return send(variants.at(-1) ?? toPlainMessage(view, encodeControl))
    },
  }
}

export type Payloads = ReturnType<typeof createPayloads>
