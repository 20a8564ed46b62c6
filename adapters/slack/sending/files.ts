import { z } from 'zod'
import type { Part, View } from '../../../src/chat/view.ts'
import type { Workspace } from '../client/workspace.ts'
import { labels } from '../format/labels.ts'
import type { Target } from './find-sent.ts'
import type { Pictures } from './pictures.ts'

const maxShareMs = 10_000

const Shares = z.object({
  file: z.object({
    /** By visibility and conversation. */
    shares: z.record(z.string(), z.record(z.string(), z.array(z.object({ ts: z.string() })))).default({}),
  }),
})

const Shared = z.object({ files: z.tuple([z.object({ files: z.tuple([z.object({ id: z.string() })]) })]) })

export type File = Extract<Part, { kind: 'file' }>

export const findFiles = ({ parts }: View): readonly File[] => parts.filter((part) => part.kind === 'file')

/** The view with each file replaced by a note that it is in the thread: a message with blocks can't carry files. */
export const withFilesBelow = (view: View): View => ({
  ...view,
  parts: view.parts.map((part) =>
    part.kind === 'file' ? { kind: 'text', text: [{ strong: part.name }, labels.fileInThread] } : part,
  ),
})

/** The view with a note in place of each of these files. */
export const withoutFiles = (view: View, unsent: ReadonlySet<File>): View => ({
  ...view,
  parts: view.parts.map((part) =>
    part.kind === 'file' && unsent.has(part) ? { kind: 'text', text: labels.fileNotSent } : part,
  ),
})

/** Sends a file to a conversation or a thread. @returns Slack's id of it. @throws Error when Slack accepts the file and doesn't share it there. */
export async function sendFile(
  workspace: Workspace,
  pictures: Pictures,
  { channel, thread }: Target,
  { name, content }: File,
): Promise<string> {
  const upload = { file: Buffer.from(content), filename: name, title: name }
  const where = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread }
  const done = await workspace.call(
    'files.upload',
    (client) => client.filesUploadV2({ ...upload, ...where }),
    { retries: 1 },
  )
  const [{ files }] = Shared.parse(done).files
  const [{ id }] = files
  if (!(await pictures.isShared(workspace, id, maxShareMs)))
    throw new Error('Slack accepted a file and did not share it')
  return id
}

/** Deletes the messages that carry a file in a conversation, of which Slack would else keep a note that it was deleted. */
export async function deleteMessagesOf(workspace: Workspace, channel: string, file: string): Promise<void> {
  const found = await workspace.call('files.info', (client) => client.files.info({ file }))
  for (const conversations of Object.values(Shares.parse(found).file.shares))
    for (const { ts } of conversations[channel] ?? [])
      await workspace.call('chat.delete', (client) => client.chat.delete({ channel, ts }))
}
