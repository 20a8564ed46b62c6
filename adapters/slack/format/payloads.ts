import type { SpaceId } from '../../../src/chat/caller.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { ControlStore, EncodeControl } from '../../shared/control-store.ts'
import { isBlockRefused } from '../client/faults.ts'
import type { NewBlockType, RefusedBlocks } from './refused-blocks.ts'
import { hasTables, tableBlockTypes } from './table.ts'
import { type MessageBody, type ShownPicture, toMessage, toPlainMessage } from './write.ts'

interface FallbackOptions {
  /** Whether a fault means that Slack refused the blocks. */
  readonly isFallbackNeeded?: (fault: unknown) => boolean
  readonly addressee?: Addressee | undefined
  /** Whether it is read inside a thread. */
  readonly inThread?: boolean
}

/** One way to write a message. */
interface Variant {
  readonly message: MessageBody
  /** The type of block that the next variant does without. */
  readonly tries?: NewBlockType
}

/** Turns views into messages, and stores the calls that are too long for a control. */
export function createPayloads(controlStore: ControlStore, refusedBlocks: RefusedBlocks) {
  return {
    /**
     * Sends a view; if its blocks are refused, with simpler tables, then as plain blocks, and then as plain blocks without
     * the picture.
     */
    async sendWithFallbacks<Result>(
      view: View,
      space: SpaceId | undefined,
      picture: ShownPicture | undefined,
      send: (message: MessageBody) => Promise<Result>,
      { isFallbackNeeded = isBlockRefused, addressee, inThread = false }: FallbackOptions = {},
    ): Promise<Result> {
      const { encodeControl, save } = controlStore.createWriter(space, addressee)
      const options = {
        inThread,
        isRefused: (type: NewBlockType) => space !== undefined && refusedBlocks.has(space, type),
      }
      const variants = toVariants(view, encodeControl, picture, options)
      const last = toPlainMessage(view, encodeControl, undefined, { inThread })
      await save()
      const refused: NewBlockType[] = []
      for (const { message, tries } of variants) {
        try {
          const result = await send(message)
          // Slack doesn't say which block it refuses. All of these variants have the same picture, so it wasn't that.
          if (space !== undefined) for (const type of refused) refusedBlocks.note(space, type)
          return result
        } catch (fault) {
          if (!isFallbackNeeded(fault)) throw fault
          if (tries !== undefined) refused.push(tries)
        }
      }
      return send(last)
    },
  }
}

export type Payloads = ReturnType<typeof createPayloads>

interface VariantOptions {
  readonly inThread: boolean
  readonly isRefused: (type: NewBlockType) => boolean
}

/** The ways to write a view with its picture, the best first. */
function toVariants(
  view: View,
  encodeControl: EncodeControl,
  picture: ShownPicture | undefined,
  { inThread, isRefused }: VariantOptions,
): readonly Variant[] {
  const write = (tables: (typeof tableBlockTypes)[number] | 'lines') =>
    toMessage(view, encodeControl, picture, { inThread, tables })
  const types = hasTables(view.parts) ? tableBlockTypes.filter((type) => !isRefused(type)) : []
  return [
    ...types.map((type) => ({ message: write(type), tries: type })),
    ...(types.length === 0 ? [{ message: write('lines') }] : []),
    { message: toPlainMessage(view, encodeControl, picture, { inThread }) },
  ]
}
