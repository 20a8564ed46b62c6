import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Reply } from '../../adapters/web/wire.ts'
import type { Call } from '../../src/chat/call.ts'
import { playgroundAt } from '../running.ts'
import { textOf } from '../view-text.ts'
import { type Chat, patienceMs } from './chat.ts'
import { startRelay } from './relay.ts'

const channel = 'reading-group'
/** One is opened now and then, whose paper every source is asked for, and deleted again. */
const opens = 40
/** Between two tries of what didn't arrive, as the page has it. */
const pauseMs = 1000

/** People in the playground, in one channel, whose connections can be cut off. */
export async function createWebChat(address: string, size: number): Promise<Chat> {
  const relay = await startRelay(address)
  // What comes before the faults asks the process itself.
  const { call, get, join } = playgroundAt(address)
  const voters: string[] = []
  for (let i = 0; i < size; i += 1) voters.push(await join(`Reader ${i}`))
  const [first = 'web:ada'] = voters
  const poll = await open(first, 'A paper in the playground')
  let acks: number[] = []

  async function open(person: string, paper: string): Promise<string> {
    const here = { person, channel }
    await call(here, { command: 'poll', args: { paper } })
    const listed = JSON.stringify(await get(`/api/messages?${new URLSearchParams(here)}`))
    const found = /p_[a-z0-9]{10}/.exec(listed)?.[0]
    if (found === undefined) throw new Error(`No poll was opened: ${listed}`)
    return found
  }

  /** Sends it again with its key, as the page does, while no answer comes. @returns `undefined` if none comes in time. */
  async function send(person: string, input: { text: string } | { call: Call }): Promise<Reply | undefined> {
    const body = JSON.stringify({ person, channel, ...input, key: randomUUID() })
    const headers = { 'content-type': 'application/json', origin: relay.address }
    const until = performance.now() + patienceMs
    while (performance.now() < until)
      try {
        const response = await fetch(`${relay.address}/api/call`, { method: 'POST', headers, body })
        const reply: Reply = JSON.parse(await response.text())
        return reply
      } catch (fault) {
        if (!(fault instanceof TypeError)) throw fault
        await setTimeout(pauseMs)
      }
    return undefined
  }

  async function timed<Result>(run: () => Promise<Result>): Promise<Result> {
    const askedAt = performance.now()
    const result = await run()
    acks.push(performance.now() - askedAt)
    return result
  }

  return {
    name: 'playground',
    poll,
    voters,
    async vote(person, { row, column, says }) {
      const vote = { command: 'vote', args: { poll, answer: String(3 * row + column) } }
      const reply = await timed(() => send(person, { call: vote }))
      return reply?.kind === 'shown' && textOf(reply.view).includes(says)
    },
    async look(person, turn) {
      if (turn % opens === 0) {
        const paper = `arXiv:2301.${String(10_000 + turn).padStart(5, '0')}`
        await send(person, { call: { command: 'poll', args: { paper } } })
        return send(person, { call: { command: 'delete', args: { paper, sure: 'yes' } } })
      }
      return timed(() =>
        send(person, { text: turn % 2 === 0 ? '/grid results' : '/grid explain AI control' }),
      )
    },
    takeAcks() {
      const taken = acks
      acks = []
      return taken
    },
    fail() {},
    recover() {},
    cutOff: relay.cut,
    close: relay.close,
  }
}
