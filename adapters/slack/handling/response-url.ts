import { setTimeout } from 'node:timers/promises'
import { backoff } from '../../../src/time/backoff.ts'
import type { MessageBody } from '../format/write.ts'

const timeoutMs = 10_000
const maxTries = 6
const pauseMsAfter = backoff({ minMs: 400, maxMs: 12_800 })

/** An answer that Slack did not accept. */
export class AnswerRefused extends Error {
  readonly status: number
  /** Slack's reason, such as `expired_url`. */
  readonly reason: string

  constructor(status: number, reason: string) {
    super(`Slack rejected an answer: ${status} ${reason}`)
    this.name = 'AnswerRefused'
    this.status = status
    this.reason = reason
  }
}

export const isAnswerBlockRefused = (fault: unknown): boolean =>
  fault instanceof AnswerRefused && fault.reason.includes('invalid_blocks')

/** Whether the address belongs to Slack, or to the server that `apiUrl` names: nothing is sent anywhere else. */
export function isResponseUrl(text: string, apiUrl: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  const api = new URL(apiUrl)
  if (api.hostname !== 'slack.com') return origin === api.origin
  return protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)
}

interface ResponseOptions {
  readonly thread?: string | undefined
  /** Whether the answer replaces the note that was pressed on. */
  readonly replaces: boolean
}

/**
 * Posts an answer that only the user sees to the response address of a delivery. Retries while Slack can't be reached.
 *
 * @throws AnswerRefused when the address has expired or doesn't accept this answer.
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
  await sendWithRetries(url, body)
}

/** Deletes the note whose press had that response address. @throws as {@link postToResponseUrl}. */
export const deleteByResponseUrl = (url: string): Promise<void> =>
  sendWithRetries(url, JSON.stringify({ delete_original: true }))

async function sendWithRetries(url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send(url, body)
    if (outcome === undefined) return
    const { fault, waitMs } = outcome
    if (attempt >= maxTries || waitMs === undefined) throw fault
    await setTimeout(Math.max(waitMs, pauseMsAfter(attempt)))
  }
}

/** @returns the fault and, if it is worth a retry, the minimum wait in ms; `undefined` on success. */
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
