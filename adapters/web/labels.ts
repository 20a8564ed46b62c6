import { counted } from '../../src/chat/text.ts'

/** The words only the playground shows; everything else people read comes from the views and commands. */
export const labels = {
  /** Beside a time in words. */
  pickTime: 'Pick a date and time',
  bot: 'Cruxgrid',
  loading: 'Loading…',
  /** In place of the page, and in its header while the connection is lost. */
  unreachable: 'No connection to Cruxgrid. Is npm start still running?',
  reconnecting: 'Reconnecting…',
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
  unread: 'new',
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
  addPerson: 'Add a person',
  personName: 'Name',
  rank: 'Rank',
  ranks: { member: 'Member', guest: 'Guest', manager: 'Manager', admin: 'Admin' },
  add: 'Add',

  messages: 'Messages',
  threadMessages: 'Messages in this thread',
  someone: 'Someone',
  replies: (count: number) => (count === 0 ? 'Reply in thread' : counted(count, 'reply', 'replies')),
  placeThisPaper: 'Place this paper',
  thread: 'Thread',
  close: 'Close',
  /** Follows `close` for screen readers. */
  closeWhat: ' the thread',
  private: 'Only you can see this',
  dismiss: 'Dismiss',

  messageIn: (channel: string) => `Message in ${channel}`,
  messageHint: 'Message, or /grid poll and a link',
  replyInThread: 'Reply in this thread',
  reply: 'Reply',
  send: 'Send',
  suggestions: 'Suggestions',
  suggestionCount: (count: number) => counted(count, 'suggestion'),
  /** Help for the suggestion `/grid`. */
  gridHelp: 'Ask Cruxgrid',

  cancel: 'Cancel',
  length: (length: number, limit: number) => `${length} of ${limit} characters`,
  choose: 'Show',
  pictureHint: 'Point at or tap a cell to see who voted for it.',
  download: (name: string) => `Download ${name}`,

  pollPage: 'A paper on the grid',
  pollUnknown: 'There is no poll at this address. It may have been deleted.',
} as const
