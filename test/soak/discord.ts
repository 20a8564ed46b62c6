import type { Discord } from '../platforms/discord/loopback.ts'
import type { Person } from '../platforms/discord/world.ts'
import { type Chat, failing, inTime } from './chat.ts'

const title = 'A paper on Discord'

/** People on Discord, in one channel. */
export async function createDiscordChat(discord: Discord, size: number): Promise<Chat> {
  const { world, rest, gateway, people, ada } = discord
  const persons = new Map<string, Person>()
  for (let i = 0; i < size; i += 1) {
    const person = world.join(`Reader ${i}`)
    persons.set(`discord:${person.id}`, person)
  }
  await people.answered(people.slash(ada, 'poll', { paper: title }))
  const board = [...world.messages.values()].find((one) => discord.textOf(one).includes(title))
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(board?.components))?.[0]
  if (board === undefined || poll === undefined) throw new Error('Nothing was posted on Discord')
  let acks: number[] = []

  const personOf = (voter: string): Person => persons.get(voter) ?? ada

  async function answered(asked: ReturnType<typeof people.press>): Promise<boolean> {
    const isAnswered = await inTime(() => asked.isAnswered)
    if (asked.acknowledgedAt !== undefined) acks.push(asked.acknowledgedAt - asked.askedAt)
    return isAnswered
  }

  return {
    name: 'Discord',
    poll,
    voters: [...persons.keys()],
    async vote(voter, { label, says }) {
      const person = personOf(voter)
      if (!(await answered(people.press(person, label, board)))) return false
      const told = rest.lastHeard.get(person.id)
      return told !== undefined && discord.textOf(told).includes(says)
    },
    async look(voter, turn) {
      const person = personOf(voter)
      if (turn % 3 === 0) return answered(people.slash(person, 'results', { paper: title }))
      if (turn % 3 === 1) return answered(people.slash(person, 'explain', { topic: 'AI control' }))
      return answered(people.press(person, 'Full ballot…', board))
    },
    takeAcks() {
      const taken = acks
      acks = []
      return taken
    },
    fail: (chance) =>
      rest.makeTrouble((_, path) => (path.startsWith('/gateway') ? undefined : failing(chance()))),
    recover: () => rest.makeTrouble(() => undefined),
    cutOff: () => gateway.drop(),
  }
}
