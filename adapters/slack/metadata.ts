import { z } from 'zod'
import type { Call } from '../../src/chat/call.ts'
import type { Aside, ToControl } from '../../src/store/aside.ts'
import { limits } from './limits.ts'
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
})

/** What a form remembers: what it submits to, and where it was opened. */
export interface Remembered {
  readonly call?: Call | undefined
  readonly from: Pick<Asked, 'channel' | 'thread' | 'answerTo' | 'onNote' | 'fromHome'>
}

const roomForTheRest = 1000

/** A form's private metadata: at most 3,000 characters. */
export function writeMetadata(team: string, { call, from }: Remembered, toControl: ToControl): string {
  const { channel, thread, answerTo, onNote, fromHome } = from
  return JSON.stringify({
    v: 1,
    team,
    call: call && toControl(call, limits.metadata - roomForTheRest),
    channel,
    thread,
    answerTo,
    ...(onNote === true && { onNote }),
    ...(fromHome === true && { fromHome }),
  } satisfies z.input<typeof Metadata>)
}

/** @returns nothing for what was not written in this workspace. */
export async function readMetadata(
  text: string,
  team: string,
  aside: Aside,
): Promise<Remembered | undefined> {
  const parsed = Metadata.safeParse(jsonOf(text))
  if (!parsed.success || parsed.data.team !== team) return undefined
  const { call, channel, thread, answerTo, onNote = false, fromHome = false } = parsed.data
  return {
    call: call === undefined ? undefined : await aside.call(call),
    from: { channel, thread, answerTo, onNote, fromHome },
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
