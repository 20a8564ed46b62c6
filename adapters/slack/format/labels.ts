/** The words that only Slack shows: around forms, notes and files. */
export const labels = {
  /** The title of a modal that holds no form. */
  appName: 'Cruxgrid',
  /** The first word of a command; Slack offers no slash command inside a thread. */
  slashCommand: '/grid',
  mention: '@Cruxgrid',
  send: 'Send',
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading…',
  /** The only box of a flag. */
  yes: 'Yes',
  /** The field for the channel, in a form that was opened outside one. */
  channel: 'Post in',
  channelHint: 'the channel',
  /** The picker beside a time in words. */
  orPick: 'Or pick a date and time; it is used instead of the words',
  fixForm: 'Fix and resend…',
  /** Under a field whose value can't be used. */
  fault: (sentence: string) => `⚠ ${sentence}`,
  /** The name of someone's direct messages with the bot, in the App Home. */
  directMessages: 'Direct messages',
  /** Leads to the message that a card is about, where its title can't. */
  goToMessage: 'Go to the poll',
  /** A channel where nothing can be linked. */
  thatChannel: 'that channel',
  /** Follows the name of a file. */
  fileInThread: ' is in the thread.',
  fileInDirectMessages: ' is in our direct messages.',
  /** In place of a file that Slack did not let the bot send. */
  fileNotSent: "I couldn't send you the file.",
} as const
