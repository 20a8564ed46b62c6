import { ChannelType } from 'discord.js'

/** Whether a channel of that type is a thread. */
export const isThreadType = (type: ChannelType): boolean =>
  type === ChannelType.PublicThread ||
  type === ChannelType.PrivateThread ||
  type === ChannelType.AnnouncementThread

/** Whether a channel of that type is for talking: it has a chat, and no threads. */
export const isVoiceType = (type: ChannelType): boolean =>
  type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice

/** Whether a channel of that type has only threads. */
export const isForumType = (type: ChannelType): boolean =>
  type === ChannelType.GuildForum || type === ChannelType.GuildMedia
