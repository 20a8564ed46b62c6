import { counted } from '../../src/chat/text.ts'

/** The words only the playground shows; everything else people read comes from the views and commands. */
export const labels = {
  /** Beside a time in words. */
  pickTime: 'Pick a date and time',
  bot: 'Cruxgrid',
  loading: 'Loading…',
  /** In place of the page. */
  unreachable: 'No connection to Cruxgrid. Is npm start still running?',
  /** Over the messages. */
  noConnection: 'No connection to Cruxgrid. Trying again…',
  tryNow: 'Try now',
  connectedAgain: 'Connected again.',
  /** Refusals that the page makes itself. */
  noResponse: {
    happened: 'No connection to Cruxgrid.',
    remedy: 'Try again when it is back. What you typed stays here.',
  },
  tryLater: 'Please try again in a minute.',

  /** The name of the region that holds the warning. */
  warning: 'Who can read this',
  /** On the login page and above the chat behind a secret. */
  sharedWarning:
    "Anyone with the secret can speak as anyone here and read their private notes. Don't use it for votes that must stay secret.",
  secretWrong: 'That secret is wrong. Try again.',
  tooManySecrets: 'Too many wrong secrets from your address. The right secret still works.',
  logOut: 'Sign out',
  logOutEverywhere: 'Sign out everywhere',

  skip: 'Skip to the message box',
  menu: 'Menu',
  speakingAs: (name = 'nobody') => `Speaking as ${name}`,

  channels: 'Channels',
  /** Of messages; those of a channel are counted up to 100. */
  newCount,
  /** Above the first message that is new. */
  newLine: 'New',
  awaited: (count: number) => `${counted(count, 'poll')} waiting for your vote`,
  awaitsVote: 'Waiting for your vote',
  draft: 'Draft',
  /** The name of a channel's link: "papers, 3 new, 1 poll waiting for your vote, draft". */
  channelWith,
  addChannel: 'Add a channel',
  channelName: 'Channel name',
  channelTaken: { happened: 'There is already a channel with that name.', remedy: 'Choose another name.' },
  channelUnknown: (name = 'nobody') => `There is no such channel for ${name}. Choose one in the list.`,
  seenBy: 'Who sees it',
  seenByEveryone: 'Everyone, if you tick nobody.',
  managedBy: 'Who manages it',
  managersSeeIt: 'They see it, too. Admins and managers manage every channel that they see.',
  /** Where channels for some people, and ranks, are made. */
  protectsNothing:
    'Hidden channels and ranks protect nothing here: anyone can speak as anyone. They show how it is on Discord and Slack.',
  people: 'Speak as',
  anyoneActs: 'Anyone who opens this page can act as anyone here.',
  addPerson: 'Add a person',
  personName: 'Name',
  rank: 'Rank',
  ranks: { member: 'Member', guest: 'Guest', manager: 'Manager', admin: 'Admin' },
  add: 'Add',

  messages: 'Messages',
  earlier: 'Earlier messages',
  /** Beside what a press has brought out of sight. */
  showUnseen: 'Show',
  threadMessages: 'Messages in this thread',
  someone: 'Someone',
  replies: (count: number) => (count === 0 ? 'Reply in thread' : counted(count, 'reply', 'replies')),
  placeThisPaper: 'Place this paper',
  thread: 'Thread',
  close: 'Close',
  /** Follows `close` for screen readers. */
  closeWhat: ' the thread',
  /** In place of `close` where the thread covers the channel. */
  back: 'Back',
  backWhere: ' to the channel',
  private: 'Only you can see this',
  dismiss: 'Dismiss',

  messageIn: (channel: string) => `Message in ${channel}`,
  messageHint: 'Message, or /grid poll and a link',
  replyInThread: 'Reply in this thread',
  reply: 'Reply',
  send: 'Send',
  /** Describes a message box whose text waits for the connection. */
  sentLater: 'This is sent when the connection is back.',
  suggestions: 'Suggestions',
  suggestionCount: (count: number) => counted(count, 'suggestion'),
  /** Help for the suggestion `/grid`. */
  gridHelp: 'Ask Cruxgrid',

  cancel: 'Cancel',
  /** In a form that was closed before it was sent. */
  restored: 'Restored what you had typed.',
  startOver: 'Start over',
  /** Behind the name of a question that another answer makes void. */
  notUsed: 'not used',
  /** In a list of time zones. */
  noZone: 'None',
  /** The name of a poll's nine buttons, which are one stop of the Tab key. */
  cells: 'Vote for a cell (arrow keys move)',
  length: (length: number, limit: number) => `${length} of ${limit} characters`,
  choose: 'Choose',
  download: (name: string) => `Download ${name}`,

  pollPage: 'A paper on the grid',
  pollUnknown: 'There is no poll at this address. It may have been deleted.',
} as const

function newCount(count: number): string {
  return count > 99 ? '99+ new' : `${count} new`
}

interface ChannelMarks {
  readonly count: number
  readonly waiting: number
  readonly hasDraft: boolean
}

function channelWith(channel: string, { count, waiting, hasDraft }: ChannelMarks): string {
  return [
    channel,
    ...(count > 0 ? [newCount(count)] : []),
    ...(waiting > 0 ? [`${counted(waiting, 'poll')} waiting for your vote`] : []),
    ...(hasDraft ? ['draft'] : []),
  ].join(', ')
}
