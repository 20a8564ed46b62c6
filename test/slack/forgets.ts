import type { Channel, Person } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'

/** Somebody is forgotten, after they were asked. */
export async function forgets({ people }: Slack, person: Person, channel?: Channel): Promise<void> {
  await people.answered(people.slash(person, 'forget-me', channel))
  const question = people.lastHeard(person)
  if (question === undefined) throw new Error(`${person.name} was asked nothing`)
  await people.answered(people.press(person, 'Delete everything', question))
}
