import { z } from 'zod'
import type { StoredFile } from './entities.ts'
import type { Files } from './files.ts'
import type { Messages } from './messages.ts'
import { count, json, type Method, method, writableChannel } from './method.ts'
import { refused, wronged } from './refused.ts'
import type { Workspace } from './world.ts'

const Completed = z.array(
  z.strictObject({ id: z.string(), title: z.string().optional(), highlight_type: z.string().optional() }),
)

/** Uploads with alternative text are said to vanish on their way into a channel, so nobody gives any. */
const altText = { alt_text: z.string().optional(), alt_txt: z.string().optional() }

function checkAltText({
  alt_text,
  alt_txt,
}: {
  alt_text?: string | undefined
  alt_txt?: string | undefined
}): void {
  if (alt_text !== undefined || alt_txt !== undefined)
    throw wronged('invalid_arguments', 'an upload with alternative text')
}

function found({ files }: Workspace, id: string): StoredFile {
  const file = files.get(id)
  if (file === undefined) throw refused('file_not_found')
  if (file.isDeleted) throw refused('file_deleted')
  return file
}

/** `files.*` */
export function fileMethods(
  files: Files,
  messages: Messages,
  origin: () => string,
): Readonly<Record<string, Method>> {
  const scopes = ['files:write']

  function share(
    workspace: Workspace,
    file: StoredFile,
    id: string,
    threadTs: string | undefined,
    text: string,
  ): void {
    const channel = workspace.channels.get(id)
    if (channel === undefined) return
    const sent = messages.post(
      workspace,
      { text, blocks: [] },
      { channel: id, threadTs, by: workspace.bot.user, files: [file.id] },
    )
    file.shares.push({ channel: id, kind: channel.kind === 'public' ? 'public' : 'private', ts: sent.ts })
  }

  return {
    'files.getUploadURLExternal': method({
      scopes,
      args: { filename: z.string(), length: count, snippet_type: z.string().optional(), ...altText },
      run({ filename, length = 0, ...rest }, { workspace }) {
        checkAltText(rest)
        if (length <= 0) throw wronged('invalid_arguments', 'a file of no length')
        const file = files.reserve(workspace, filename, length)
        return { ok: true, upload_url: `${origin()}/upload/${file.upload}`, file_id: file.id }
      },
    }),
    'files.completeUploadExternal': method({
      scopes,
      args: {
        files: json,
        channel_id: z.string().optional(),
        thread_ts: z.string().optional(),
        initial_comment: z.string().optional(),
        ...altText,
      },
      run(
        { files: given, channel_id: id, thread_ts: threadTs, initial_comment: text = '', ...rest },
        { workspace },
      ) {
        checkAltText(rest)
        const completed = Completed.safeParse(given)
        if (!completed.success) throw wronged('invalid_arguments', z.prettifyError(completed.error))
        if (id !== undefined && !/^[CGDZ][A-Z0-9]+$/.test(id))
          throw wronged('channel_not_found', `an upload to ${id}`)
        if (id !== undefined) writableChannel(workspace, id)
        const all = completed.data.map(({ id: fileId, title }) => ({ file: found(workspace, fileId), title }))
        for (const { file, title } of all)
          files.complete(file, title, () => {
            if (id !== undefined) share(workspace, file, id, threadTs, text)
          })
        return { ok: true, files: all.map(({ file }) => files.payload(workspace, file)) }
      },
    }),
    'files.info': method({
      scopes: ['files:read'],
      args: { file: z.string() },
      run: ({ file }, { workspace }) => ({
        ok: true,
        file: {
          ...files.payload(workspace, found(workspace, file)),
          url_private_download: `${origin()}/download/${file}`,
        },
      }),
    }),
    'files.delete': method({
      scopes,
      args: { file: z.string() },
      run({ file: id }, { workspace }) {
        const file = found(workspace, id)
        file.isDeleted = true
        files.checkGone(workspace, file)
        return { ok: true }
      },
    }),
  }
}
