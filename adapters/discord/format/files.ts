import { MessageFlags, type RawFile, type RESTPostAPIChannelMessageJSONBody } from 'discord.js'
import type { PngRenderer } from '../../../src/picture/png.ts'
import type { Attachment, MessageBody } from './write.ts'

/** A message in the form that discord.js's `rest` sends. */
export interface Payload {
  readonly body: Pick<
    RESTPostAPIChannelMessageJSONBody,
    'components' | 'flags' | 'allowed_mentions' | 'attachments' | 'message_reference'
  >
  readonly files: RawFile[]
}

/**
 * Draws the pictures of a body and adds what every message has: it pings nobody, and when it replaces a message, that
 * message's files are dropped.
 *
 * @throws Error if a picture can't be drawn.
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

/** Always drawn for the dark theme, which most people use; its own background keeps it readable on the light one. */
const toBytes = async (file: Attachment, pictures: PngRenderer): Promise<Buffer> =>
  'picture' in file ? pictures.png(file.picture, 'dark') : Buffer.from(file.content)
