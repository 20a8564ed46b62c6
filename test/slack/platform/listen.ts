import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Slack } from '../../platforms/slack/loopback.ts'
import { clientOf } from './clients.ts'

/** What a bot would hear, over a connection on which nothing is acknowledged by itself. */
export async function listen(slack: Slack) {
  const { url = '' } = await clientOf(slack, slack.appToken).apps.connections.open()
  const socket = new WebSocket(url)
  const heard: {
    readonly envelope_id: string
    readonly type: string
    readonly payload: { event_id?: string; trigger_id?: string }
    readonly retry_attempt?: number
  }[] = []
  const waiting: (() => void)[] = []
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    for (const look of waiting.splice(0)) look()
  })
  await once(socket, 'open')
  return {
    socket,
    heard,
    /** The envelope that came in that place; hello is the first. */
    async at(place: number) {
      while (heard.length <= place) await new Promise<void>((resolve) => waiting.push(resolve))
      const envelope = heard[place]
      if (envelope === undefined) throw new Error('Nothing came')
      return envelope
    },
    acknowledge: ({ envelope_id }: { readonly envelope_id: string }, payload: object = {}) =>
      socket.send(JSON.stringify({ envelope_id, payload })),
  }
}

export const answerAt = (url: string | undefined, body: object) =>
  fetch(url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
