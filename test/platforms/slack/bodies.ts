import type { IncomingMessage } from 'node:http'

/** What came with a request: fields, and for an upload its bytes. */
export async function readBody(request: IncomingMessage): Promise<{
  readonly fields: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { fields: Object.fromEntries(new URLSearchParams(bytes.toString())), bytes }
  if (type.startsWith('application/json')) {
    const fields: unknown = JSON.parse(bytes.toString())
    return { fields: typeof fields === 'object' && fields !== null ? { ...fields } : {}, bytes }
  }
  if (!type.startsWith('multipart/')) return { fields: {}, bytes }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const files = [...form.values()].filter((value) => typeof value !== 'string')
  const [file] = files
  return { fields: {}, bytes: file === undefined ? Buffer.alloc(0) : Buffer.from(await file.arrayBuffer()) }
}
