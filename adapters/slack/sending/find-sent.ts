import { z } from 'zod'
import type { Workspace } from '../client/workspace.ts'

const eventType = 'cruxgrid_message'
/** Clocks differ. */
const marginSeconds = 120
const pageSize = 200
/** Among more than fits on so many pages nothing is looked for. */
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

/** What a message carries, so that it can be found again. */
export const toMessageMetadata = (id: string) => ({ event_type: eventType, event_payload: { key: id } })

/**
 * Looks for a message by what it carries.
 *
 * @param since When it was tried first, in ms since 1970.
 * @returns Slack's id of it; nothing where it has not arrived.
 * @throws whatever keeps it from looking, and Error where too much was said since.
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
  throw new Error('So much was said since a message was sent that it can’t be told whether it has arrived')
}

/** A page of what was said there since then. */
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
