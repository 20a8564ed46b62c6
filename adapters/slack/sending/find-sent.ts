import { z } from 'zod'
import type { Workspace } from '../client/workspace.ts'

const eventType = 'cruxgrid_message'
/** The clocks of Slack and of this machine may differ by this much. */
const marginSeconds = 120
const pageSize = 200
/** The search gives up after this many pages. */
const maxPages = 50

const History = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z
          .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
          .optional(),
      }),
    )
    .default([]),
  response_metadata: z.object({ next_cursor: z.string().default('') }).default({ next_cursor: '' }),
})

/** Where a message goes: a conversation, or a thread of it. */
export interface Target {
  readonly channel: string
  readonly thread?: string | undefined
  /** Whether what goes into a thread is shown in the conversation too. */
  readonly isForChannel?: boolean
}

/** The metadata that marks a message with its id, so that it can be found again. */
export const toMessageMetadata = (id: string) => ({ event_type: eventType, event_payload: { key: id } })

/**
 * Finds a message that was sent with `toMessageMetadata(id)`.
 *
 * @param since When it was first sent, in ms since 1970.
 * @returns its `ts`; `undefined` if it has not arrived.
 * @throws the fault of a failed call, and Error when there are too many messages to search.
 */
export async function findSent(
  workspace: Workspace,
  target: Target,
  id: string,
  since: number,
): Promise<string | undefined> {
  const oldest = String(Math.floor(since / 1000) - marginSeconds)
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const { messages, response_metadata } = await readPage(workspace, target, oldest, cursor)
    const sent = messages.find(
      ({ metadata }) => metadata?.event_type === eventType && metadata.event_payload.key === id,
    )
    if (sent !== undefined) return sent.ts
    cursor = response_metadata.next_cursor
    if (cursor === '') return undefined
  }
  throw new Error("So much has been posted since that I can't tell whether my message arrived.")
}

/** One page of the messages in a conversation or a thread, from `oldest` on. */
async function readPage(
  workspace: Workspace,
  { channel, thread }: Target,
  oldest: string,
  cursor: string | undefined,
): Promise<z.infer<typeof History>> {
  const range = {
    channel,
    oldest,
    inclusive: true,
    include_all_metadata: true,
    limit: pageSize,
    ...(cursor !== undefined && { cursor }),
  }
  const found = await (thread === undefined
    ? workspace.callOnce('conversations.history', (client) => client.conversations.history(range))
    : workspace.callOnce('conversations.replies', (client) =>
        client.conversations.replies({ ...range, ts: thread }),
      ))
  return History.parse(found)
}
