import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { type PersonId, type Place, SpaceId } from '../../../src/chat/caller.ts'
import type { Message } from '../../../src/chat/message.ts'
import type { ChatPort } from '../../../src/chat/port.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { UserError } from '../../../src/chat/user-error.ts'
import type { View } from '../../../src/chat/view.ts'
import { type Channels, channelOf, isDirect, serverOf } from '../client/channels.ts'
import {
  hasThread,
  isArchived,
  isChannelGone,
  isDirectMessageRefused,
  isForbidden,
  isGone,
  isMemberGone,
  isMessageGone,
  isMissingAccess,
  isMissingPermission,
  isThreadClosed,
  withRetries,
} from '../client/faults.ts'
import type { Act } from '../client/permissions.ts'
import type { Payload } from '../format/files.ts'
import { limits } from '../format/limits.ts'
import type { Payloads } from '../format/payloads.ts'
import type { Posts } from './posts.ts'

const Made = z.object({ id: z.string() })
const MemberInfo = z.object({
  nick: z.string().nullish(),
  user: z.object({ username: z.string(), global_name: z.string().nullish() }),
})

interface Deps {
  readonly rest: REST
  readonly posts: Posts
  readonly channels: Channels
  readonly payloads: Payloads
  /** Whether the bot is known to be a member of that server no more. */
  readonly hasLeft: (server: string) => boolean
}

/** What the bot sends on its own initiative. */
export function createMessages({
  rest,
  posts,
  channels,
  payloads: { createPayload, addPictureLater },
  hasLeft,
}: Deps): Pick<ChatPort, 'edit' | 'isAbsent' | 'nameOf' | 'openThread' | 'pin' | 'post' | 'sendPrivate'> {
  /** Does something in a channel or thread, and wakes it where it is an archived thread. */
  async function withUnarchivedThread<Result>(channel: string, act: () => Promise<Result>): Promise<Result> {
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

  async function editMessage({ place, id }: Message, payload: Payload): Promise<'shown' | 'gone'> {
    const channel = channelOf(place)
    try {
      await withUnarchivedThread(channel, () => rest.patch(Routes.channelMessage(channel, id), payload))
      return 'shown'
    } catch (fault) {
      if (isGone(fault) || (isMissingAccess(fault) && hasLeft(serverOf(place)))) return 'gone'
      throw fault
    }
  }

  async function postIn(place: Place, view: View, key: string): Promise<Message> {
    const forum = place.thread === undefined ? await channels.findForum(place) : undefined
    const target = { place, forum: forum && { ...forum, name: toThreadName(view.summary) } }
    let isComplete = true
    const id = await withUnarchivedThread(channelOf(place), () =>
      posts.post(target, key, async () => {
        const made = await createPayload(view)
        isComplete = made.isComplete
        return made.payload
      }),
    )
    const message = { place: forum === undefined ? place : { ...place, thread: id }, id }
    if (!isComplete) addPictureLater(view, (payload) => editMessage(message, payload))
    return message
  }

  /** Where a thread is shut, it is said in the channel: better there than not at all. */
  async function post(place: Place, view: View, key: string): Promise<Message> {
    try {
      return await postIn(place, view, key)
    } catch (fault) {
      const { thread, ...channel } = place
      if (thread !== undefined && (await isThreadUnavailable(thread, fault))) return post(channel, view, key)
      throw toUserError(fault, 'post', place)
    }
  }

  /** Whether nothing can be said in a thread any more: it is gone, or a moderator has locked it. */
  const isThreadUnavailable = async (thread: string, fault: unknown): Promise<boolean> =>
    isThreadClosed(fault) || (isMissingPermission(fault) && (await channels.isLocked(thread)))

  /** What people can mend, in words for them; any other fault as it is. */
  function toUserError(fault: unknown, act: Act, place: Place): unknown {
    if (isForbidden(fault)) return channels.permissionMissing(act, place)
    return isChannelGone(fault)
      ? new UserError('The channel that I was to post in is gone.', 'Use me in another one.')
      : fault
  }

  /** @returns nothing for somebody who isn't a member of the place's server. */
  async function findMember(person: PersonId, place: Place): Promise<z.infer<typeof MemberInfo> | undefined> {
    if (isDirect(place)) return undefined
    const route = Routes.guildMember(serverOf(place), person.slice('discord:'.length))
    try {
      return MemberInfo.parse(await rest.get(route))
    } catch (fault) {
      if (isMemberGone(fault)) return undefined
      throw fault
    }
  }

  return {
    post,

    async edit(message, view) {
      const { payload, isComplete } = await createPayload(view)
      const outcome = await editMessage(message, payload)
      return outcome === 'shown' && !isComplete ? 'lagging' : outcome
    },

    async sendPrivate(person, place, view, key) {
      const body = { recipient_id: person.slice('discord:'.length) }
      try {
        const opened = await withRetries(() => rest.post(Routes.userChannels(), { body }))
        const payload = async () => (await createPayload(view, { person, place })).payload
        await posts.post({ place: toDirectPlace(Made.parse(opened).id) }, key, payload)
      } catch (fault) {
        throw isDirectMessageRefused(fault) ? directMessagesRefused() : fault
      }
    },

    async nameOf(person, place) {
      const { nick, user } = (await findMember(person, place)) ?? {}
      return nick ?? user?.global_name ?? user?.username
    },

    isAbsent: async (person, place) => !isDirect(place) && (await findMember(person, place)) === undefined,

    pin: async ({ place, id }) => {
      await rest.put(Routes.channelMessagesPin(channelOf(place), id))
    },

    async openThread({ place, id }, title) {
      if (place.thread !== undefined || isDirect(place)) return place
      try {
        const body = { name: toThreadName(title) }
        const made = await rest.post(Routes.threads(place.channel, id), { body })
        return { ...place, thread: Made.parse(made).id }
      } catch (fault) {
        if (hasThread(fault)) return { ...place, thread: id }
        // Where the message is gone, what was to be said under it is better said in the channel than not at all.
        if (isMessageGone(fault)) return place
        throw toUserError(fault, 'open', place)
      }
    },
  }
}

const toThreadName = (title: string): string =>
  truncate(title.replaceAll(/\s+/g, ' ').trim() || 'Discussion', limits.threadName)

const toDirectPlace = (channel: string): Place => ({
  platform: 'discord',
  space: SpaceId.parse(`discord:dm.${channel}`),
  channel,
})

const directMessagesRefused = () =>
  new UserError(
    "I can't write to them: they take no direct messages from me.",
    'They can allow direct messages in the privacy settings of a server that we share.',
  )
