import { createHmac } from 'node:crypto'

/**
 * The headers that show a request to be Slack's.
 * @param at In seconds since 1970.
 */
export function signed(body: string, secret: string, at = Math.floor(Date.now() / 1000)) {
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')
  return { 'X-Slack-Request-Timestamp': String(at), 'X-Slack-Signature': `v0=${mac}` }
}
