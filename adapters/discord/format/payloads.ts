import { setTimeout } from 'node:timers/promises'
import type { SpaceId } from '../../../src/chat/caller.ts'
import type { View } from '../../../src/chat/view.ts'
import { maxPending } from '../../../src/limits.ts'
import type { Logger } from '../../../src/log.ts'
import type { PngRenderer } from '../../../src/picture/png.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { ControlStore } from '../../shared/control-store.ts'
import { type Payload, toPayload } from './files.ts'
import { toMessage, withoutPictures } from './write.ts'

/** Ends well within the 15 minutes in which a reply to an interaction can be edited. */
const pictureRetryDelaysMs = [2000, 10_000, 60_000]

interface Deps {
  readonly controlStore: ControlStore
  readonly pictures: PngRenderer
  readonly log: Logger
}

/** Renders views as messages: stores the calls that are too long for a control, and draws the pictures. */
export function createPayloads({ controlStore, pictures, log }: Deps) {
  /** Messages that wait for their picture. */
  let following = 0

  /** @returns `isComplete` false if a picture couldn't be drawn: it is left out, and the text includes the tally. */
  async function createPayload(
    view: View,
    space: SpaceId,
    addressee?: Addressee,
  ): Promise<{ readonly payload: Payload; readonly isComplete: boolean }> {
    const { encodeControl, save } = controlStore.createWriter(space, addressee)
    const body = toMessage(view, encodeControl)
    await save()
    try {
      return { payload: await toPayload(body, pictures), isComplete: true }
    } catch (fault) {
      log.error({ fault }, 'could not draw a picture')
      return { payload: await toPayload(withoutPictures(body), pictures), isComplete: false }
    }
  }

  return {
    createPayload,

    /** Adds the missing picture to a message that was sent without it, as soon as it can be drawn. At most 10,000 wait for theirs. */
    addPictureLater(
      view: View,
      space: SpaceId,
      edit: (payload: Payload) => Promise<unknown>,
      addressee?: Addressee,
    ): void {
      if (following >= maxPending.updates) return
      following += 1
      const run = (async () => {
        for (const pauseMs of pictureRetryDelaysMs) {
          await setTimeout(pauseMs, undefined, { ref: false })
          const { payload, isComplete } = await createPayload(view, space, addressee)
          if (isComplete) return void (await edit(payload))
        }
      })()
      run
        .catch((fault: unknown) => log.error({ fault }, 'could not attach a picture to its message'))
        .finally(() => {
          following -= 1
        })
    },
  }
}

export type Payloads = ReturnType<typeof createPayloads>
