import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { EditOutcome, Message } from '../../../src/chat/message.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import type { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { Addressee } from '../../shared/control-store.ts'
import type { InFlight } from '../../shared/in-flight.ts'
import { isGone, isThreadClosed, isTokenRefused } from '../client/faults.ts'
import { toTeamId, toUserId } from '../client/ids.ts'
import type { Profiles } from '../client/profiles.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { Payloads } from '../format/payloads.ts'
import { findPicture, type ShownPicture } from '../format/write.ts'
import type { BoardPictures } from './board-pictures.ts'
import { removeBookmark, showBookmark } from './bookmarks.ts'
import { appNotInstalled, toBookmarkError, toChannelError, toDirectMessageError } from './errors.ts'
import { findFiles, sendFile, withFilesBelow } from './files.ts'
import type { Target } from './find-sent.ts'
import type { Pictures } from './pictures.ts'
import type { Posts } from './posts.ts'

/** A message that nobody waits for is sent whole, if its picture can be had in this time. */
const maxPictureWaitMs = 4000
/** A picture that takes longer follows its message. */
const maxLatePictureWaitMs = 15_000

const OpenedConversation = z.object({ channel: z.object({ id: z.string() }) })

interface Deps {
  readonly workspaces: Workspaces
  readonly profiles: Profiles
  readonly posts: Posts
  readonly payloads: Payloads
  readonly pictures: Pictures
  readonly boardPictures: BoardPictures
  readonly log: Logger
  readonly inFlight: InFlight
}

/** What the bot sends for everyone in a place, and on its own initiative. */
export function createMessages(deps: Deps) {
  const { workspaces, profiles, posts, payloads, pictures, boardPictures, log, inFlight } = deps

  async function findWorkspace({ space }: Place): Promise<Workspace> {
    const workspace = await workspaces.find(toTeamId(space))
    if (workspace === undefined) throw appNotInstalled()
    return workspace
  }

  /**
   * Does something in the workspace of a place.
   *
   * @param toUserError What somebody can mend, where something was refused for that.
   * @throws UserError with it.
   */
  async function withWorkspace<Result>(
    place: Place,
    act: (workspace: Workspace) => Promise<Result>,
    toUserError: (fault: unknown) => Promise<UserError | undefined>,
  ): Promise<Result> {
    try {
      return await act(await findWorkspace(place))
    } catch (fault) {
      if (isTokenRefused(fault)) await workspaces.forget(toTeamId(place.space))
      throw (await toUserError(fault)) ?? fault
    }
  }

  const withChannel = <Result>(
    place: Place,
    act: (workspace: Workspace) => Promise<Result>,
    toUserError = toChannelError,
  ) =>
    withWorkspace(place, act, (fault) =>
      toUserError(fault, async () => profiles.botName(await findWorkspace(place))),
    )

  /** What can't be said in its thread is said in the channel: better there than not at all. */
  async function postTo(
    workspace: Workspace,
    target: Target,
    view: View,
    key: string,
    {
      picture,
      addressee,
    }: { readonly picture?: ShownPicture | undefined; readonly addressee?: Addressee } = {},
  ): Promise<string> {
    const post = (to: Target) =>
      payloads.sendWithFallbacks(view, picture, (message) => posts.post(workspace, to, key, message), {
        addressee,
      })
    try {
      return await post(target)
    } catch (fault) {
      if (target.thread === undefined || !isThreadClosed(fault)) throw fault
      return post({ channel: target.channel })
    }
  }

  function updateMessage(
    workspace: Workspace,
    { place: { channel }, id: ts }: Message,
    view: View,
    picture: ShownPicture | undefined,
  ) {
    return payloads.sendWithFallbacks(view, picture, ({ text, blocks }) =>
      workspace.call('chat.update', (client) => client.chat.update({ channel, ts, text, blocks })),
    )
  }

  /** Shows the picture that a message went out without, once it is ready. */
  async function addPictureLater(workspace: Workspace, message: Message, view: View): Promise<void> {
    const picture = findPicture(view)
    const shown = picture && (await pictures.uploadForMessage(workspace, picture, maxLatePictureWaitMs))
    if (shown !== undefined) await updateMessage(workspace, message, view, shown)
  }

  /** Says something for good, with its picture. @throws UserError when somebody has to mend something first. */
  const post: ChatPort['post'] = (place, view, key, { isForChannel = false } = {}) =>
    withChannel(place, async (workspace) => {
      const picture = findPicture(view)
      const shown = picture && (await pictures.uploadForMessage(workspace, picture, maxPictureWaitMs))
      const target = { ...toTarget(place), isForChannel }
      const files = findFiles(view)
      const words = files.length === 0 ? view : withFilesBelow(view)
      const message = { place, id: await postTo(workspace, target, words, key, { picture: shown }) }
      const below = { channel: target.channel, thread: target.thread ?? message.id }
      for (const file of files) await sendFile(workspace, pictures, below, file)
      if (picture !== undefined && shown === undefined)
        inFlight.add(
          addPictureLater(workspace, message, words).catch((fault: unknown) =>
            log.error({ fault }, 'a picture could not follow its message'),
          ),
        )
      return message
    })

  async function edit(message: Message, view: View): Promise<EditOutcome> {
    const workspace = await workspaces.find(toTeamId(message.place.space))
    if (workspace === undefined) return 'gone'
    try {
      const name = `${message.place.channel}.${message.id}`
      const boardPicture = await boardPictures.preparePicture(workspace, name, findPicture(view))
      await updateMessage(workspace, message, view, boardPicture.picture)
      return (await boardPicture.removeReplaced()) ? 'shown' : 'lagging'
    } catch (fault) {
      if (isTokenRefused(fault)) await workspaces.forget(workspace.team)
      if (isGone(fault) || (await workspaces.find(workspace.team)) === undefined) return 'gone'
      throw fault
    }
  }

  const port: Pick<
    ChatPort,
    | 'edit'
    | 'hideUpcoming'
    | 'isAbsent'
    | 'nameOf'
    | 'openThread'
    | 'pin'
    | 'post'
    | 'sendPrivate'
    | 'showUpcoming'
  > = {
    post,
    edit,

    sendPrivate: (person, place, view, key) =>
      withWorkspace(
        place,
        async (workspace) => {
          const user = toUserId(workspace.team, person)
          if (user === undefined) throw new Error('Somebody of another workspace can’t be told')
          const channel = await openDirectMessage(workspace, user)
          await postTo(workspace, { channel }, view, key, { addressee: { person, place } })
        },
        async (fault) => toDirectMessageError(fault),
      ),

    showUpcoming: (mark, known) =>
      withChannel(mark.message.place, (workspace) => showBookmark(workspace, mark, known), toBookmarkError),

    hideUpcoming: (place, known) =>
      withChannel(place, (workspace) => removeBookmark(workspace, place.channel, known), toBookmarkError),

    pin: ({ place, id }) =>
      withWorkspace(
        place,
        async (workspace) => {
          await workspace.callOnce('pins.add', (client) =>
            client.pins.add({ channel: place.channel, timestamp: id }),
          )
        },
        async () => undefined,
      ),

    async nameOf(person, place) {
      const workspace = await findWorkspace(place)
      const user = toUserId(workspace.team, person)
      return user === undefined ? undefined : (await profiles.find(workspace, user, undefined)).name
    },

    async isAbsent(person, place) {
      const workspace = await findWorkspace(place)
      const user = toUserId(workspace.team, person)
      return user === undefined || (await profiles.isAbsent(workspace, user))
    },

    // A thread is opened by the first message in it.
    openThread: async ({ place, id }) => ({ ...place, thread: place.thread ?? id }),
  }

  return {
    port,
    post,

    /** Posts what a board shows: its words at once, for the board itself brings the picture. @throws as `post` does. */
    postBoard: (place: Place, view: View, key: string): Promise<Message> =>
      withChannel(place, async (workspace) => ({
        place,
        id: await postTo(workspace, toTarget(place), view, key),
      })),
  }
}

export type Messages = ReturnType<typeof createMessages>

const toTarget = ({ channel, thread }: Place): Target => ({ channel, thread })

/** The conversation of somebody with the bot alone. */
export async function openDirectMessage(workspace: Workspace, users: string): Promise<string> {
  const opened = await workspace.call('conversations.open', (client) => client.conversations.open({ users }))
  return OpenedConversation.parse(opened).channel.id
}
