import { randomBytes } from 'node:crypto'
import type { Sent, StoredFile } from './entities.ts'
import type { Happenings } from './happenings.ts'
import { refused, wronged } from './refused.ts'
import { objectsIn } from './rules.ts'
import type { Settings } from './settings.ts'
import type { Workspace } from './world.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Uploads in three steps, and files that can be shown a while after the last one. */
export function createFiles(happenings: Happenings, settings: Settings) {
  const uploads = new Map<string, StoredFile>()

  return {
    /** Reserves a file of that many bytes. */
    reserve(workspace: Workspace, name: string, length: number): StoredFile {
      const id = newFileId()
      const upload = `${id}-${Math.random().toString(36).slice(2)}`
      const file: StoredFile = {
        id,
        name,
        length,
        upload,
        title: name,
        isComplete: false,
        isDeleted: false,
        isReady: false,
        shares: [],
      }
      workspace.files.set(id, file)
      uploads.set(upload, file)
      return file
    },
    /** Somebody uploads a file. @returns its id. */
    give(workspace: Workspace, user: string, content: string): string {
      const file = this.reserve(workspace, 'votes.csv', content.length)
      const given = { ...file, user, bytes: Buffer.from(content), isComplete: true, isReady: true }
      workspace.files.set(file.id, given)
      return file.id
    },
    /** The text of a file, for whoever may have it. @throws Refused */
    download(workspace: Workspace | undefined, id: string): string {
      const file = workspace?.files.get(id)
      if (file?.bytes === undefined) throw refused('file_not_found')
      return file.bytes.toString()
    },
    /** Takes the bytes of a file. @throws Refused where they don't fit. */
    receive(upload: string, bytes: Buffer): void {
      const file = uploads.get(upload)
      if (file === undefined) throw refused('not_found')
      if (bytes.length !== file.length)
        throw wronged('length', `${bytes.length} bytes for ${file.name} instead of ${file.length}`)
      if (file.name.endsWith('.png') && !bytes.subarray(0, 8).equals(signature))
        throw wronged('not_a_png', `${file.name} is no PNG`)
      file.bytes = bytes
    },
    /** Ends an upload; the file is ready a while later, and then `use` is called. */
    complete(file: StoredFile, title: string | undefined, use: () => void): void {
      if (file.bytes === undefined)
        throw wronged('file_not_found', `${file.id} was completed before its bytes were there`)
      if (title !== undefined) file.title = title
      file.isComplete = true
      happenings.later(settings.fileReadyAfter, () => {
        file.isReady = true
        if (!file.isDeleted) use()
      })
    },
    payload: (workspace: Workspace, file: StoredFile) => filePayload(workspace, file),
    /** Looks at what shows a file that is deleted now. */
    checkGone(workspace: Workspace, file: StoredFile): void {
      const views = [...workspace.views.values()].filter(({ isOpen }) => isOpen)
      for (const sent of workspace.messages.values())
        if (sent.isDeleted !== true && showsFile(sent, file.id))
          happenings.violate(`the message ${sent.ts} in ${sent.channel} shows a deleted file, ${file.id}`)
      for (const view of views)
        if (showsFile(view, file.id))
          happenings.violate(`the view ${view.id} shows a deleted file, ${file.id}`)
    },
    /**
     * Looks at the files that blocks show.
     * @returns What Slack says of those that can't be shown.
     */
    faultsOf(workspace: Workspace, blocks: unknown): readonly string[] {
      return shownFiles(blocks).flatMap((id) => {
        const file = workspace.files.get(id)
        if (file?.isDeleted === true) happenings.violate(`something that is sent shows a deleted file, ${id}`)
        else if (file === undefined)
          happenings.violate(`something that is sent shows ${id}, which is no file`)
        else if (!file.isReady && !settings.mayShowUnready)
          happenings.violate(`something that is sent shows ${id} before it is ready`)
        return file?.isReady === true && !file.isDeleted ? [] : [`invalid slack file ${id}`]
      })
    },
  }
}

/** Never that of a file of another loopback: who still knows that one has it deleted. */
const newFileId = (): string =>
  `F0${[...randomBytes(9)].map((byte) => (byte % 36).toString(36).toUpperCase()).join('')}`

export type Files = ReturnType<typeof createFiles>

/** What is shown stays as it is: a change brings other blocks. */
const known = new WeakMap<object, readonly string[]>()

function shownFiles(blocks: unknown): readonly string[] {
  if (typeof blocks !== 'object' || blocks === null) return []
  const found = known.get(blocks) ?? filesShownIn(blocks)
  known.set(blocks, found)
  return found
}

const filesShownIn = (blocks: object): readonly string[] =>
  [...objectsIn(blocks)].flatMap(({ slack_file: shown }) => {
    if (typeof shown !== 'object' || shown === null) return []
    if ('id' in shown && typeof shown.id === 'string') return [shown.id]
    return 'url' in shown && typeof shown.url === 'string'
      ? [/F0[0-9A-Z]+/.exec(shown.url)?.[0] ?? shown.url]
      : []
  })

const showsFile = ({ blocks, files = [] }: { blocks: unknown; files?: Sent['files'] }, id: string) =>
  files.includes(id) || shownFiles(blocks).includes(id)

function filePayload(workspace: Workspace, file: StoredFile) {
  const { id, name, title, length, isReady, shares } = file
  const kind = name.split('.').at(-1) ?? ''
  const url = `https://files.slack.com/files-pri/${workspace.id}-${id}/${encodeURIComponent(name)}`
  const shared = (which: 'public' | 'private') =>
    Object.fromEntries(
      shares.filter((share) => share.kind === which).map(({ channel, ts }) => [channel, [{ ts }]]),
    )
  return {
    id,
    created: Math.floor(Date.now() / 1000),
    name,
    title,
    // Both stay empty until the file was processed, also after the upload was said to be complete.
    mimetype: isReady ? (kind === 'png' ? 'image/png' : 'text/plain') : '',
    filetype: isReady ? kind : '',
    user: file.user ?? workspace.bot.user,
    size: length,
    mode: 'hosted',
    is_public: shares.some((share) => share.kind === 'public'),
    url_private: url,
    permalink: `https://${workspace.domain}.slack.com/files/${workspace.bot.user}/${id}/${name}`,
    channels: shares.filter((share) => share.kind === 'public').map(({ channel }) => channel),
    shares: { public: shared('public'), private: shared('private') },
  }
}
