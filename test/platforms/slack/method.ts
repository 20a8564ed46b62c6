import { z } from 'zod'
import type { Channel, ChannelKind } from './entities.ts'
import { refused, wronged } from './refused.ts'
import type { Workspace } from './world.ts'

/** Who calls: the bot of a workspace, with what it may do. */
export interface Caller {
  readonly workspace: Workspace
  /** @throws Refused where the token lacks the scope */
  needs(scope: string): void
}

export type Answer = Readonly<Record<string, unknown>>

/** A method of the Web API. */
export interface Method {
  readonly token: 'bot' | 'app' | 'none'
  /** Scopes that it always needs. */
  readonly scopes: readonly string[]
  /** Names of its arguments. */
  readonly names: readonly string[]
  /** The arguments as values; nothing where they can't be read. */
  parse(given: unknown): Answer | undefined
  run(given: unknown, caller: Caller): Answer
}

/** Ties the arguments of a method to the types of its `run`. */
export function method<Shape extends z.ZodRawShape>(spec: {
  readonly token?: Method['token']
  readonly scopes?: readonly string[]
  readonly args: Shape
  readonly run: (args: z.infer<z.ZodObject<Shape>>, caller: Caller) => Answer
}): Method {
  const schema = z.object(spec.args)
  return {
    token: spec.token ?? 'bot',
    scopes: spec.scopes ?? [],
    names: Object.keys(spec.args),
    parse(given) {
      const parsed = schema.safeParse(given)
      if (!parsed.success) return undefined
      return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
    },
    run(given, caller) {
      const parsed = schema.safeParse(given)
      if (!parsed.success) throw wronged('invalid_arguments', z.prettifyError(parsed.error))
      return spec.run(parsed.data, caller)
    },
  }
}

const unstring = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** Arguments as forms carry them: everything but text is JSON. */
export const json = z.preprocess(unstring, z.unknown()).optional()
export const flag = z.preprocess(unstring, z.boolean().optional()).optional()
export const count = z.preprocess(unstring, z.int().optional()).optional()

const reading: Readonly<Record<ChannelKind, string>> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
}

/** The scope of that family for a channel of that kind. */
export const scopeOf = (kind: ChannelKind, family: 'read' | 'history') => `${reading[kind]}:${family}`

/** The channel, where the bot may know that it exists. @throws Refused */
export function knownChannel({ bot, channels }: Workspace, id: string): Channel {
  const channel = channels.get(id)
  if (channel === undefined || (channel.kind !== 'public' && !channel.members.has(bot.user)))
    throw refused('channel_not_found')
  return channel
}

/** The channel, where the bot is a member and it still lives. @throws Refused */
export function writableChannel(workspace: Workspace, id: string): Channel {
  const channel = knownChannel(workspace, id)
  if (!channel.members.has(workspace.bot.user)) throw refused('not_in_channel')
  if (channel.isArchived) throw refused('is_archived')
  return channel
}
