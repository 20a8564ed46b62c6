import { z } from 'zod'
import type { Part, View } from '../../../src/chat/view.ts'
import type { Workspace } from '../client/workspace.ts'
import type { Target } from './find-sent.ts'
import type { Pictures } from './pictures.ts'

const maxShareMs = 10_000

const Shared = z.object({ files: z.tuple([z.object({ files: z.tuple([z.object({ id: z.string() })]) })]) })

type File = Extract<Part, { kind: 'file' }>

export const findFiles = ({ parts }: View): readonly File[] => parts.filter((part) => part.kind === 'file')

/** A message can't carry a file: it says that the thread under it does. */
export const withFilesBelow = (view: View): View => ({
  ...view,
  parts: view.parts.map((part) =>
    part.kind === 'file' ? { kind: 'text', text: [{ strong: part.name }, ' is in the thread.'] } : part,
  ),
})

/** Sends a file into a conversation or a thread. @throws Error when Slack takes it and never shows it. */
export async function sendFile(
  workspace: Workspace,
  pictures: Pictures,
  { channel, thread }: Target,
  { name, content }: File,
): Promise<void> {
  const order = { file: Buffer.from(content), filename: name, title: name }
  const where = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread }
  const done = await workspace.call(
    'files.upload',
    (client) => client.filesUploadV2({ ...order, ...where }),
    { retries: 1 },
  )
  const [{ files }] = Shared.parse(done).files
  if (!(await pictures.isShared(workspace, files[0].id, maxShareMs)))
    throw new Error('Slack took a file and did not share it')
}
