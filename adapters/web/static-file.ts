import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

type Bytes = Uint8Array<ArrayBuffer>

/** A text that browsers load, plain and compressed. */
export interface StaticFile {
  readonly type: string
  /** Changes with the text. */
  readonly etag: string
  readonly plain: Bytes
  readonly gzip: Bytes
  readonly br: Bytes
}

/** Compresses a text once, in every encoding that it is sent in. */
export async function toStaticFile(text: string, type: string): Promise<StaticFile> {
  const bytes = Buffer.from(text)
  const [zipped, br] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  ])
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  return { type, etag, plain: new Uint8Array(bytes), gzip: new Uint8Array(zipped), br: new Uint8Array(br) }
}

/** Sends the file in the best encoding that the browser accepts, or 304 if the browser has it already. */
export function serveFile(c: Context, { type, etag, ...bodies }: StaticFile): Response {
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name))
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
    vary: 'accept-encoding',
    etag,
  }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return c.body(bodies[encoding ?? 'plain'], 200, {
    ...headers,
    ...(encoding !== undefined && { 'content-encoding': encoding }),
  })
}
