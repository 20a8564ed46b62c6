import type { Place } from '../../../src/chat/caller.ts'
import type { Text } from '../../../src/chat/view.ts'

/** The end of the name of an option that takes the channel beside the words of another one. */
export const channelSuffix = '-channel'

/** The words only Discord shows; everything else people read comes from the views and commands. */
export const labels = {
  seeAnnouncement: 'See the announcement',
  talkChannel: 'Voice or stage',
  seeGroupChannel: "See the group's channel",
  /** The entry of a message's menu. */
  placeThisPaper: 'Place this paper',
  /** The command that people can add to their account. */
  explain: 'explain',
  /** The description of `/grid`. */
  grid: 'Run a poll on where a paper sits on the 3×3 grid',
  /** The subcommand for a group's name alone: `/grid settings channel` is what `settings` is elsewhere. */
  groupAlone: 'channel',
  /** The usual word for a space. */
  space: 'server',
  /** The button of every form, as Discord words it. */
  submit: 'Submit',
  /** Opens the next step of a form. */
  nextPart: 'More questions…',
  /** The title of a form's later steps. */
  laterStep: 'More questions',
  /** Opens a refused form again, as it was filled in. */
  fixForm: 'Fix and resend…',
  /** Under a field whose value can't be used. */
  fault: (sentence: string) => `⚠ ${sentence}`,
  /** A thread's name if its title is empty. */
  untitledThread: 'Discussion',
  /** The reply to the mention that added the bot to a private thread. */
  letIn: "Thanks, I'm in. Try again now.",
  /** After an answer for everyone that Discord made visible only to the caller. */
  shownToYouOnly: "Only you can see this: this server doesn't let apps from elsewhere post for everyone.",
  /** Under what belongs in a thread that is locked. */
  lockedThread: (place: Place): Text => ['Posted here because ', { place }, ' is locked.'],
  /** The words of a link that follows its title, where Discord would not render the title as a link. */
  open: 'open',
} as const
