import { UserError } from '../../src/chat/user-error.ts'

/** A slow connection is given that long for a file, in ms. */
const timeoutMs = 60_000

interface FileRequest {
  /** The servers that files are on, as origins. Nothing is sent to any other, and no redirect is followed. */
  readonly origins: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Reads a file that a person has given to a form, from the platform's own servers alone. What is too much for its reader is
 * not read.
 *
 * @throws UserError if it can't be read.
 */
export async function* fetchFile(
  url: string,
  { origins, headers = {} }: FileRequest,
): AsyncIterable<Uint8Array> {
  if (!URL.canParse(url) || !origins.includes(new URL(url).origin)) throw fileUnreadable()
  const response = await answerOf(() =>
    fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) }),
  )
  if (!response.ok || response.body === null) {
    await response.body?.cancel()
    throw fileUnreadable(new Error(`The file was answered with ${response.status}`))
  }
  const reader = response.body.getReader()
  try {
    for (
      let next = await answerOf(() => reader.read());
      !next.done;
      next = await answerOf(() => reader.read())
    )
      yield next.value
  } finally {
    await reader.cancel().catch(() => {})
  }
}

async function answerOf<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (fault) {
    throw fileUnreadable(fault)
  }
}

/** The file is gone, or the platform doesn't give it. */
export const fileUnreadable = (cause?: unknown) =>
  new UserError("I couldn't read that file.", ['Send it again: ', { typed: 'import' }], { cause })
