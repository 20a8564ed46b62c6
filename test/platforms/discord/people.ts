import { randomBytes } from 'node:crypto'
import { ApplicationCommandOptionType, ChannelType, ComponentType, GatewayIntentBits } from 'discord.js'
import type { Gateway } from './gateway.ts'
import type { Asked, Rest } from './rest.ts'
import { type Component, componentsOf } from './rules.ts'
import {
  applicationId,
  bot,
  type Channel,
  channelId,
  guildId,
  type Person,
  type Sent,
  type World,
} from './world.ts'

/** A server that the bot is no member of. */
const elsewhere = '999000000000000001'

interface Given {
  readonly type: number
  readonly data: object
  readonly source?: Sent
  readonly channel?: string
  readonly isAutocomplete?: boolean
  /** Another server's id, where this is from one that the bot is no member of. */
  readonly guild?: string
  /** Whether it is from a conversation of several people. */
  readonly isGroup?: true | undefined
}

/** The one channel of a server that is only heard of. */
const channelOf = (guild: string): string => String(BigInt(guild) + 1n)

/** What people do in their apps: they type commands, press, fill in forms, and read. */
export function createPeople(world: World, rest: Rest, gateway: Gateway) {
  let filesAt: string | undefined
  const delivered = new Map<Asked, Pick<Given, 'type' | 'data' | 'isGroup'> & { readonly guild: string }>()

  /** Tells the bot, and gives what it was asked. */
  function ask(
    person: Person,
    {
      type,
      data,
      source,
      channel: where,
      guild = world.serverOf(where ?? channelId),
      isAutocomplete = false,
      isGroup,
    }: Given,
  ): Asked {
    const channel = where ?? (guild === guildId ? channelId : channelOf(guild))
    const id = world.nextId()
    const one: Asked = {
      id,
      token: `${id}-${randomBytes(12).toString('hex')}`,
      user: person.id,
      channel,
      askedAt: performance.now(),
      pastMs: 0,
      isAutocomplete,
      isAnswered: false,
      isElsewhere: guild !== world.serverOf(channel) || isGroup === true,
      followUps: [],
      ...(source !== undefined && { source }),
    }
    rest.asked.set(one.id, one)
    delivered.set(one, { type, data, guild, isGroup })
    deliver(person, one)
    return one
  }

  function deliver(person: Person, one: Asked): void {
    const { type, data, guild, isGroup } = delivered.get(one) ?? { type: 0, data: {}, guild: guildId }
    const isOfServer = guild === world.serverOf(one.channel)
    const where = isOfServer && isGroup !== true ? world.channels.get(one.channel) : undefined
    const isDirect = rest.directs.has(one.channel)
    const server = {
      guild_id: guild,
      guild: { id: guild, locale: 'en-US', features: [] },
      guild_locale: 'en-US',
      member: { ...world.member(person), permissions: String(world.permissionsIn(person, one.channel)) },
      context: 0,
      ...(!isOfServer && {
        channel: {
          id: one.channel,
          guild_id: guild,
          type: ChannelType.GuildText,
          name: 'elsewhere',
          flags: 0,
        },
      }),
    }
    const conversation = {
      user: world.user(person),
      channel: {
        id: one.channel,
        type: ChannelType.DM,
        flags: 0,
        last_message_id: world.lastIn(one.channel) ?? null,
      },
      context: 1,
    }
    const group = () => ({
      user: world.user(person),
      channel: {
        id: one.channel,
        type: ChannelType.GroupDM,
        recipients: [...world.people.values()].map(world.user),
      },
      context: 2,
    })
    const event = {
      id: one.id,
      application_id: applicationId,
      type,
      token: one.token,
      version: 1,
      ...(isGroup ? group() : isDirect ? conversation : server),
      channel_id: one.channel,
      ...(where !== undefined && {
        channel: {
          ...shownIn(where),
          // In a thread: that of whoever asks.
          ...(where.parent !== undefined && {
            member: world.threadMember(where, person),
            member_ids_preview: [applicationId, person.id],
          }),
          last_message_id: world.lastIn(one.channel) ?? null,
          permissions: String(world.permissionsIn(person, one.channel)),
        },
      }),
      app_permissions: String(world.own),
      locale: person.locale ?? 'en-US',
      entitlements: [],
      entitlement_sku_ids: [],
      authorizing_integration_owners: one.isElsewhere ? { 1: person.id } : { 0: guild },
      attachment_size_limit: 10_485_760,
      data,
      ...(one.source !== undefined && { message: world.message(one.source) }),
    }
    gateway.send('INTERACTION_CREATE', event, isDirect || isGroup === true ? null : guild)
  }

  /** A channel as an interaction shows it: what it changes for whom is left out, and a thread has no position. */
  function shownIn(channel: Channel) {
    const { permission_overwrites: _, position, ...shown } = world.channel(channel)
    return channel.parent === undefined ? { ...shown, position } : shown
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
    async suggest(person: Person, name: string, option: string, typed: string, channel = channelId) {
      const data = slashData(name, { [option]: typed }, option)
      const one = ask(person, { type: 4, data, channel, isAutocomplete: true })
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

    /** Presses **Interested** on an event, or takes that back. The gateway tells only bots that have asked for it. */
    interest(person: Person, event: string, { isInterested = true, isHeard = true } = {}): void {
      const known = world.interested.get(event) ?? new Set()
      if (isInterested) known.add(person.id)
      else known.delete(person.id)
      world.interested.set(event, known)
      if (!isHeard || !gateway.hasIntent(GatewayIntentBits.GuildScheduledEvents)) return
      const name = `GUILD_SCHEDULED_EVENT_USER_${isInterested ? 'ADD' : 'REMOVE'}`
      gateway.send(name, { guild_scheduled_event_id: event, user_id: person.id, guild_id: guildId })
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

    /** From now on the addresses of files are of another server. */
    moveUploads(origin: string): void {
      filesAt = origin
    },

    /** Sends the form that was opened, with these values and else with what is filled in. */
    submit(person: Person, asked: Asked, values: Readonly<Record<string, string>>): Asked {
      const { customId, components } = formOf(asked)
      const inputs = components.map((part) => filled(part.component, values))
      const picked = inputs.flatMap(({ values = [] }) => values).filter((id) => /^\d{17,}$/.test(id))
      const uploaded = picked.filter((id) => world.uploads.has(id))
      const data = {
        custom_id: customId,
        components: inputs.map((component, i) => ({ type: ComponentType.Label, id: i + 1, component })),
        ...(picked.length > 0 && {
          resolved: {
            ...resolvedOf(picked),
            attachments: Object.fromEntries(uploaded.map((id) => [id, attachment(id)])),
          },
        }),
      }
      return ask(person, {
        type: 5,
        channel: asked.channel,
        data,
        ...(asked.source !== undefined && { source: asked.source }),
      })
    },

    /** The entry of a message's menu. @param more What the message has beside its words. */
    menu(person: Person, name: string, content: string, more: object = {}, channel = channelId): Asked {
      const registered = rest.commands.find((command) => command.name === name && command.type === 3)
      const context = rest.directs.has(channel) ? 1 : 0
      if (registered?.contexts?.includes(context) !== true) throw new Error(`There is no ${name} there`)
      const id = world.nextId()
      const target = {
        ...world.message({ id, channel, components: [], flags: 0, attachments: [], edits: 0 }),
        content,
        author: world.user(person),
        ...more,
      }
      return ask(person, {
        type: 2,
        channel,
        data: { id: '1', name, type: 3, target_id: id, resolved: { messages: { [id]: target } } },
      })
    },

    /** Writes to the bot alone. */
    write(person: Person, words: string, channel: string): void {
      const id = world.nextId()
      const blank = { id, channel, author: person, components: [], flags: 0, attachments: [], edits: 0 }
      gateway.send(
        'MESSAGE_CREATE',
        { ...world.message(blank), channel_type: ChannelType.DM, content: words, nonce: world.nextId() },
        null,
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
        channel_type: thread?.type ?? ChannelType.GuildText,
        ...(thread?.parent !== undefined && { position: 1 }),
        member: world.membership([...person.roles], person.nick),
        content: `<@${applicationId}> ${words}`,
        mentions: [{ ...bot(), member: world.membership() }],
        nonce: world.nextId(),
      })
      return said.id
    },

    /** Delivers again what was delivered before, as Discord may. */
    deliverAgain: deliver,

    /** A command in a server that the bot is no member of, by somebody who has it installed for themselves. */
    fromElsewhere: (person: Person, name: string, options: Readonly<Record<string, string | boolean>>) =>
      ask(person, { type: 2, data: slashData(name, options), guild: elsewhere }),

    /** `/explain`, which people have added to their account: in a server that the bot is no member of, or between people. */
    explain(person: Person, topic: string, where: { readonly guild?: string; readonly isGroup?: true } = {}) {
      const command = rest.commands.find(({ name, type }) => name === 'explain' && type === 1)
      if (command === undefined) throw new Error('/explain is not registered')
      const data = { id: '2', name: 'explain', type: 1, options: [{ type: 3, name: 'topic', value: topic }] }
      return ask(person, { type: 2, data, guild: elsewhere, ...where })
    },

    /** Presses a button of a message that is in such a server. */
    pressElsewhere(person: Person, label: string, message: Sent): Asked {
      const button = [...componentsOf(message.components)].find((one) => one.label === label)
      if (button === undefined) throw new Error(`There is no button ${label}`)
      const data = { custom_id: button.custom_id, component_type: ComponentType.Button }
      return ask(person, { type: 3, channel: message.channel, source: message, data, guild: elsewhere })
    },
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
    const ids: string[] = []
    const given = Object.entries(options).map(([option, value]) => {
      const found = allowed.find(({ name }) => name === option)
      if (found === undefined) throw new Error(`/grid ${name} has no option ${option}`)
      if (!pickers.has(found.type) || option === focused)
        return { name: option, type: found.type, value, ...(option === focused && { focused: true }) }
      const [, id = ''] = /^<(?:@&?|#)(\d+)>$/.exec(String(value)) ?? []
      if (id === '') throw new Error(`/grid ${name} takes one for ${option}, and not ${value}`)
      ids.push(id)
      return { name: option, type: found.type, value: id }
    })
    const subcommand = { type: ApplicationCommandOptionType.Subcommand, name: path.at(-1), options: given }
    const data =
      second === undefined
        ? subcommand
        : { type: ApplicationCommandOptionType.SubcommandGroup, name: first, options: [subcommand] }
    return {
      ...{ id: '1', name: 'grid', type: 1, options: [data] },
      ...(ids.length > 0 && { resolved: resolvedOf(ids) }),
    }
  }

  /** What Discord tells of a file that was given to a form. */
  function attachment(id: string) {
    const at = rest.server.address()
    const own = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
    const url = `${filesAt ?? own}/attachments/${id}`
    const size = world.uploads.get(id)?.length ?? 0
    return { id, filename: 'votes.csv', size, url, proxy_url: url, content_type: 'text/csv', ephemeral: true }
  }

  /** What Discord tells of those who were picked. */
  function resolvedOf(ids: readonly string[]) {
    const people = ids.flatMap((id) => world.people.get(id) ?? [])
    const roles = ids.flatMap((id) => world.roles.get(id) ?? [])
    const byId = <One extends { readonly id: string }>(all: readonly One[], show: (one: One) => object) =>
      Object.fromEntries(all.map((one) => [one.id, show(one)]))
    return {
      users: byId(people, world.user),
      members: byId(people, (person) => {
        const { user: _, ...member } = world.member(person)
        return member
      }),
      roles: byId(roles, world.role),
    }
  }
}

/** Options for one person, role or channel. */
const pickers: ReadonlySet<number> = new Set([
  ApplicationCommandOptionType.User,
  ApplicationCommandOptionType.Channel,
  ApplicationCommandOptionType.Role,
  ApplicationCommandOptionType.Mentionable,
])

interface Filled {
  readonly type: number
  readonly custom_id: string
  readonly value?: string | boolean | null
  readonly values?: readonly string[]
}

function filled(component: Component | undefined, values: Readonly<Record<string, string>>): Filled {
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
    case ComponentType.FileUpload:
      return { type, custom_id, values: given === undefined ? [] : [given] }
    case ComponentType.UserSelect:
    case ComponentType.MentionableSelect:
      return { type, custom_id, values: given?.split(',') ?? default_values.map(({ id }) => id) }
    case ComponentType.Checkbox:
      return { type, custom_id, value: given === undefined ? isOn === true : given === 'yes' }
    default:
      return { type, custom_id, value: given ?? value }
  }
}
