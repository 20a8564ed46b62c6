import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord.js'
import type { Discord } from '../platforms/discord/loopback.ts'
import { channelId } from '../platforms/discord/world.ts'
import type { Told } from './payload-reader.ts'

const blank = { components: [], flags: 0, attachments: [], edits: 0 }
const elsewhere = '999000000000000001'

/** Everything that people do, as far as Discord tells of it in its own way. */
export const deeds = [
  'a press in a channel',
  'a press in a thread',
  'a press alone with the bot',
  'a press on what only they see',
  'a press in another server',
  'a choice in a menu',
  'a command',
  'a command with somebody in it',
  'a command that is being typed',
  'the menu of a message',
  'a form',
  'a command between people',
  'a mention',
  'a mention in a thread',
  'a message to the bot alone',
] as const

export type Deed = (typeof deeds)[number]

/** What the loopback Discord tells of each thing that people do, by what that is. */
export function tellEverything({
  people,
  world,
  gateway,
  ben,
  cleo,
  openDirect,
}: Discord): ReadonlyMap<Deed, Told> {
  const told = new Map<Deed, Told>()
  const thread = world.openThread('A thread')
  gateway.send('THREAD_CREATE', world.channel(thread))
  const direct = openDirect(ben)
  const messageIn = (channel: string, more: object = {}) => ({
    ...blank,
    id: world.nextId(),
    channel,
    ...more,
  })
  const board = messageIn(channelId)
  const typed = (type: ApplicationCommandOptionType, value: string, more: object = {}) => ({
    id: '1',
    name: 'grid',
    type: ApplicationCommandType.ChatInput,
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'poll',
        options: [{ name: 'paper', type, value, ...more }],
      },
    ],
  })
  const typedExpect = {
    ...typed(ApplicationCommandOptionType.String, 'arXiv:2312.06942'),
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'poll',
        options: [{ name: 'expect', type: ApplicationCommandOptionType.Mentionable, value: cleo.id }],
      },
    ],
    resolved: { users: { [cleo.id]: world.user(cleo) }, members: { [cleo.id]: world.membership() } },
  }
  const asks = (name: Deed, act: () => unknown, type = 'INTERACTION_CREATE') => {
    act()
    told.set(name, [type, gateway.last(type)])
  }
  const control = 'vote?poll=p_aaaaaaaaaa&answer=8'

  asks('a press in a channel', () => people.control(ben, control, board))
  asks('a press in a thread', () => people.control(ben, control, messageIn(thread.id)))
  asks('a press alone with the bot', () => people.control(ben, control, messageIn(direct)))
  asks('a press on what only they see', () =>
    people.control(ben, control, messageIn(channelId, { seenBy: ben.id })),
  )
  asks('a press in another server', () => people.controlElsewhere(ben, control, board, elsewhere))
  asks('a choice in a menu', () => people.choose(ben, 'choose', [control], board))
  asks('a command', () =>
    people.ask(ben, {
      type: InteractionType.ApplicationCommand,
      data: typed(ApplicationCommandOptionType.String, 'arXiv:2312.06942'),
    }),
  )
  asks('a command with somebody in it', () =>
    people.ask(ben, { type: InteractionType.ApplicationCommand, data: typedExpect }),
  )
  asks('a command that is being typed', () =>
    people.ask(ben, {
      type: InteractionType.ApplicationCommandAutocomplete,
      data: typed(ApplicationCommandOptionType.String, 'AI con', { focused: true }),
    }),
  )
  asks('the menu of a message', () =>
    people.menu(ben, 'Place this paper', 'Read https://arxiv.org/abs/2312.06942'),
  )
  asks('a form', () =>
    people.submitAs(
      ben,
      'form?id=1',
      [
        { type: ComponentType.TextInput, id: 11, custom_id: 'paper', value: 'arXiv:2312.06942' },
        { type: ComponentType.RadioGroup, id: 12, custom_id: 'visibility', value: 'names' },
        { type: ComponentType.MentionableSelect, id: 13, custom_id: 'expect', values: [] },
      ],
      board,
    ),
  )
  asks('a command between people', () =>
    people.ask(ben, {
      type: InteractionType.ApplicationCommand,
      isGroup: true,
      data: { id: '2', name: 'explain', type: 1, options: [{ type: 3, name: 'topic', value: 'control' }] },
    }),
  )
  asks('a mention', () => people.mention(ben, 'help'), 'MESSAGE_CREATE')
  asks('a mention in a thread', () => people.mention(ben, 'help', thread.id), 'MESSAGE_CREATE')
  asks('a message to the bot alone', () => people.write(ben, 'results', direct), 'MESSAGE_CREATE')
  return told
}
