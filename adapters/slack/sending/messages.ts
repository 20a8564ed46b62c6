import type { Place } from '../../../src/chat/caller.ts'
import type { EditOutcome, Message } from '../../../src/chat/message.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { Addressee } from '../../shared/control-records.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import type { Lacks } from '../../shared/lacks.ts'
import { requestName } from '../client/conversations.ts'
import {
  isChannelGone,
  isEditForbidden,
  isMessageGone,
  isThreadClosed,
  isTokenRefused,
} from '../client/faults.ts'
import { toSpaceId, toTeamId, toUserId } from '../client/ids.ts'
import type { OptionalFeatures } from '../client/optional-features.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { Payloads } from '../format/payloads.ts'
import { findPicture, type ShownPicture } from '../format/write.ts'
import { type BoardPictures, nameOf } from './board-pictures.ts'
import { createChannelExtras } from './channel-extras.ts'
import { openDirectMessage } from './direct-messages.ts'
import { findFiles, withFilesBelow } from './files.ts'
import type { FilesBelow } from './files-below.ts'
import type { Target } from './find-sent.ts'
import { inChannel, inWorkspace, requireWorkspace } from './in-channel.ts'
import { createLatePictures, type LatePictures } from './late-pictures.ts'
import { createLinkTo } from './link-to.ts'
import type { Pictures } from './pictures.ts'
import type { Posts } from './posts.ts'
import { toDirectMessageError } from './to-user-error.ts'
import { updateMessage } from './update-message.ts'

/** A message is held back for its picture, since no user is waiting for it; one that takes longer is added afterwards. */
const maxPictureWaitMs = 4000

interface Deps {
  readonly workspaces: Workspaces
  readonly profiles: Profiles
  readonly posts: Posts
  readonly payloads: Payloads
  readonly pictures: Pictures
  readonly boardPictures: BoardPictures
  readonly filesBelow: FilesBelow
  readonly lacks: Lacks
  readonly optionalFeatures: Pick<OptionalFeatures, 'logRefusal'>
  readonly log: Logger
  readonly latePictures: LatePictures
}

/** The messages that the bot sends to a channel, and those that it sends on its own initiative. */
export function createMessages({ inFlight, ...given }: Omit<Deps, 'latePictures'> & { inFlight: InFlight }) {
  const { profiles, payloads, pictures, boardPictures, log } = given
  const latePictures = createLatePictures({
    pictures,
    boardPictures,
    inFlight,
    log,
    update: (...shown) => updateMessage({ payloads }, ...shown),
  })
  const deps = { ...given, latePictures }

  const port: Pick<
    ChatPort,
    | 'channelNameOf'
    | 'edit'
    | 'hideUpcoming'
    | 'isAbsent'
    | 'learnNames'
    | 'linkTo'
    | 'missingIn'
    | 'nameOf'
    | 'openThread'
    | 'pin'
    | 'post'
    | 'postedAt'
    | 'sendPrivate'
    | 'showUpcoming'
  > = {
    post: (place, view, key, { isForChannel = false } = {}) =>
      inChannel(deps, place, (workspace) =>
        postWithPicture(deps, workspace, { place, view, key, isForChannel }),
      ),

    // Slack names a message by its time, in seconds.
    postedAt: ({ id }) => Math.floor(Number(id) * 1000),

    edit: (message, view) => edit(deps, message, view),

    sendPrivate: (person, place, view, key) =>
      inWorkspace(
        deps,
        place,
        async (workspace) => {
          const user = toUserId(workspace.team, person)
          if (user === undefined) throw new Error("A person of another workspace can't be written to")
          const channel = await openDirectMessage(workspace, user)
          const outgoing = { target: { channel }, view, key, addressee: { person, place } }
          const id = await sendTo(deps, workspace, outgoing)
          return { place: { platform: 'slack', space: toSpaceId(workspace.team), channel }, id }
        },
        async (fault) => toDirectMessageError(fault),
      ),

    linkTo: createLinkTo(given.workspaces),

    ...createChannelExtras(given),

    nameOf: async (person, { space }) =>
      toUserId(toTeamId(space), person) === undefined ? undefined : profiles.findName(person),
    learnNames: profiles.learn,

    channelNameOf: async (place) => requestName(await requireWorkspace(deps, place), place.channel),

    async isAbsent(person, place) {
      const workspace = await requireWorkspace(deps, place)
      const user = toUserId(workspace.team, person)
      return user === undefined || (await profiles.isAbsent(workspace, user))
    },

    // The first message in a thread opens it.
    openThread: async ({ place, id }) => ({ ...place, thread: place.thread ?? id }),
  }

  return {
    port,
    post: port.post,

    /** Posts a board without its picture, which the board's own edits add. @throws as `post` does. */
    postBoard: (place: Place, view: View, key: string): Promise<Message> =>
      inChannel(deps, place, async (workspace) => ({
        place,
        id: await sendTo(deps, workspace, { target: toTarget(place), view, key }),
      })),
  }
}

export type Messages = ReturnType<typeof createMessages>

const toTarget = ({ channel, thread }: Place): Target => ({ channel, thread })

interface ChannelPost {
  readonly place: Place
  readonly view: View
  readonly key: string
  readonly isForChannel: boolean
}

/** Posts a view, its files in the thread below, and its picture as soon as Slack can show it. */
async function postWithPicture(
  deps: Deps,
  workspace: Workspace,
  { place, view, key, isForChannel }: ChannelPost,
): Promise<Message> {
  const { pictures, boardPictures, filesBelow, latePictures } = deps
  const target = { ...toTarget(place), isForChannel }
  const picture = findPicture(view)
  const shown = picture && (await pictures.uploadForMessage(workspace, picture, maxPictureWaitMs))
  const files = findFiles(view)
  const body = files.length === 0 ? view : withFilesBelow(view)
  const message = { place, id: await sendTo(deps, workspace, { target, view: body, key, picture: shown }) }
  if (picture !== undefined && shown !== undefined)
    await boardPictures.recordFirst(workspace, nameOf(message), picture, shown.file)
  if (files.length > 0) await filesBelow.show(workspace, message, view)
  if (picture !== undefined && shown === undefined) latePictures.add(workspace, message, body)
  return message
}

interface Outgoing {
  readonly target: Target
  readonly view: View
  readonly key: string
  readonly picture?: ShownPicture | undefined
  readonly addressee?: Addressee
}

/** Sends a view; to the channel if its thread accepts no messages. @returns Slack's id of the message. */
async function sendTo(
  { payloads, posts }: Pick<Deps, 'payloads' | 'posts'>,
  workspace: Workspace,
  { target, view, key, picture, addressee }: Outgoing,
): Promise<string> {
  const send = (to: Target) =>
    payloads.sendWithFallbacks(
      view,
      toSpaceId(workspace.team),
      picture,
      (message) => posts.post(workspace, to, key, message),
      { addressee, inThread: to.thread !== undefined },
    )
  try {
    return await send(target)
  } catch (fault) {
    if (target.thread === undefined || !isThreadClosed(fault)) throw fault
    return send({ channel: target.channel })
  }
}

async function edit(
  deps: Pick<Deps, 'workspaces' | 'payloads' | 'boardPictures' | 'filesBelow' | 'latePictures'>,
  message: Message,
  view: View,
): Promise<EditOutcome> {
  const { workspaces, boardPictures, filesBelow, latePictures } = deps
  await latePictures.end(message)
  const workspace = await workspaces.find(toTeamId(message.place.space))
  if (workspace === undefined) return 'away'
  try {
    const boardPicture = await boardPictures.preparePicture(workspace, nameOf(message), findPicture(view))
    const isBelow = findFiles(view).length > 0
    await updateMessage(deps, workspace, message, isBelow ? withFilesBelow(view) : view, boardPicture.picture)
    const areFilesRight = await filesBelow.show(workspace, message, view)
    return (await boardPicture.removeReplaced()) && areFilesRight ? 'shown' : 'lagging'
  } catch (fault) {
    if (isTokenRefused(fault)) await workspaces.forget(workspace.team)
    if ((await workspaces.find(workspace.team)) === undefined) return 'away'
    if (isMessageGone(fault)) return 'gone'
    if (isChannelGone(fault)) return 'unreachable'
    if (isEditForbidden(fault)) return 'refused'
    throw fault
  }
}
