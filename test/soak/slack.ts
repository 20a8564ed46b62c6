import type { Person } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import { storyOf } from '../slack/storyteller.ts'
import { type Chat, failing, inTime } from './chat.ts'

const title = 'A paper on Slack'

/** People on Slack, in one channel. */
export async function createSlackChat(slack: Slack, size: number): Promise<Chat> {
  const { home, people, sockets } = slack
  const persons = new Map<string, Person>()
  for (let i = 0; i < size; i += 1) {
    const person = home.join(`Reader ${i}`)
    home.general.members.add(person.id)
    persons.set(`slack:${home.id}.${person.id}`, person)
  }
  const board = await storyOf({ slack, workspace: home }).opens(home.ada, `poll ${title}`)
  const poll = /p_[a-z0-9]{10}/.exec(JSON.stringify(board))?.[0]
  if (poll === undefined) throw new Error('Nothing was posted on Slack')
  let acks: number[] = []

  const personOf = (voter: string): Person => persons.get(voter) ?? home.ada

  async function answered(asked: ReturnType<typeof people.press>): Promise<boolean> {
    const isAnswered = await inTime(() => asked.isAnswered)
    if (asked.ackedAt !== undefined) acks.push(asked.ackedAt - asked.askedAt)
    return isAnswered
  }

  return {
    name: 'Slack',
    poll,
    voters: [...persons.keys()],
    async vote(voter, { label, says }) {
      const person = personOf(voter)
      if (!(await answered(people.press(person, label, board)))) return false
      const told = people.lastHeard(person)
      return told !== undefined && slack.textOf(told).includes(says)
    },
    async look(voter, turn) {
      const person = personOf(voter)
      if (turn % 3 === 0) return answered(people.slash(person, `results ${title}`))
      if (turn % 3 === 1) return answered(people.slash(person, 'explain AI control'))
      return answered(people.press(person, 'Full ballot…', board))
    },
    takeAcks() {
      const taken = acks
      acks = []
      return taken
    },
    fail: (chance) =>
      slack.makeTrouble((method) => (method === 'apps.connections.open' ? undefined : failing(chance()))),
    recover: () => slack.makeTrouble(() => undefined),
    cutOff: () => sockets.drop(),
  }
}
