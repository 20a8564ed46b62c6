import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import type { Place } from '../../../src/chat/caller.ts'
import type { Message } from '../../../src/chat/message.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import type { Channels } from '../client/channels.ts'
import {
  hasThread,
  isArchived,
  isChannelGone,
  isForbidden,
  isMemberGone,
  isMessageGone,
  isMissingPermission,
  isThreadClosed,
  isWrongKindOfChannel,
} from '../client/faults.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'

const CreatedThread = z.object({ id: z.string() })

interface Deps {
  readonly rest: REST
  readonly channels: Channels
}

/**
 * Opens the thread under a message.
 *
 * @returns the message's place if there are no threads, or the message was deleted.
 * @throws UserError if the bot may not, or the server has too many threads.
 */
export async function openThread(
  { rest, channels }: Deps,
  { place, id }: Message,
  title: string,
): Promise<Place> {
  try {
    if ((await channels.missingIn(place)).has('threads')) return place
    const created = await rest.post(Routes.threads(place.channel, id), {
      body: { name: toThreadName(title) },
    })
    return { ...place, thread: CreatedThread.parse(created).id }
  } catch (fault) {
    if (hasThread(fault)) return { ...place, thread: id }
    if (isWrongKindOfChannel(fault)) {
      channels.noteLack(place, 'threads')
      return place
    }
    // Messages of the thread are posted in the channel instead.
    if (isMessageGone(fault)) return place
    throw channels.toUserError(fault, 'open', place)
  }
}

/**
 * Adds a person to a thread. Does nothing if they can't be added: they have left, or the thread was deleted or is locked.
 *
 * @param user Their id on Discord.
 */
export async function addToThread(
  { rest }: Pick<Deps, 'rest'>,
  user: string,
  { thread }: Place,
): Promise<void> {
  if (thread === undefined) return
  try {
    await withUnarchivedThread(rest, thread, () => rest.put(Routes.threadMembers(thread, user)))
  } catch (fault) {
    const isRefused = isForbidden(fault) || isChannelGone(fault) || isThreadClosed(fault) || isArchived(fault)
    if (!isRefused && !isMemberGone(fault)) throw fault
  }
}

/** Acts in a channel or thread. If it is an archived thread, unarchives it first. */
export async function withUnarchivedThread<Result>(
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
export const isThreadUnavailable = async (
  channels: Channels,
  thread: string,
  fault: unknown,
): Promise<boolean> =>
  isThreadClosed(fault) || (isMissingPermission(fault) && (await channels.isLocked(thread)))

export const toThreadName = (title: string): string =>
  truncate(title.replaceAll(/\s+/g, ' ').trim() || labels.untitledThread, limits.threadName)
