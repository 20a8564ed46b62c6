import type { Channel, Person } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'

/** A command that asks first, and the button that does it. */
interface Confirmed {
  readonly words: string
  readonly label: string
}

const forgetMe: Confirmed = { words: 'forget-me', label: 'Delete everything' }

/** Somebody types a command that asks first, and presses the button that does it. */
export async function confirms(
  { people }: Slack,
  person: Person,
  { words, label }: Confirmed,
  channel?: Channel,
): Promise<void> {
  const asked = people.slash(person, words, channel)
  await people.answered(asked)
  if (asked.note === undefined) throw new Error(`${person.name} was asked nothing`)
  await people.answered(people.press(person, label, asked.note))
}

/** Somebody is forgotten, after they were asked. */
export const forgets = (slack: Slack, person: Person, channel?: Channel): Promise<void> =>
  confirms(slack, person, forgetMe, channel)
