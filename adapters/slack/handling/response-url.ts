import { setTimeout } from 'node:timers/promises'
import type { MessageBody } from '../format/write.ts'

const timeoutMs = 10_000
const maxTries = 6

/** An answer that Slack didn't take. */
export class AnswerRefused extends Error {
  readonly status: number
  /** What Slack says of it, such as `expired_url`. */
  readonly reason: string

  constructor(status: number, reason: string) {
    super(`Slack did not take an answer: ${status} ${reason}`)
    this.name = 'AnswerRefused'
    this.status = status
    this.reason = reason
  }
}

export const isAnswerBlockRefused = (fault: unknown): boolean =>
  fault instanceof AnswerRefused && fault.reason.includes('invalid_blocks')

/** Whether the address is one of Slack's own, or of what stands in for Slack: nothing is sent anywhere else. */
export function isResponseUrl(text: string, apiUrl: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  const api = new URL(apiUrl)
  if (api.hostname !== 'slack.com') return origin === api.origin
  return protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)
}

interface ResponseOptions {
  readonly thread?: string | undefined
  /** Takes the place of the note that was pressed on. */
  readonly replaces: boolean
}

/**
 * Answers one person alone through the address that came with what they did. Tried again while Slack can't be reached.
 *
 * @throws AnswerRefused when the address takes no more answers, or not this one.
 */
export async function postToResponseUrl(
  url: string,
  { text, blocks }: MessageBody,
  { thread, replaces }: ResponseOptions,
): Promise<void> {
  const body = JSON.stringify({
    response_type: 'ephemeral',
    replace_original: replaces,
    text,
    blocks,
    ...(thread !== undefined && { thread_ts: thread }),
  })
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send(url, body)
    if (outcome === undefined) return
    const { fault, waitMs } = outcome
    if (attempt >= maxTries || waitMs === undefined) throw fault
    await setTimeout(Math.max(waitMs, 200 * 2 ** attempt))
  }
}

/** @returns what went wrong, and how long to wait before another try makes sense; nothing when all went well. */
async function send(
  url: string,
  body: string,
): Promise<{ readonly fault: unknown; readonly waitMs?: number } | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const reply = (await response.text()).slice(0, 300)
    const isRefused = /"ok":\s*false/.test(reply)
    if (response.ok && !isRefused) return undefined
    const fault = new AnswerRefused(response.status, reply)
    if (response.status === 429)
      return { fault, waitMs: Number(response.headers.get('retry-after') ?? 1) * 1000 }
    return response.status >= 500 ? { fault, waitMs: 0 } : { fault }
  } catch (fault) {
    return { fault, waitMs: 0 }
  }
}
