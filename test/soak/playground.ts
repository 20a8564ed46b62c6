import { type Cruxgrid, playgroundAt } from '../running.ts'
import { textOf } from '../view-text.ts'
import type { Chat } from './chat.ts'

const channel = 'reading-group'
/** One is opened now and then, whose paper every source is asked for, and deleted again. */
const opens = 40

/** People in the playground, in one channel. */
export async function createWebChat({ address }: Pick<Cruxgrid, 'address'>, size: number): Promise<Chat> {
  const { call, say, get, join } = playgroundAt(address)
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
      const reply = await timed(() => call({ person, channel }, vote))
      return reply.kind === 'shown' && textOf(reply.view).includes(says)
    },
    async look(person, turn) {
      const here = { person, channel }
      if (turn % opens === 0) {
        const paper = `arXiv:2301.${String(10_000 + turn).padStart(5, '0')}`
        await call(here, { command: 'poll', args: { paper } })
        return call(here, { command: 'delete', args: { paper, sure: 'yes' } })
      }
      return timed(() => say(here, turn % 2 === 0 ? '/grid results' : '/grid explain AI control'))
    },
    takeAcks() {
      const taken = acks
      acks = []
      return taken
    },
    fail() {},
    recover() {},
    cutOff() {},
  }
}
