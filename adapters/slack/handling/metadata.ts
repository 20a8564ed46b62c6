import { z } from 'zod'
import type { Call } from '../../../src/chat/call.ts'
import { Place } from '../../../src/chat/caller.ts'
import type { ControlStore, EncodeControl } from '../../shared/control-store.ts'
import { toPersonId } from '../client/ids.ts'
import { limits } from '../format/limits.ts'
import type { SlackActor } from './actor.ts'

const Metadata = z.object({
  v: z.literal(1),
  /** The workspace that the form was opened in; it is valid only there. */
  team: z.string(),
  /** The call that the form submits, encoded as in a control; missing in a note. */
  call: z.string().optional(),
  /** The id of a stored form that was opened again. */
  form: z.string().optional(),
  /** The name of the key that the form is encrypted with where it is stored. */
  secretUnder: z.string().optional(),
  channel: z.string().optional(),
  thread: z.string().optional(),
  answerTo: z.string().optional(),
  onNote: z.boolean().optional(),
  fromHome: z.boolean().optional(),
  about: Place.optional(),
})

/** The private metadata of a form: the call that it submits, and where it was opened. */
export interface FormMetadata {
  readonly call?: Call | undefined
  /** The id of a stored form that was opened again. */
  readonly form?: string | undefined
  /** The name of the key that the form is encrypted with where it is stored. */
  readonly secretUnder?: string | undefined
  readonly from: Pick<SlackActor, 'channel' | 'thread' | 'responseUrl' | 'onNote' | 'fromHome' | 'about'>
}

/** Characters left for everything but the call. */
const reservedLength = 1000

/** Encodes the metadata in at most 3,000 characters. */
export function writeMetadata(
  team: string,
  { call, form, secretUnder, from }: FormMetadata,
  encodeControl: EncodeControl,
): string {
  const { channel, thread, responseUrl: answerTo, onNote, fromHome, about } = from
  return JSON.stringify({
    v: 1,
    team,
    call: call && encodeControl(call, limits.metadata - reservedLength),
    form,
    secretUnder,
    channel,
    thread,
    answerTo,
    ...(onNote === true && { onNote }),
    ...(fromHome === true && { fromHome }),
    about,
  } satisfies z.input<typeof Metadata>)
}

/** @returns `undefined` if the text was not written by `writeMetadata` for this workspace. */
export async function readMetadata(
  text: string,
  team: string,
  user: string,
  controlStore: ControlStore,
): Promise<FormMetadata | undefined> {
  const parsed = Metadata.safeParse(parseJson(text))
  if (!parsed.success || parsed.data.team !== team) return undefined
  const {
    call,
    form,
    secretUnder,
    channel,
    thread,
    answerTo,
    onNote = false,
    fromHome = false,
    about,
  } = parsed.data
  return {
    form,
    secretUnder,
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
