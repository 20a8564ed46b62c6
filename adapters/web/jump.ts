import type { Message } from '../../src/chat/message.ts'

/** A message in the playground, as a link leads to it. */
export interface Jump {
  readonly channel: string
  readonly thread?: string
  readonly message: string
}

/** The address of a message: the page's own, without the person who looks, whom the page knows. */
export const toJump = ({ place: { channel, thread }, id }: Message): string =>
  writeJump({ channel, message: id, ...(thread !== undefined && { thread }) })

/** @param person Who looks at it. */
export const writeJump = ({ channel, thread, message }: Jump, person?: string): string =>
  `#${new URLSearchParams({
    ...(person !== undefined && { as: person }),
    in: channel,
    ...(thread !== undefined && { thread }),
    message,
  })}`

/** Where an address leads; `undefined` if it isn't that of a message. */
export function readJump(url: string): Jump | undefined {
  if (!url.startsWith('#')) return undefined
  const query = new URLSearchParams(url.slice(1))
  const [channel, thread, message] = ['in', 'thread', 'message'].map((name) => query.get(name) ?? undefined)
  if (channel === undefined || message === undefined) return undefined
  return { channel, message, ...(thread !== undefined && { thread }) }
}
