import { expect } from 'vitest'
import { type Block, elementsOf } from '../platforms/slack/blocks.ts'
import type { Element } from '../platforms/slack/elements.ts'
import type { Channel, Person, Sent, StoredFile } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'
import type { Action, Target } from '../platforms/slack/pressing.ts'
import { rendered } from '../platforms/slack/rendered.ts'
import type { Asked, OpenView, Workspace } from '../platforms/slack/world.ts'

/** A Slack that Cruxgrid is connected to, and the workspace of it where the story is set. */
export interface Table {
  readonly slack: Slack
  readonly workspace: Workspace
}

/** People in a workspace of Slack, as a story tells of them. */
export function storyOf({ slack, workspace }: Table) {
  const { people } = slack
  const { bot, general } = workspace
  const all = () => [...workspace.messages.values()].filter(({ isDeleted }) => isDeleted !== true)

  /** What the bot said to everybody in a channel, outside threads, oldest first. */
  const posted = (channel: Channel = general): readonly Sent[] =>
    workspace.shownIn(channel).filter(({ by, threadTs }) => by === bot.user && threadTs === undefined)

  /** Waits for a message to everybody that says so, in a channel or in the thread of a message. */
  async function appears(
    words: string,
    { channel = general, under }: { readonly channel?: Channel; readonly under?: Sent } = {},
  ): Promise<Sent> {
    const place = under?.channel ?? channel.id
    const found = () =>
      all().find(
        (one) =>
          one.channel === place &&
          one.threadTs === under?.ts &&
          one.seenBy === undefined &&
          one.by === bot.user &&
          slack.textOf(one).includes(words),
      )
    await slack.until(() => found() !== undefined)
    const message = found()
    if (message === undefined) throw new Error('It went again')
    return message
  }

  /** The note that only this person can see. */
  function note(person: Person): Sent {
    const last = people.lastHeard(person)
    if (last === undefined) throw new Error(`${person.name} was told nothing`)
    return last
  }

  /** Waits for what comes in place of a view that says it is loading, as one does whose answer took long. */
  async function filled(view: OpenView): Promise<OpenView> {
    await slack.until(() => !slack.textOf(view).includes('Loading…'))
    return view
  }

  return {
    posted,
    appears,

    /** What somebody was told alone by the answer to what they did: beside the fields, in a form, or in a note. */
    async told(asked: Asked): Promise<string> {
      await people.answered(asked)
      if (asked.errors !== undefined) return Object.values(asked.errors).join('\n')
      if (asked.view !== undefined) return slack.textOf(await filled(asked.view))
      const note = people.lastHeard(asked.person)
      return note === undefined ? '' : slack.textOf(note)
    },

    /** The form that was opened for what somebody did. */
    async form(asked: Asked): Promise<OpenView> {
      await people.answered(asked)
      if (asked.view === undefined) throw new Error(`No form was opened for ${asked.person.name}`)
      return filled(asked.view)
    },

    /** Types a command that opens a poll. @returns its message. */
    async opens(person: Person, words: string, channel: Channel = general): Promise<Sent> {
      const before = posted(channel).length
      const asked = people.slash(person, words, channel)
      await people.answered(asked)
      // On a slow machine the command is acknowledged before its poll is there.
      await slack.until(() => posted(channel).length > before)
      const board = posted(channel)[before]
      if (board === undefined) throw new Error('It went again')
      return board
    },

    note,

    /** Every note that only this person can see. */
    notes: (person: Person): readonly Sent[] => all().filter(({ seenBy }) => seenBy === person.id),

    /** Waits until the last thing that this person alone was told says so. */
    async hears(person: Person, words: string): Promise<Sent> {
      const says = (one: Sent | undefined) => one !== undefined && slack.textOf(one).includes(words)
      await slack.until(() => says(people.lastHeard(person)))
      return note(person)
    },

    /** Waits until a message or a view says so. */
    says: (shown: Sent | OpenView, words: string): Promise<void> =>
      slack.until(() => slack.textOf(shown).includes(words)),

    /** Waits until a message or a view shows a picture, other than that one. @returns its file. */
    async picture(shown: Sent | OpenView, before?: string): Promise<string> {
      const found = () => picturesIn(shown.blocks)[0]
      await slack.until(() => found() !== undefined && found() !== before)
      return found() ?? ''
    },

    /** Files that are still kept whose title begins so. */
    filesAbout: (words: string): readonly StoredFile[] =>
      [...workspace.files.values()].filter(({ title, isDeleted }) => !isDeleted && title.startsWith(words)),

    /** The files that somebody was handed in their direct messages, oldest first. */
    filesFor: (person: Person): readonly StoredFile[] =>
      workspace
        .shownIn(workspace.directOf(person))
        .flatMap(({ files }) => files)
        .flatMap((id) => workspace.files.get(id) ?? []),

    isClean: () => expect(slack.violations).toEqual([]),
  }
}

export type Story = ReturnType<typeof storyOf>

/** Ids of the files that blocks show. */
export const picturesIn = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) => (block.type === 'image' ? (block.slack_file?.id ?? []) : []))

/** The input of a form with that name. */
export function inputOf({ blocks }: OpenView, name: string): Element {
  const input = blocks.find(({ block_id }) => block_id === name)
  const [element] = input === undefined ? [] : elementsOf(input)
  if (element === undefined) throw new Error(`There is no input ${name}`)
  return element
}

/** What a press on a button says; below some words, where others have the same label. */
export function actionOf({ blocks }: Target, label: string, below = ''): Action {
  const start = blocks.findIndex((block) => rendered({ blocks: [block] }).includes(below))
  for (const block of blocks.slice(start < 0 ? blocks.length : start))
    for (const element of elementsOf(block))
      if (element.type === 'button' && element.text.text === label) {
        const { type, action_id = '', value = '' } = element
        return { type, action_id, block_id: block.block_id ?? '', value }
      }
  throw new Error(`There is no button ${label} below ${below}`)
}
