import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { EditOutcome, Message } from '../../../src/chat/message.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import type { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import type { Logger } from '../../../src/log.ts'
import type { Addressee } from '../../shared/control-store.ts'
import { isGone, isThreadShut, isTokenRefused } from '../client/faults.ts'
import { teamOf, userOf } from '../client/ids.ts'
import type { People } from '../client/people.ts'
import type { UnderWay } from '../client/under-way.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Workspaces } from '../client/workspaces.ts'
import type { Payloads } from '../format/payloads.ts'
import { pictureOf, type ShownPicture } from '../format/write.ts'
import type { BoardPictures } from './board-pictures.ts'
import { removeBookmark, showBookmark } from './bookmarks.ts'
import { filesIn, sendFile, withFilesBelow } from './files.ts'
import type { Target } from './find-sent.ts'
import { missingForBookmark, missingInChannel, missingInDirect, notInstalled } from './missing.ts'
import type { Pictures } from './pictures.ts'
import type { Posts } from './posts.ts'

/** A message that nobody waits for is sent whole, if its picture can be had in this time. */
const patienceMs = 4000
/** A picture that takes longer follows its message. */
const followMs = 15_000

const Opened = z.object({ channel: z.object({ id: z.string() }) })

interface Needs {
  readonly workspaces: Workspaces
  readonly people: People
  readonly posts: Posts
  readonly payloads: Payloads
  readonly pictures: Pictures
  readonly boardPictures: BoardPictures
  readonly log: Logger
  readonly underWay: UnderWay
}

/** What the bot sends for everyone in a place, and on its own initiative. */
export function createMessages(needs: Needs) {
  const { workspaces, people, posts, payloads, pictures, boardPictures, log, underWay } = needs

  async function workspaceOf({ space }: Place): Promise<Workspace> {
    const workspace = await workspaces.find(teamOf(space))
    if (workspace === undefined) throw notInstalled()
    return workspace
  }

  /**
   * Does something in the workspace of a place.
   *
   * @param missingFor What somebody can mend, where something was refused for that.
   * @throws UserError with it.
   */
  async function inWorkspace<Result>(
    place: Place,
    act: (workspace: Workspace) => Promise<Result>,
    missingFor: (fault: unknown) => Promise<UserError | undefined>,
  ): Promise<Result> {
    try {
      return await act(await workspaceOf(place))
    } catch (fault) {
      if (isTokenRefused(fault)) await workspaces.forget(teamOf(place.space))
      throw (await missingFor(fault)) ?? fault
    }
  }

  const inChannel = <Result>(
    place: Place,
    act: (workspace: Workspace) => Promise<Result>,
    missing = missingInChannel,
  ) =>
    inWorkspace(place, act, (fault) => missing(fault, async () => people.botName(await workspaceOf(place))))

  /** What can't be said in its thread is said in the channel: better there than not at all. */
  async function postIn(
    workspace: Workspace,
    target: Target,
    view: View,
    key: string,
    { picture, meant }: { readonly picture?: ShownPicture | undefined; readonly meant?: Addressee } = {},
  ): Promise<string> {
    const post = (to: Target) =>
      payloads.inForms(view, picture, (message) => posts.post(workspace, to, key, message), { meant })
    try {
      return await post(target)
    } catch (fault) {
      if (target.thread === undefined || !isThreadShut(fault)) throw fault
      return post({ channel: target.channel })
    }
  }

  function update(
    workspace: Workspace,
    { place: { channel }, id: ts }: Message,
    view: View,
    picture: ShownPicture | undefined,
  ) {
    return payloads.inForms(view, picture, ({ text, blocks }) =>
      workspace.call('chat.update', (client) => client.chat.update({ channel, ts, text, blocks })),
    )
  }

  /** Shows the picture that a message went out without, once it is ready. */
  async function follow(workspace: Workspace, message: Message, view: View): Promise<void> {
    const picture = pictureOf(view)
    const shown = picture && (await pictures.toKeep(workspace, picture, followMs))
    if (shown !== undefined) await update(workspace, message, view, shown)
  }

  /** Says something for good, with its picture. @throws UserError when somebody has to mend something first. */
  const post: ChatPort['post'] = (place, view, key, { isForChannel = false } = {}) =>
    inChannel(place, async (workspace) => {
      const picture = pictureOf(view)
      const shown = picture && (await pictures.toKeep(workspace, picture, patienceMs))
      const target = { ...targetOf(place), isForChannel }
      const files = filesIn(view)
      const words = files.length === 0 ? view : withFilesBelow(view)
      const message = { place, id: await postIn(workspace, target, words, key, { picture: shown }) }
      const below = { channel: target.channel, thread: target.thread ?? message.id }
      for (const file of files) await sendFile(workspace, pictures, below, file)
      if (picture !== undefined && shown === undefined)
        underWay.add(
          follow(workspace, message, words).catch((fault: unknown) =>
            log.error({ fault }, 'a picture could not follow its message'),
          ),
        )
      return message
    })

  async function edit(message: Message, view: View): Promise<EditOutcome> {
    const workspace = await workspaces.find(teamOf(message.place.space))
    if (workspace === undefined) return 'gone'
    try {
      const name = `${message.place.channel}.${message.id}`
      const fitted = await boardPictures.fit(workspace, name, pictureOf(view))
      await update(workspace, message, view, fitted.picture)
      return (await fitted.settle()) ? 'shown' : 'lagging'
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
      inWorkspace(
        place,
        async (workspace) => {
          const user = userOf(workspace.team, person)
          if (user === undefined) throw new Error('Somebody of another workspace can’t be told')
          const channel = await directWith(workspace, user)
          await postIn(workspace, { channel }, view, key, { meant: { person, place } })
        },
        async (fault) => missingInDirect(fault),
      ),

    showUpcoming: (mark, known) =>
      inChannel(mark.message.place, (workspace) => showBookmark(workspace, mark, known), missingForBookmark),

    hideUpcoming: (place, known) =>
      inChannel(place, (workspace) => removeBookmark(workspace, place.channel, known), missingForBookmark),

    pin: ({ place, id }) =>
      inWorkspace(
        place,
        async (workspace) => {
          await workspace.once('pins.add', (client) =>
            client.pins.add({ channel: place.channel, timestamp: id }),
          )
        },
        async () => undefined,
      ),

    async nameOf(person, place) {
      const workspace = await workspaceOf(place)
      const user = userOf(workspace.team, person)
      return user === undefined ? undefined : (await people.find(workspace, user, undefined)).name
    },

    async isAbsent(person, place) {
      const workspace = await workspaceOf(place)
      const user = userOf(workspace.team, person)
      return user === undefined || (await people.isAbsent(workspace, user))
    },

    // A thread is opened by the first message in it.
    openThread: async ({ place, id }) => ({ ...place, thread: place.thread ?? id }),
  }

  return {
    port,
    post,

    /** Posts what a board shows: its words at once, for the board itself brings the picture. @throws as `post` does. */
    postBoard: (place: Place, view: View, key: string): Promise<Message> =>
      inChannel(place, async (workspace) => ({
        place,
        id: await postIn(workspace, targetOf(place), view, key),
      })),
  }
}

export type Messages = ReturnType<typeof createMessages>

const targetOf = ({ channel, thread }: Place): Target => ({ channel, thread })

/** The conversation of somebody with the bot alone. */
export async function directWith(workspace: Workspace, users: string): Promise<string> {
  const opened = await workspace.call('conversations.open', (client) => client.conversations.open({ users }))
  return Opened.parse(opened).channel.id
}
