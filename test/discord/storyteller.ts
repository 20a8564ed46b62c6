import { expect } from 'vitest'
import type { Asked } from '../platforms/discord/rest.ts'
import { channelId, type Person, type Sent } from '../platforms/discord/world.ts'
import type { Connected } from './open-discord.ts'

/** People on Discord, as a story tells of them. */
export function storyOf({ discord }: Pick<Connected, 'discord'>) {
  const { world, people, rest } = discord
  const all = () => [...world.messages.values()]

  /** The note that only this person can see. */
  function note(person: Person): Sent {
    const note = rest.lastHeard.get(person.id)
    if (note === undefined) throw new Error(`${person.name} was told nothing`)
    return note
  }

  /** Somebody presses the button of the question that a command asks before it acts. */
  async function confirms(person: Person, asked: Asked, label: string): Promise<void> {
    await people.answered(asked)
    await people.answered(people.press(person, label, note(person)))
  }

  return {
    note,
    confirms,
    /** Somebody is forgotten, after they were asked. */
    forgets: (person: Person, channel = channelId): Promise<void> =>
      confirms(person, people.slash(person, 'forget-me', {}, channel), 'Delete everything'),
    /** What somebody was told alone by the answer to what they did. */
    async told(asked: Asked): Promise<string> {
      await people.answered(asked)
      const note = rest.lastHeard.get(asked.user)
      return note === undefined ? '' : discord.textOf(note)
    },
    /** The bot's messages that everybody in a channel or thread can see, oldest first. */
    posted: (channel = channelId): readonly Sent[] =>
      all().filter(
        ({ channel: where, seenBy, author }) =>
          where === channel && seenBy === undefined && author === undefined,
      ),
    /** Waits until a message says so. */
    async says(message: Sent, words: string): Promise<void> {
      await rest.until(() => discord.textOf(message).includes(words))
    },
    /** Waits for a message in a channel or thread that says so. */
    async appears(words: string, channel = channelId): Promise<Sent> {
      const found = () => all().find((one) => one.channel === channel && discord.textOf(one).includes(words))
      await rest.until(() => found() !== undefined)
      const message = found()
      if (message === undefined) throw new Error('It went again')
      return message
    },
    isClean: () => expect(discord.violations).toEqual([]),
  }
}
