import { setTimeout } from 'node:timers/promises'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { PngRenderer } from '../../../src/picture/png.ts'
import type { Addressee, ControlStore } from '../../shared/control-store.ts'
import { type Payload, withFiles, withoutPictures } from './files.ts'
import { toBody } from './write.ts'

/** Within the quarter of an hour in which an answer can be changed. */
const followMs = [2000, 10_000, 60_000]

interface Needs {
  readonly aside: ControlStore
  readonly pictures: PngRenderer
  readonly log: Logger
}

/** Views as they are sent, with what is too long for their controls put aside and their pictures drawn. */
export function createPayloads({ aside, pictures, log }: Needs) {
  /** A picture that can't be drawn is left out, and `isWhole` says so: the tally stands in the text, too. */
  async function payloadOf(
    view: View,
    meant?: Addressee,
  ): Promise<{ readonly payload: Payload; readonly isWhole: boolean }> {
    const { encodeControl: toControl, save } = aside.createWriter(meant)
    const body = toBody(view, toControl)
    await save()
    try {
      return { payload: await withFiles(body, pictures), isWhole: true }
    } catch (fault) {
      log.error({ fault }, 'a picture could not be drawn')
      return { payload: await withFiles(withoutPictures(body), pictures), isWhole: false }
    }
  }

  return {
    payloadOf,

    /** Shows the picture that a message went out without, as soon as it can be drawn. */
    follow(view: View, edit: (payload: Payload) => Promise<unknown>, meant?: Addressee): void {
      const run = (async () => {
        for (const pauseMs of followMs) {
          await setTimeout(pauseMs, undefined, { ref: false })
          const { payload, isWhole } = await payloadOf(view, meant)
          if (isWhole) return void (await edit(payload))
        }
      })()
      run.catch((fault: unknown) => log.error({ fault }, 'a picture could not follow its message'))
    },
  }
}

export type Payloads = ReturnType<typeof createPayloads>
