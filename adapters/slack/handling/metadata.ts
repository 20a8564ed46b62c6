import { z } from 'zod'
import type { Call } from '../../../src/chat/call.ts'
import { Place } from '../../../src/chat/caller.ts'
import type { ControlStore, EncodeControl } from '../../shared/control-store.ts'
import { personOf } from '../client/ids.ts'
import { limits } from '../format/limits.ts'
import type { Asked } from './read.ts'

const Metadata = z.object({
  v: z.literal(1),
  /** The workspace that the form was opened in: it is good in no other. */
  team: z.string(),
  /** What it submits to, as a control carries it; nothing for something to read. */
  call: z.string().optional(),
  channel: z.string().optional(),
  thread: z.string().optional(),
  answerTo: z.string().optional(),
  onNote: z.boolean().optional(),
  fromHome: z.boolean().optional(),
  about: Place.optional(),
})

/** What a form remembers: what it submits to, and where it was opened. */
export interface Remembered {
  readonly call?: Call | undefined
  readonly from: Pick<Asked, 'channel' | 'thread' | 'answerTo' | 'onNote' | 'fromHome' | 'about'>
}

const roomForTheRest = 1000

/** A form's private metadata: at most 3,000 characters. */
export function writeMetadata(team: string, { call, from }: Remembered, toControl: EncodeControl): string {
  const { channel, thread, answerTo, onNote, fromHome, about } = from
  return JSON.stringify({
    v: 1,
    team,
    call: call && toControl(call, limits.metadata - roomForTheRest),
    channel,
    thread,
    answerTo,
    ...(onNote === true && { onNote }),
    ...(fromHome === true && { fromHome }),
    about,
  } satisfies z.input<typeof Metadata>)
}

/** @returns nothing for what was not written in this workspace. */
export async function readMetadata(
  text: string,
  team: string,
  user: string,
  aside: ControlStore,
): Promise<Remembered | undefined> {
  const parsed = Metadata.safeParse(jsonOf(text))
  if (!parsed.success || parsed.data.team !== team) return undefined
  const { call, channel, thread, answerTo, onNote = false, fromHome = false, about } = parsed.data
  return {
    call: call === undefined ? undefined : (await aside.readControl(call, personOf(team, user)))?.call,
    from: { channel, thread, answerTo, onNote, fromHome, about },
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
