import { randomBytes } from 'node:crypto'
import { ApplicationCommandOptionType, ChannelType, ComponentType } from 'discord.js'
import type { Gateway } from './gateway.ts'
import type { Asked, Rest } from './rest.ts'
import { type Component, componentsOf } from './rules.ts'
import { applicationId, channelId, guildId, type Person, type Sent, type World } from './world.ts'

interface Given {
  readonly type: number
  readonly data: object
  readonly source?: Sent
  readonly channel?: string
  readonly isAutocomplete?: boolean
  /** Another server's id, where this is from one that the bot is no member of. */
  readonly guild?: string
}

/** What people do in their apps: they type commands, press, fill in forms, and read. */
export function createPeople(world: World, rest: Rest, gateway: Gateway) {
  const delivered = new Map<Asked, { readonly type: number; readonly data: object; readonly guild: string }>()

  /** Tells the bot, and gives what it was asked. */
  function ask(
    person: Person,
    { type, data, source, channel = channelId, isAutocomplete = false, guild = guildId }: Given,
  ): Asked {
    const one: Asked = {
      id: world.nextId(),
      token: randomBytes(12).toString('hex'),
      user: person.id,
      channel,
      askedAt: performance.now(),
      pastMs: 0,
      isAutocomplete,
      isAnswered: false,
      followUps: [],
      ...(source !== undefined && { source }),
    }
    rest.asked.set(one.id, one)
    delivered.set(one, { type, data, guild })
    deliver(person, one)
    return one
  }

  function deliver(person: Person, one: Asked): void {
    const { type, data, guild } = delivered.get(one) ?? { type: 0, data: {}, guild: guildId }
    const where = world.channels.get(one.channel)
    const isDirect = rest.directs.has(one.channel)
    const server = {
      guild_id: guild,
      guild: { id: guild, locale: 'en-US', features: [] },
      guild_locale: 'en-US',
      member: { ...world.member(person), permissions: String(world.permissionsIn(person, one.channel)) },
      context: 0,
    }
    const conversation = {
      user: world.user(person),
      channel: { id: one.channel, type: ChannelType.DM, recipients: [world.user(person)] },
      context: 1,
    }
    const event = {
      id: one.id,
      application_id: applicationId,
      type,
      token: one.token,
      version: 1,
      ...(isDirect ? conversation : server),
      channel_id: one.channel,
      ...(where !== undefined && {
        channel: {
          ...world.channel(where),
          // In a thread: that of whoever asks.
          ...(where.parent !== undefined && { member: world.threadMember(where, person) }),
          last_message_id: world.lastIn(one.channel) ?? null,
          permissions: String(world.permissionsIn(person, one.channel)),
        },
      }),
      app_permissions: String(world.own),
      locale: person.locale ?? 'en-US',
      entitlements: [],
      authorizing_integration_owners: { 0: guildId },
      attachment_size_limit: 10_485_760,
      data,
      ...(one.source !== undefined && { message: world.message(one.source) }),
    }
    gateway.send('INTERACTION_CREATE', event, !isDirect)
  }

  const answered = (one: Asked) => rest.until(() => one.isAnswered)

  /** A form that somebody sees, with what is filled in. */
  const formOf = ({ form }: Asked) => {
    if (form === undefined) throw new Error('No form was opened')
    return form
  }

  return {
    ask,
    answered,

    /** Types a slash command with these options; only what is registered can be typed. */
    slash(
      person: Person,
      name: string,
      options: Readonly<Record<string, string | boolean>> = {},
      channel = channelId,
    ): Asked {
      return ask(person, { type: 2, channel, data: slashData(name, options) })
    },

    /** What Discord suggests while somebody types. */
    async suggest(person: Person, name: string, option: string, typed: string) {
      const data = slashData(name, { [option]: typed }, option)
      const one = ask(person, { type: 4, data, isAutocomplete: true })
      await answered(one)
      return one.choices ?? []
    },

    /** Presses a button, or chooses an entry of a select, by its words. */
    press(person: Person, label: string, message: Sent): Asked {
      for (const component of componentsOf(message.components)) {
        if (component.type === ComponentType.Button && component.label === label)
          return this.control(person, component.custom_id ?? '', message)
        const option = component.options?.find((option) => option.label === label)
        if (option !== undefined)
          return ask(person, {
            type: 3,
            channel: message.channel,
            source: message,
            data: {
              custom_id: component.custom_id,
              component_type: ComponentType.StringSelect,
              values: [option.value],
            },
          })
      }
      throw new Error(`There is no button ${label}`)
    },

    /** Presses whatever says so, on a message or made up. */
    control(person: Person, customId: string, message: Sent): Asked {
      const data = { custom_id: customId, component_type: ComponentType.Button }
      return ask(person, { type: 3, channel: message.channel, source: message, data })
    },

    /** The same in another server. */
    controlElsewhere(person: Person, customId: string, message: Sent, guild: string): Asked {
      const data = { custom_id: customId, component_type: ComponentType.Button }
      return ask(person, { type: 3, source: message, data, guild })
    },

    /** Chooses from a select, whatever it offers. */
    choose(person: Person, customId: string, values: readonly string[], message: Sent): Asked {
      const data = { custom_id: customId, component_type: ComponentType.StringSelect, values }
      return ask(person, { type: 3, channel: message.channel, source: message, data })
    },

    /** Sends a form with these parts, whatever was asked. */
    submitAs(person: Person, customId: string, components: readonly object[], source?: Sent): Asked {
      const parts = components.map((component, i) => ({ type: ComponentType.Label, id: i + 1, component }))
      return ask(person, {
        type: 5,
        data: { custom_id: customId, components: parts },
        ...(source !== undefined && { source }),
      })
    },

    submitRaw(person: Person, asked: Asked, components: readonly object[]): Asked {
      return this.submitAs(person, formOf(asked).customId, components, asked.source)
    },

    /** Sends the form that was opened, with these values and else with what is filled in. */
    submit(person: Person, asked: Asked, values: Readonly<Record<string, string>>): Asked {
      const { customId, components } = formOf(asked)
      const data = {
        custom_id: customId,
        components: components.map((part, i) => ({
          type: ComponentType.Label,
          id: i + 1,
          component: filled(part.component, values),
        })),
      }
      return ask(person, {
        type: 5,
        channel: asked.channel,
        data,
        ...(asked.source !== undefined && { source: asked.source }),
      })
    },

    /** The message menu’s entry. */
    menu(person: Person, name: string, content: string): Asked {
      const id = world.nextId()
      const target = {
        ...world.message({ id, channel: channelId, components: [], flags: 0, attachments: [], edits: 0 }),
        content,
        author: world.user(person),
      }
      return ask(person, {
        type: 2,
        data: { id: '1', name, type: 3, target_id: id, resolved: { messages: { [id]: target } } },
      })
    },

    /** Writes to the bot alone. */
    write(person: Person, words: string, channel: string): void {
      const id = world.nextId()
      const blank = { id, channel, components: [], flags: 0, attachments: [], edits: 0 }
      const { guild_id: _, ...message } = { guild_id: '', ...world.message(blank) }
      gateway.send(
        'MESSAGE_CREATE',
        { ...message, channel_type: ChannelType.DM, author: world.user(person), content: words },
        false,
      )
    },

    /** Writes a message that mentions the bot. */
    mention(person: Person, words: string, channel = channelId): string {
      const said = world.say(person, channel)
      const thread = world.channels.get(channel)
      if (thread?.members?.has(applicationId) === false) {
        thread.members.add(applicationId)
        gateway.send('THREAD_CREATE', world.channel(thread))
      }
      gateway.send('MESSAGE_CREATE', {
        ...world.message(said),
        guild_id: guildId,
        author: world.user(person),
        member: world.member(person),
        content: `<@${applicationId}> ${words}`,
        mentions: [{ id: applicationId, username: 'cruxgrid', discriminator: '0', avatar: null, bot: true }],
      })
      return said.id
    },

    /** Delivers again what was delivered before, as Discord may. */
    deliverAgain: deliver,

    /** A command in a server that the bot is no member of, by somebody who has it installed for themselves. */
    fromElsewhere: (person: Person, name: string, options: Readonly<Record<string, string | boolean>>) =>
      ask(person, { type: 2, data: slashData(name, options), guild: '999000000000000001' }),
  }

  function slashData(name: string, options: Readonly<Record<string, string | boolean>>, focused?: string) {
    const command = rest.commands.find(({ name }) => name === 'grid')
    const path = name.split(' ')
    const [first = '', second] = path
    const top = command?.options?.find((option) => option.name === first)
    if (top === undefined) throw new Error(`/grid ${name} is not registered`)
    const known =
      second === undefined
        ? top
        : top.options?.map((option) => option as typeof top).find((option) => option.name === second)
    const allowed = (known?.options ?? []).map((option) => option as { name: string; type: number })
    const given = Object.entries(options).map(([option, value]) => {
      const found = allowed.find(({ name }) => name === option)
      if (found === undefined) throw new Error(`/grid ${name} has no option ${option}`)
      return { name: option, type: found.type, value, ...(option === focused && { focused: true }) }
    })
    const subcommand = { type: ApplicationCommandOptionType.Subcommand, name: path.at(-1), options: given }
    const data =
      second === undefined
        ? subcommand
        : { type: ApplicationCommandOptionType.SubcommandGroup, name: first, options: [subcommand] }
    return { id: '1', name: 'grid', type: 1, options: [data] }
  }
}

function filled(component: Component | undefined, values: Readonly<Record<string, string>>): object {
  const {
    type = 0,
    custom_id = '',
    value = '',
    options = [],
    default: isOn,
    default_values = [],
  } = component ?? {}
  const given = values[custom_id]
  switch (type) {
    case ComponentType.RadioGroup:
      return { type, custom_id, value: given ?? options.find((option) => option.default)?.value ?? null }
    case ComponentType.StringSelect: {
      const chosen = given ?? options.find((option) => option.default)?.value
      return { type, custom_id, values: chosen === undefined ? [] : [chosen] }
    }
    case ComponentType.UserSelect:
      return { type, custom_id, values: given?.split(',') ?? default_values.map(({ id }) => id) }
    case ComponentType.Checkbox:
      return { type, custom_id, value: given === undefined ? isOn === true : given === 'yes' }
    default:
      return { type, custom_id, value: given ?? value }
  }
}
