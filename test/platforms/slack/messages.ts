import { z } from 'zod'
import type { Asks } from './asks.ts'
import { Block } from './blocks.ts'
import type { Metadata, Sent } from './entities.ts'
import type { Files } from './files.ts'
import type { Happenings } from './happenings.ts'
import { misfit, refused, wronged } from './refused.ts'
import { lengthOf, readBlocks, textFaults } from './rules.ts'
import type { Settings } from './settings.ts'
import { appId, type Workspace, type World } from './world.ts'
import { asTyped } from './written.ts'

/** What a message says, as it was sent. */
export interface Given {
  readonly text?: string | undefined
  readonly blocks?: unknown
  readonly metadata?: unknown
}

export interface Said {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly metadata?: Metadata | undefined
}

const Value = z.union([z.string(), z.number(), z.boolean()])
const Nested = z.record(z.string(), Value)
const MetadataGiven = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.union([Value, Nested, z.array(Nested), z.array(Value)])),
})

/** Reads what is to be said, as Slack does, and keeps it. */
export function createMessages(
  world: World,
  happenings: Happenings,
  settings: Settings,
  files: Files,
  asks: Asks,
) {
  /** Reads blocks for a message; all that is wrong is a violation, unless this Slack is too old for them. */
  function readAll(workspace: Workspace, given: unknown): readonly Block[] {
    requireKnown(given, settings)
    const { blocks, refusals, risks } = readBlocks('message', given)
    if (refusals.length > 0) throw misfit('invalid_blocks', refusals, refusals.join('; '))
    if (lengthOf(blocks) > 13_000)
      throw wronged('msg_blocks_too_long', `${lengthOf(blocks)} characters in all blocks`)
    for (const risk of risks) happenings.violate(`a message: ${risk}`)
    const missing = files.faultsOf(workspace, blocks)
    if (missing.length > 0) throw misfit('invalid_blocks', missing)
    return blocks
  }

  function read(workspace: Workspace, { text = '', blocks: given = [], metadata }: Given): Said {
    const blocks = readAll(workspace, given)
    if (text === '' && blocks.length === 0) throw wronged('no_text', 'a message without text and blocks')
    if (text === '') happenings.violate('blocks without text beside them')
    if (text.length > 40_000) throw wronged('msg_too_long', `${text.length} characters of text`)
    for (const fault of textFaults(text)) happenings.violate(`the text of a message: ${fault}`)
    return { text, blocks: kept(blocks, () => world.nextId('b')), metadata: metadataOf(metadata) }
  }

  return {
    read,
    /** Keeps a message; whoever can see it has seen it. */
    post(
      workspace: Workspace,
      said: Said,
      where: Omit<Sent, 'ts' | 'edits' | keyof Said | 'files'> & { files?: Sent['files'] },
    ): Sent {
      return workspace.add({ files: [], ...where, ...said, ts: world.nextTs(), edits: 0 })
    },
    change(workspace: Workspace, sent: Sent, { text, blocks, metadata }: Said): void {
      sent.text = text
      sent.blocks = blocks
      if (metadata !== undefined) sent.metadata = metadata
      sent.edits += 1
      if (sent.seenBy !== undefined) asks.hears(sent, workspace)
    },
  }
}

export type Messages = ReturnType<typeof createMessages>

function metadataOf(given: unknown): Metadata | undefined {
  if (given === undefined) return undefined
  const parsed = MetadataGiven.safeParse(given)
  if (!parsed.success)
    throw wronged(
      'invalid_metadata_format',
      `metadata that Slack wouldn’t keep: ${z.prettifyError(parsed.error)}`,
    )
  if (JSON.stringify(parsed.data).length > 8000)
    throw wronged('metadata_too_large', 'more than 8,000 characters of metadata')
  return parsed.data
}

/** @throws Refused for blocks that this Slack is too old for. */
export function requireKnown(blocks: unknown, { refuseBlockTypes }: Settings): void {
  const types = z.array(z.looseObject({ type: z.string() })).safeParse(blocks)
  const unknown = (types.data ?? []).filter(({ type }) => refuseBlockTypes.has(type))
  if (unknown.length > 0)
    throw misfit(
      'invalid_blocks',
      unknown.map(({ type }) => `unsupported block: ${type}`),
    )
}

/** Blocks as Slack keeps and delivers them: with what was left out. */
export function kept(blocks: readonly Block[], nextId: () => string): readonly Block[] {
  const whole: unknown = JSON.parse(JSON.stringify(blocks), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return value
    if (value.type === 'plain_text') return { emoji: true, ...value }
    return value.type === 'mrkdwn' ? { verbatim: false, ...value } : value
  })
  return z
    .array(Block)
    .parse(whole)
    .map((block) => ({ ...block, block_id: block.block_id ?? nextId() }))
}

/** The message, where the bot may change it. @throws Refused */
export function ownMessage(
  workspace: Workspace,
  channel: string,
  ts: string,
  act: 'update' | 'delete',
): Sent {
  const sent = workspace.find(channel, ts)
  if (sent?.seenBy !== undefined)
    throw wronged('message_not_found', `${act} of a message for one person alone`)
  if (sent === undefined) throw refused('message_not_found')
  if (sent.by !== workspace.bot.user)
    throw wronged(`cant_${act}_message`, `${act} of somebody else’s message`)
  return sent
}

/** By what a message shows that it is the bot's. */
const ownSigns = ({ id, bot }: Workspace) => ({
  bot_id: bot.id,
  app_id: appId,
  bot_profile: {
    id: bot.id,
    deleted: false,
    name: 'Cruxgrid',
    updated: 1_766_422_444,
    app_id: appId,
    user_id: bot.user,
    icons: {},
    team_id: id,
  },
})

/** A message as Slack delivers it. */
export function messagePayload(workspace: Workspace, sent: Sent, withMetadata = false) {
  const { ts, text, by, threadTs, blocks, edits, metadata } = sent
  const isOwn = by === workspace.bot.user
  return {
    type: 'message',
    user: by,
    ts,
    text,
    team: workspace.id,
    ...(isOwn ? ownSigns(workspace) : asTyped(sent)),
    ...(blocks.length > 0 && { blocks }),
    ...(threadTs !== undefined && {
      thread_ts: threadTs,
      parent_user_id: workspace.find(sent.channel, threadTs)?.by ?? by,
    }),
    ...(sent.isForChannel === true && { subtype: 'thread_broadcast' }),
    ...(edits > 0 && { edited: { user: by, ts } }),
    ...(sent.files.length > 0 && { files: sent.files.map((id) => ({ id })) }),
    ...(withMetadata && metadata !== undefined && { metadata }),
    ...sent.more,
  }
}
