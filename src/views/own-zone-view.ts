import type { View } from '../chat/view.ts'
import { placeOf } from '../time/write-time.ts'
import { noteView } from './note-view.ts'

/** Above the form that asks for a person's time zone. */
export const ownZoneIntro =
  'I read the times you type in this zone. It is stored until you change it or use forget-me.'

export const zoneKeptView = (zone: string): View =>
  noteView(`From now on I read the times you type in the time zone of ${placeOf(zone)}.`)
