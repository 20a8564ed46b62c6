import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Picture } from '../../src/chat/view.ts'
import { fileName } from '../../src/export/file-name.ts'
import type { PngRenderer } from '../../src/picture/png.ts'
import { toSvg } from '../../src/picture/svg.ts'
import type { WebEnv } from '../web/client.ts'

const unnamed = 'private, no-cache'

/** Says that what the client has is still right. */
export function sendNotModified(c: Context<WebEnv>, etag: string, caching = unnamed): Response {
  c.header('etag', etag)
  c.header('cache-control', caching)
  return c.body(null, 304)
}

const etagOf = (content: string | Buffer): string =>
  `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`

/** Sends a content, or 304 if the client has it. */
export function sendUnlessKnown(
  c: Context<WebEnv>,
  type: string,
  content: string | Buffer,
  caching = unnamed,
): Response {
  const etag = etagOf(content)
  if (c.req.header('if-none-match') === etag) return sendNotModified(c, etag, caching)
  c.header('etag', etag)
  c.header('cache-control', caching)
  return c.body(typeof content === 'string' ? content : new Uint8Array(content), 200, {
    'content-type': type,
  })
}

export const sendPage = (c: Context<WebEnv>, page: string): Response =>
  sendUnlessKnown(c, 'text/html; charset=utf-8', page)

/** A picture in the theme that was asked for. */
export async function sendDrawn(
  c: Context<WebEnv>,
  picture: Picture,
  ending: 'svg' | 'png',
  pictures: PngRenderer,
): Promise<Response> {
  const theme = c.req.query('theme') === 'dark' ? 'dark' : 'light'
  return ending === 'svg'
    ? sendPicture(c, picture.key, Buffer.from(toSvg(picture, theme)), 'image/svg+xml')
    : sendPicture(c, picture.key, await pictures.png(picture, theme), 'image/png')
}

/** The picture for previews: light only. */
export const sendCard = async (c: Context<WebEnv>, card: Picture, pictures: PngRenderer): Promise<Response> =>
  sendPicture(c, card.key, await pictures.png(card, 'light'), 'image/png')

/** Kept for five minutes under an address that names the picture; asked about again under any other. */
function sendPicture(c: Context<WebEnv>, key: string, body: Buffer, type: string): Response {
  const isNamed = c.req.query('v') === key
  return sendUnlessKnown(c, type, body, isNamed ? 'private, max-age=300' : undefined)
}

const dataTypes = {
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
} as const
export type DataEnding = keyof typeof dataTypes

interface DataFile {
  readonly title: string
  readonly ending: DataEnding
  readonly content: string
  /** In ms since 1970. */
  readonly now: number
}

/** A file to save. */
export function sendData(c: Context<WebEnv>, { title, ending, content, now }: DataFile): Response {
  const name = fileName(title, now, ending)
  c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  return sendUnlessKnown(c, `${dataTypes[ending]}; charset=utf-8`, content)
}
