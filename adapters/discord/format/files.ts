import { MessageFlags, type RawFile, type RESTPostAPIChannelMessageJSONBody } from 'discord.js'
import type { PngRenderer } from '../../../src/picture/png.ts'
import type { Attachment, MessageBody } from './write.ts'

/** A message as it is sent: what discord.js's `rest` takes. */
export interface Payload {
  readonly body: Pick<
    RESTPostAPIChannelMessageJSONBody,
    'components' | 'flags' | 'allowed_mentions' | 'attachments'
  >
  readonly files: RawFile[]
}

/**
 * A body with the bytes of its files, nobody to ping, and no files but these: those of the message that it replaces
 * are dropped.
 *
 * @throws Error when a picture can't be drawn.
 */
export async function toPayload({ components, files }: MessageBody, pictures: PngRenderer): Promise<Payload> {
  const bytes = await Promise.all(files.map((file) => toBytes(file, pictures)))
  return {
    body: {
      components,
      flags: MessageFlags.IsComponentsV2,
      allowed_mentions: { parse: [] },
      attachments: files.map((file, i) => ({
        id: String(i),
        filename: file.name,
        ...('alt' in file && { description: file.alt }),
      })),
    },
    files: files.map(({ name }, i) => ({ name, data: bytes[i] ?? Buffer.alloc(0) })),
  }
}

/** The body without its pictures: the tally stands in its text, too. */
export function withoutPictures({ components, files }: MessageBody): MessageBody {
  const isPicture = (component: MessageBody['components'][number]) => 'items' in component
  return {
    components: components.filter((component) => !isPicture(component)),
    files: files.filter((file) => !('picture' in file)),
  }
}

/** Most people read Discord in the dark, and the picture has a ground of its own for the others. */
const toBytes = async (file: Attachment, pictures: PngRenderer): Promise<Buffer> =>
  'picture' in file ? pictures.png(file.picture, 'dark') : Buffer.from(file.content)
