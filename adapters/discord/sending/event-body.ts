import { GuildScheduledEventEntityType, GuildScheduledEventPrivacyLevel } from 'discord.js'
import type { UpcomingEntry } from '../../../src/chat/port.ts'
import { truncate } from '../../../src/chat/truncate.ts'
import { labels } from '../format/labels.ts'
import { limits } from '../format/limits.ts'
import { linkTo } from './link-to.ts'

const { External, StageInstance, Voice } = GuildScheduledEventEntityType

/**
 * The body of a scheduled event: in a voice or stage channel, or outside of all channels, which the whole server sees. People
 * who don't see its announcement get no link to it.
 */
export const toEventBody = (entry: UpcomingEntry) => ({
  name: truncate(entry.title, limits.eventName),
  privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
  scheduled_start_time: new Date(entry.start).toISOString(),
  scheduled_end_time: new Date(entry.end).toISOString(),
  description: toDescription(entry),
  ...toVenue(entry),
})

function toDescription({ description, message, isSeenByOthers }: UpcomingEntry): string {
  const link = isSeenByOthers === true ? '' : linkTo(message)
  return truncate([description, link].filter(Boolean).join('\n'), limits.eventDescription)
}

function toVenue({ venue, ...entry }: UpcomingEntry) {
  if (venue === undefined)
    return { entity_type: External, channel_id: null, entity_metadata: { location: toLocation(entry) } }
  const entity_type = venue.kind === 'voice' ? Voice : StageInstance
  return { entity_type, channel_id: venue.channel, entity_metadata: null }
}

/** A link that is too long is only in the description: it is never cut. */
function toLocation({
  where,
  link,
  isSeenByOthers,
}: Pick<UpcomingEntry, 'where' | 'link' | 'isSeenByOthers'>): string {
  if (isSeenByOthers === true) return labels.seeGroupChannel
  if (where !== undefined) return truncate(where, limits.eventLocation)
  return link === undefined || link.length > limits.eventLocation ? labels.seeAnnouncement : link
}

/** An event in Discord's list, as far as the bot recognises its own by it. */
export interface ListedEvent {
  readonly creator_id?: string | null | undefined
  readonly name: string
  readonly description?: string | null | undefined
  readonly scheduled_start_time: string
}

/**
 * Whether an event is the bot's own of an entry: by the link to its announcement, or where that is left out by its title
 * and start.
 */
export function isOf(event: ListedEvent, entry: UpcomingEntry, ownId: string | undefined): boolean {
  if (event.creator_id !== ownId) return false
  if (entry.isSeenByOthers === true)
    return (
      event.name === truncate(entry.title, limits.eventName) &&
      Date.parse(event.scheduled_start_time) === entry.start
    )
  return event.description?.includes(linkTo(entry.message)) === true
}
