import { z } from 'zod'
import { userAgent } from '../../shared/user-agent.ts'

const timeoutMs = 10_000

const Answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() })

/** Slack's answer with what only its headers say. */
interface Asked {
  readonly body: z.infer<typeof Answer>
  /** Its error code; `undefined` for a success. */
  readonly error: string | undefined
  /** Slack's clock, in ms since 1970. */
  readonly date: number
  /** Those of the token. */
  readonly scopes: readonly string[]
}

/** Calls a method once. @returns `undefined` if nothing of Slack answers there. */
export async function ask(
  apiUrl: string,
  method: string,
  token: string,
  args: Readonly<Record<string, string>> = {},
): Promise<Asked | undefined> {
  try {
    const response = await fetch(new URL(method, apiUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'user-agent': userAgent },
      body: new URLSearchParams(args),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = Answer.parse(await response.json())
    return {
      body,
      error: body.ok ? undefined : (body.error ?? 'unknown'),
      date: Date.parse(response.headers.get('date') ?? ''),
      scopes: (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim()),
    }
  } catch {
    return undefined
  }
}
