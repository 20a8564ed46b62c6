import { z } from 'zod'
import type { Call } from '../../../src/chat/call.ts'
import { Place } from '../../../src/chat/caller.ts'
import type { ControlStore, EncodeControl } from '../../shared/control-store.ts'
import { toPersonId } from '../client/ids.ts'
import { limits } from '../format/limits.ts'
import type { SlackActor } from './read.ts'

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
export interface FormMetadata {
  readonly call?: Call | undefined
  readonly from: Pick<SlackActor, 'channel' | 'thread' | 'responseUrl' | 'onNote' | 'fromHome' | 'about'>
}

const reservedLength = 1000

/** A form's private metadata: at most 3,000 characters. */
export function writeMetadata(
  team: string,
  { call, from }: FormMetadata,
  encodeControl: EncodeControl,
): string {
  const { channel, thread, responseUrl: answerTo, onNote, fromHome, about } = from
  return JSON.stringify({
    v: 1,
    team,
    call: call && encodeControl(call, limits.metadata - reservedLength),
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
  controlStore: ControlStore,
): Promise<FormMetadata | undefined> {
  const parsed = Metadata.safeParse(parseJson(text))
  if (!parsed.success || parsed.data.team !== team) return undefined
  const { call, channel, thread, answerTo, onNote = false, fromHome = false, about } = parsed.data
  return {
    call:
      call === undefined ? undefined : (await controlStore.readControl(call, toPersonId(team, user)))?.call,
    from: { channel, thread, responseUrl: answerTo, onNote, fromHome, about },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
