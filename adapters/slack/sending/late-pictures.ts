import type { Message } from '../../../src/chat/message.ts'
import type { View } from '../../../src/chat/view.ts'
import { maxPending } from '../../../src/limits.ts'
import type { Logger } from '../../../src/log.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import type { Workspace } from '../client/workspace.ts'
import { findPicture, type ShownPicture } from '../format/write.ts'
import { type BoardPictures, nameOf } from './board-pictures.ts'
import type { Pictures } from './pictures.ts'

const maxWaitMs = 15_000

interface Deps {
  readonly pictures: Pictures
  readonly boardPictures: BoardPictures
  readonly inFlight: InFlight
  readonly log: Logger
  readonly update: (
    workspace: Workspace,
    message: Message,
    view: View,
    picture: ShownPicture,
  ) => Promise<unknown>
}

/** A picture on its way to a message. */
interface LatePicture {
  /** Whether the message was edited: what it was sent with is out of date. */
  isOutdated: boolean
  /** While it is added. */
  adding?: Promise<void>
}

/** Pictures that are added to messages sent without them, once Slack can show their files. At most 10,000 wait. */
export function createLatePictures({ pictures, boardPictures, inFlight, log, update }: Deps) {
  const waiting = new Map<string, LatePicture>()

  async function addOnceShown(
    workspace: Workspace,
    message: Message,
    view: View,
    late: LatePicture,
  ): Promise<void> {
    const picture = findPicture(view)
    const shown = picture && (await pictures.uploadForMessage(workspace, picture, maxWaitMs))
    if (picture === undefined || shown === undefined) return
    const attach = async () => {
      if (await boardPictures.recordFirst(workspace, nameOf(message), picture, shown.file))
        await update(workspace, message, view, shown)
      else await pictures.remove(workspace, shown.file)
    }
    if (late.isOutdated) {
      await pictures.remove(workspace, shown.file)
      return
    }
    late.adding = attach()
    await late.adding
  }

  return {
    /** Adds the picture of a view to its message, as soon as Slack can show it. Without room the message gets it with its next edit. */
    add(workspace: Workspace, message: Message, view: View): void {
      if (waiting.size >= maxPending.updates) return
      const name = nameOf(message)
      const late: LatePicture = { isOutdated: false }
      waiting.set(name, late)
      inFlight.add(
        addOnceShown(workspace, message, view, late)
          .catch((fault: unknown) => log.error({ fault }, 'could not attach a picture to its message'))
          .finally(() => waiting.delete(name)),
      )
    },

    /**
     * To be called before a message is edited: its picture isn't added any more. One that is being added already is waited
     * for, since that edit would undo the next one, and show a picture that is removed by then.
     */
    async end(message: Message): Promise<void> {
      const late = waiting.get(nameOf(message))
      if (late === undefined) return
      late.isOutdated = true
      await Promise.allSettled([late.adding])
    },
  }
}

export type LatePictures = ReturnType<typeof createLatePictures>
