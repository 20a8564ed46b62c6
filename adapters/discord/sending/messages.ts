import { type REST, Routes, SnowflakeUtil } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { Message, Obstacle } from '../../../src/chat/message.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { View } from '../../../src/chat/view.ts'
import { type Channels, channelOf, isDirect, serverOf, toDirectPlace } from '../client/channels.ts'
import { channelGone, directMessagesRefused } from '../client/errors.ts'
import {
  hasThread,
  isArchived,
  isChannelGone,
  isDirectMessageRefused,
  isForbidden,
  isMessageGone,
  isMissingAccess,
  isMissingPermission,
  isPlaceGone,
  isThreadClosed,
  withRetries,
} from '../client/faults.ts'
import { findMember, userOf } from '../client/members.ts'
import type { Act } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import type { Payloads } from '../format/payloads.ts'
import { linkTo } from './link-to.ts'
import type { Posts } from './posts.ts'

const CreatedChannel = z.object({ id: z.string() })

interface Deps {
  readonly rest: REST
  readonly posts: Posts
  readonly channels: Channels
  readonly payloads: Payloads
  /** As in `ChatPort`. */
  readonly isPrivateThread: (place: Place) => Promise<boolean>
  /** Whether the bot is known to be no longer a member of a server. */
  readonly hasLeft: (server: string) => boolean
}

type Messages = Pick<
  ChatPort,
  | 'channelNameOf'
  | 'edit'
  | 'isAbsent'
  | 'linkTo'
  | 'nameOf'
  | 'openThread'
  | 'pin'
  | 'post'
  | 'postedAt'
  | 'sendPrivate'
>

/** The messages that the bot sends on its own initiative. */
export function createMessages(deps: Deps): Messages {
  const { rest, posts, channels, payloads } = deps
  return {
    post: (place, view, key) => post(deps, place, view, key),

    postedAt: ({ id }) => SnowflakeUtil.timestampFrom(id),

    async edit(message, view) {
      const { payload, isComplete } = await payloads.createPayload(view, message.place.space)
      const outcome = await editMessage(deps, message, payload)
      return outcome === 'shown' && !isComplete ? 'lagging' : outcome
    },

    async sendPrivate(person, place, view, key) {
      const body = { recipient_id: userOf(person) }
      try {
        const opened = await withRetries(() => rest.post(Routes.userChannels(), { body }))
        const payload = async () =>
          (await payloads.createPayload(view, place.space, { person, place })).payload
        const direct = toDirectPlace(CreatedChannel.parse(opened).id)
        return { place: direct, id: await posts.post({ place: direct }, key, payload) }
      } catch (fault) {
        throw isDirectMessageRefused(fault) ? directMessagesRefused() : fault
      }
    },

    async nameOf(person, place) {
      const { nick, user } = (await findMember(rest, person, place)) ?? {}
      return nick ?? user?.global_name ?? user?.username
    },

    channelNameOf: channels.nameOf,

    isAbsent: async (person, place) =>
      !isDirect(place) && (await findMember(rest, person, place)) === undefined,

    linkTo: async (message) => linkTo(message),

    pin: async ({ place, id }) => {
      await rest.put(Routes.channelMessagesPin(channelOf(place), id))
    },

    async openThread({ place, id }, title) {
      if (place.thread !== undefined || isDirect(place)) return place
      try {
        const body = { name: toThreadName(title) }
        const created = await rest.post(Routes.threads(place.channel, id), { body })
        return { ...place, thread: CreatedChannel.parse(created).id }
      } catch (fault) {
        if (hasThread(fault)) return { ...place, thread: id }
        // If the message was deleted, what belongs in its thread is posted in the channel instead.
        if (isMessageGone(fault)) return place
        throw toUserError(channels, fault, 'open', place)
      }
    },
  }
}

/**
 * Posts in the place, or in its channel if its thread is closed: better there than not at all. What is about a private
 * thread is for fewer people than its channel, and never goes there.
 */
async function post(deps: Deps, place: Place, view: View, key: string): Promise<Message> {
  try {
    return await postIn(deps, place, view, key)
  } catch (fault) {
    const { thread, ...channel } = place
    const isClosed = thread !== undefined && (await isThreadUnavailable(deps.channels, thread, fault))
    if (isClosed && !(await mayBePrivate(deps, place))) return post(deps, channel, view, key)
    throw toUserError(deps.channels, fault, 'post', place)
  }
}

/** A thread that isn't found may have been private, except in a forum, whose threads are all public. */
async function mayBePrivate({ isPrivateThread, channels }: Deps, place: Place): Promise<boolean> {
  const { thread: _, ...channel } = place
  return (await isPrivateThread(place)) && (await channels.findForum(channel)) === undefined
}

async function postIn(deps: Deps, place: Place, view: View, key: string): Promise<Message> {
  const { rest, posts, channels, payloads } = deps
  const forum = place.thread === undefined ? await channels.findForum(place) : undefined
  const target = { place, forum: forum && { ...forum, name: toThreadName(view.summary) } }
  let isComplete = true
  const id = await withUnarchivedThread(rest, channelOf(place), () =>
    posts.post(target, key, async () => {
      const created = await payloads.createPayload(view, place.space)
      isComplete = created.isComplete
      return created.payload
    }),
  )
  const message = { place: forum === undefined ? place : { ...place, thread: id }, id }
  if (!isComplete)
    payloads.addPictureLater(view, place.space, (payload) => editMessage(deps, message, payload))
  return message
}

/** Missing access means that the bot has left the server only if that is certain. */
async function editMessage(
  { rest, hasLeft }: Deps,
  { place, id }: Message,
  payload: Payload,
): Promise<'shown' | 'gone' | Obstacle> {
  const channel = channelOf(place)
  try {
    await withUnarchivedThread(rest, channel, () => rest.patch(Routes.channelMessage(channel, id), payload))
    return 'shown'
  } catch (fault) {
    if (isMissingAccess(fault) && hasLeft(serverOf(place))) return 'away'
    if (isMessageGone(fault)) return 'gone'
    if (isPlaceGone(fault)) return 'unreachable'
    if (isForbidden(fault) || isArchived(fault)) return 'refused'
    throw fault
  }
}

/** Acts in a channel or thread. If it is an archived thread, unarchives it first. */
async function withUnarchivedThread<Result>(
  rest: REST,
  channel: string,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act()
  } catch (fault) {
    if (!isArchived(fault)) throw fault
    await rest.patch(Routes.channel(channel), { body: { archived: false } }).catch((refused: unknown) => {
      throw isForbidden(refused) ? fault : refused
    })
    return act()
  }
}

/** Whether nothing can be posted in a thread any more: it was deleted, or a moderator has locked it. */
const isThreadUnavailable = async (channels: Channels, thread: string, fault: unknown): Promise<boolean> =>
  isThreadClosed(fault) || (isMissingPermission(fault) && (await channels.isLocked(thread)))

/** A `UserError` for faults that people can fix; any other fault unchanged. */
function toUserError(channels: Channels, fault: unknown, act: Act, place: Place): unknown {
  if (isForbidden(fault)) return channels.permissionMissing(act, place)
  return isChannelGone(fault) ? channelGone() : fault
}

const toThreadName = (title: string): string =>
  truncate(title.replaceAll(/\s+/g, ' ').trim() || labels.untitledThread, limits.threadName)
