import type { Block } from './blocks.ts'

/** Somebody with an account in a workspace. */
export interface Person {
  readonly id: string
  readonly team_id: string
  readonly name: string
  readonly real_name: string
  readonly profile: { readonly display_name: string }
  readonly is_admin: boolean
  readonly is_owner: boolean
  /** Whether they are a guest: of several channels, or of one. */
  readonly is_restricted?: boolean
  readonly is_ultra_restricted?: boolean
  /** The workspaces of an Enterprise organisation that they are members of. */
  readonly enterprise_user?: { readonly teams: readonly string[] }
  /** Whether it is another app. */
  readonly is_bot?: boolean
  /** Whether their account is closed. */
  deleted?: boolean
}

export type ChannelKind = 'public' | 'private' | 'mpim' | 'im'

export interface Channel {
  readonly id: string
  readonly team: string
  readonly name: string
  readonly kind: ChannelKind
  readonly creator: string
  /** Ids of people, and the bot's where it is in. */
  readonly members: Set<string>
  readonly isExtShared: boolean
  isArchived: boolean
}

export interface Metadata {
  readonly event_type: string
  readonly event_payload: Readonly<Record<string, unknown>>
}

export interface Sent {
  readonly ts: string
  readonly channel: string
  readonly threadTs?: string | undefined
  /** Of a thread, and shown in its channel too. */
  readonly isForChannel?: boolean | undefined
  /** The user id of whoever wrote it: the bot's or a person's. */
  readonly by: string
  /** The only one who can see it; everyone in the channel where it is missing. */
  readonly seenBy?: string | undefined
  /** Ids of files that hang on it, beside those that its blocks show. */
  readonly files: readonly string[]
  /** What else its payload has: attachments, files of other apps. */
  readonly more?: Readonly<Record<string, unknown>>
  text: string
  blocks: readonly Block[]
  metadata?: Metadata | undefined
  edits: number
  isDeleted?: boolean
}

/** What stands above the messages of a channel, with a link. */
export interface Bookmark {
  readonly id: string
  readonly channel: string
  readonly title: string
  readonly link: string
}

export interface Bot {
  readonly id: string
  readonly user: string
  token: string
  scopes: readonly string[]
}

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly length: number
  /** Where the bytes go, until they are there. */
  readonly upload: string
  title: string
  bytes?: Buffer
  /** Who uploaded it; the bot, without it. */
  readonly user?: string
  isComplete: boolean
  isDeleted: boolean
  /** Processed, so that it has a type and can be shown. */
  isReady: boolean
  /** Where it was posted, as `files.info` tells. */
  readonly shares: { readonly channel: string; readonly kind: 'public' | 'private'; readonly ts: string }[]
}
