import type { Context } from '../../src/bot/context.ts'
import type { Settings } from '../../src/poll/settings.ts'
import type { Group } from '../../src/reading/group.ts'
import { findLikelyZones } from '../../src/time/likely-zones.ts'

/** A time zone; of a person who is yet to be asked for theirs, the likely ones. */
export type OwnZone = string | { readonly likely: readonly string[] }

/** The zone of times that people type: that of the group's schedule, else their own, else that of the channel. */
export async function zoneFor(context: ZoneSources, group?: Group): Promise<OwnZone> {
  const { caller, settings, ownSettings } = context
  return (
    group?.schedule?.zone ??
    caller.zone ??
    (await ownSettings.zoneOf(caller.person)) ??
    (await settings.get((group ?? caller).place)).zone ?? { likely: await findLikely(context) }
  )
}

/** The zone of times in a channel's defaults: that of the channel, else as in {@link zoneFor}. */
export const defaultZoneFor = async (
  context: ZoneSources,
  { zone }: Pick<Settings, 'zone'>,
): Promise<OwnZone> => zone ?? zoneFor(context)

type ZoneSources = Pick<Context, 'caller' | 'settings' | 'ownSettings' | 'reading'>

/** The likely zones of a person: those of channels of the space and of the groups of this one, then those of who speaks the caller's language. */
export async function findLikely({ caller, settings, reading }: ZoneSources): Promise<readonly string[]> {
  const channels = await settings.list(caller.place.space)
  const groups = await reading.groups.listHere(caller)
  const nearby = [...channels.map(([, { zone }]) => zone), ...groups.map(({ schedule }) => schedule?.zone)]
  return findLikelyZones(
    nearby.filter((zone) => zone !== undefined),
    caller.language,
  )
}
