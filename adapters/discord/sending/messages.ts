import { type REST, Routes, SnowflakeUtil } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { Message, Obstacle } from '../../../src/chat/message.ts'
import type { ChatPort, PostOptions } from '../../../src/chat/port.ts'
import type { View } from '../../../src/chat/view.ts'
import {
  type Channels,
  channelOf,
  isDirect,
  serverOf,
  tagsOfPost,
  toDirectPlace,
} from '../client/channels.ts'
import { directMessagesRefused } from '../client/errors.ts'
import {
  isArchived,
  isChannelGone,
  isDirectMessageRefused,
  isForbidden,
  isMessageGone,
  isPlaceGone,
  isReplyRefused,
  withRetries,
} from '../client/faults.ts'
import { findMember, userOf } from '../client/members.ts'
import { roleOf } from '../client/roles.ts'
import type { Payload } from '../format/files.ts'
import { labels } from '../format/labels.ts'
import type { Payloads } from '../format/payloads.ts'
import { linkTo } from './link-to.ts'
import type { Posts } from './posts.ts'
import {
  addToThread,
  isThreadUnavailable,
  openThread,
  toThreadName,
  withUnarchivedThread,
} from './threads.ts'

const CreatedChannel = z.object({ id: z.string() })

interface Deps {
  readonly rest: REST
  readonly posts: Posts
  readonly channels: Channels
  readonly payloads: Payloads
  /** As in `ChatPort`. */
  readonly isPrivateThread: (place: Place) => Promise<boolean>
  /** Whether the bot is known to be no longer a member of a server, or the server has an outage. */
  readonly isAway: (server: string) => boolean
}

type Messages = Pick<
  ChatPort,
  | 'channelNameOf'
  | 'edit'
  | 'holdsGroups'
  | 'isAbsent'
  | 'linkTo'
  | 'missingIn'
  | 'nameOf'
  | 'openThread'
  | 'addToThread'
  | 'pin'
  | 'post'
  | 'postedAt'
  | 'sendPrivate'
>

/** The messages that the bot sends on its own initiative. */
export function createMessages(deps: Deps): Messages {
  const { rest, posts, channels, payloads } = deps
  return {
    post: (place, view, key, options = {}) => post(deps, place, { view, key, ...options }),

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

    async pin({ place, id }) {
      try {
        await rest.put(Routes.channelMessagesPin(channelOf(place), id))
      } catch (fault) {
        if (isForbidden(fault)) channels.noteLack(place, 'pins')
        throw fault
      }
    },

    openThread: (message, title) => openThread(deps, message, title),
    addToThread: (person, thread) => addToThread(deps, userOf(person), thread),

    missingIn: channels.missingIn,
    holdsGroups: channels.holdsGroups,
  }
}

interface Post extends Pick<PostOptions, 'label' | 'notifies' | 'replyTo'> {
  readonly view: View
  readonly key: string
}

/**
 * Posts in the place, or in its channel if its thread is closed: better there than not at all. What is about a private
 * thread is for fewer people than its channel, and never goes there.
 */
async function post(deps: Deps, place: Place, one: Post): Promise<Message> {
  try {
    return await postAsReply(deps, place, one)
  } catch (fault) {
    const { thread, ...channel } = place
    const isClosed = thread !== undefined && (await isThreadUnavailable(deps.channels, thread, fault))
    if (!isClosed || (await mayBePrivate(deps, place))) throw deps.channels.toUserError(fault, 'post', place)
    const view = isChannelGone(fault) ? one.view : withLinkTo(place, one.view)
    return post(deps, channel, { ...one, view })
  }
}

/** With the thread in which it could not be posted. */
const withLinkTo = (place: Place, view: View): View => ({
  ...view,
  parts: [...view.parts, { kind: 'text', tone: 'muted', text: labels.lockedThread(place) }],
})

/** Without permission to read the history, Discord refuses replies, so it is an ordinary message. */
async function postAsReply(deps: Deps, place: Place, one: Post): Promise<Message> {
  try {
    return await postIn(deps, place, one)
  } catch (fault) {
    if (!isReplyRefused(fault)) throw fault
    const { replyTo: _, ...plain } = one
    return postIn(deps, place, plain)
  }
}

/** The message that a post replies to; `undefined` in a thread, which is read in order. */
const referenceIn = ({ channel, thread }: Place, { replyTo }: Post) =>
  thread === undefined && replyTo !== undefined && channelOf(replyTo.place) === channel
    ? { message_reference: { message_id: replyTo.id, fail_if_not_exists: false } }
    : {}

/** The role that a post notifies; without it, nobody is. */
const pingsOf = ({ notifies }: Post) =>
  notifies === undefined ? {} : { allowed_mentions: { parse: [], roles: [roleOf(notifies)] } }

/** A thread that isn't found may have been private, except in a forum, whose threads are all public. */
async function mayBePrivate({ isPrivateThread, channels }: Deps, place: Place): Promise<boolean> {
  const { thread: _, ...channel } = place
  return (await isPrivateThread(place)) && (await channels.findForum(channel)) === undefined
}

async function postIn(deps: Deps, place: Place, one: Post): Promise<Message> {
  const { view, key } = one
  const { rest, posts, channels, payloads } = deps
  const forum = place.thread === undefined ? await channels.findForum(place) : undefined
  const tags = forum && tagsOfPost(forum, one.label, channels.findOwnPermissions(place))
  const target = { place, forum: tags && { tags, name: toThreadName(view.summary) } }
  let isComplete = true
  const id = await withUnarchivedThread(rest, channelOf(place), () =>
    posts.post(target, key, async () => {
      const created = await payloads.createPayload(view, place.space)
      isComplete = created.isComplete
      const { body, files } = created.payload
      return { body: { ...body, ...referenceIn(place, one), ...pingsOf(one) }, files }
    }),
  )
  const message = { place: forum === undefined ? place : { ...place, thread: id }, id }
  if (!isComplete)
    payloads.addPictureLater(view, place.space, (payload) => editMessage(deps, message, payload))
  return message
}

/** While the bot is not in the server, Discord's refusals say nothing about what is there. */
async function editMessage(
  { rest, isAway }: Deps,
  { place, id }: Message,
  payload: Payload,
): Promise<'shown' | 'gone' | Obstacle> {
  const channel = channelOf(place)
  try {
    await withUnarchivedThread(rest, channel, () => rest.patch(Routes.channelMessage(channel, id), payload))
    return 'shown'
  } catch (fault) {
    if ((isPlaceGone(fault) || isForbidden(fault)) && isAway(serverOf(place))) return 'away'
    if (isMessageGone(fault)) return 'gone'
    if (isPlaceGone(fault)) return 'unreachable'
    if (isForbidden(fault) || isArchived(fault)) return 'refused'
    throw fault
  }
}
