import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Asks } from './asks.ts'
import type { Channel, Sent } from './entities.ts'
import type { Happenings } from './happenings.ts'
import type { Messages } from './messages.ts'
import { refused, wronged } from './refused.ts'
import type { Asked, Workspace } from './world.ts'

/** Where the bot may answer somebody for a while, also where it is no member. */
interface Address {
  readonly id: string
  readonly workspace: Workspace
  readonly channel: Channel
  readonly user: string
  /** What it can replace: the message that was pressed on. */
  readonly source: Sent | undefined
  readonly asked: Asked[]
  since: number
  uses: number
}

const Body = z.strictObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  metadata: z.unknown().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
})

/** Response addresses: five uses in thirty minutes. */
export function createResponses(
  happenings: Happenings,
  asks: Asks,
  messages: Messages,
  origin: () => string,
) {
  const addresses = new Map<string, Address>()

  function post(address: Pick<Address, 'workspace' | 'channel' | 'user'>, body: z.infer<typeof Body>): Sent {
    const { workspace, channel, user } = address
    const said = messages.read(workspace, body)
    const sent = messages.post(workspace, said, {
      channel: channel.id,
      by: workspace.bot.user,
      threadTs: body.thread_ts,
      seenBy: body.response_type === 'in_channel' ? undefined : user,
    })
    asks.hears(sent, workspace)
    return sent
  }

  /** @returns the message that is there now because of it; nothing where one was deleted. */
  function carryOut(address: Address, body: z.infer<typeof Body>): Sent | undefined {
    const { workspace, source } = address
    const replaces = body.replace_original === true || body.delete_original === true
    if (replaces && source === undefined)
      happenings.violate(
        'replace_original or delete_original where there is no original, as after a slash command',
      )
    if (!replaces || (source === undefined && body.delete_original !== true)) return post(address, body)
    if (source !== undefined && body.delete_original === true) source.isDeleted = true
    else if (source !== undefined && source.isDeleted !== true)
      messages.change(workspace, source, messages.read(workspace, body))
    return source?.isDeleted === true ? undefined : source
  }

  /** Notices what is for whoever asked alone. */
  function notes(asked: Asked, sent: Sent | undefined): void {
    if (sent?.seenBy !== undefined) asked.note = sent
  }

  return {
    /** An address for whoever asked there. */
    issue(id: string, given: Pick<Address, 'workspace' | 'channel' | 'user' | 'source'>): void {
      addresses.set(id, { ...given, id, asked: [], since: performance.now(), uses: 0 })
    },
    newId: () => randomBytes(12).toString('hex'),
    urlOf: (id: string) => `${origin()}/response/${id}`,
    /** From now on, somebody waits at this address. */
    awaits(url: string, asked: Asked): void {
      addresses.get(url.split('/').at(-1) ?? '')?.asked.push(asked)
    },
    workspaceOf: (id: string) => addresses.get(id)?.workspace,
    /** Uses an address. @throws Refused */
    use(id: string, given: unknown): void {
      const address = addresses.get(id)
      if (address === undefined) throw wronged('not_found', `the response address ${id}, which nobody gave`)
      if (performance.now() - address.since > 30 * 60_000) throw refused('expired_url')
      if (address.uses >= 5) throw wronged('used_url', 'a sixth use of a response address')
      const body = Body.safeParse(given)
      if (!body.success) throw wronged('invalid_payload', `a response: ${z.prettifyError(body.error)}`)
      const sent = carryOut(address, body.data)
      address.uses += 1
      for (const asked of address.asked) {
        notes(asked, sent)
        asks.answer(asked)
      }
    },
    /** Carries out an acknowledgement that is a message. */
    take(asked: Asked, given: unknown): void {
      const body = Body.safeParse(given)
      const { workspace, channel, person } = asked
      if (!body.success || channel === undefined)
        throw wronged('invalid_payload', `an acknowledgement that is no message: ${JSON.stringify(given)}`)
      notes(asked, post({ workspace, channel, user: person.id }, body.data))
    },
    /** Makes every address older than it may be. */
    expire(): void {
      for (const address of addresses.values()) address.since -= 31 * 60_000
    },
  }
}

export type Responses = ReturnType<typeof createResponses>
