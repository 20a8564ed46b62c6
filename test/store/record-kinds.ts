import { posts as discordPosts } from '../../adapters/discord/sending/posts.ts'
import { controlKinds } from '../../adapters/shared/control-records.ts'
import { conversations as slackConversations } from '../../adapters/slack/client/conversations.ts'
import { installs as slackInstalls } from '../../adapters/slack/client/installs.ts'
import { boardFiles as slackBoardFiles } from '../../adapters/slack/sending/board-pictures.ts'
import { cachedPictures as slackPictures } from '../../adapters/slack/sending/pictures.ts'
import { posts as slackPosts } from '../../adapters/slack/sending/posts.ts'
import { seenEvents as slackEvents } from '../../adapters/slack/transport/seen-deliveries.ts'
import { webChannels } from '../../adapters/web/channels.ts'
import { webMessages } from '../../adapters/web/message-store.ts'
import { webPeople } from '../../adapters/web/people.ts'
import { boardNames, shownMessages } from '../../src/board/board-records.ts'
import { aliasKind as paperAliases, answers as paperAnswers } from '../../src/paper/known-papers.ts'
import { ballots, heads, latest, lists, spaces } from '../../src/poll/poll-records.ts'
import { settingsKind as settings } from '../../src/poll/settings-store.ts'
import { spaces as groupSpaces, groups, pasts } from '../../src/reading/group-store.ts'
import { owners as groupPolls } from '../../src/reading/poll-owners.ts'
import { jobs, watermarks } from '../../src/store/job-store.ts'
import { quarantine } from '../../src/store/quarantine.ts'
import type { Kind } from '../../src/store/record.ts'

/** Every kind of record, with the name that its file has. */
export const kinds: Readonly<Record<string, Kind<unknown>>> = {
  alarms: watermarks,
  ballot: ballots,
  board: shownMessages,
  boards: boardNames,
  'discord-call': controlKinds('discord').calls,
  'discord-form': controlKinds('discord').forms,
  'discord-post': discordPosts,
  group: groups,
  'group-poll': groupPolls,
  'group-spaces': groupSpaces,
  job: jobs,
  latest,
  paper: paperAnswers,
  'paper-joined': paperAliases,
  poll: heads,
  polls: lists,
  quarantine,
  session: pasts,
  settings,
  'slack-board-files': slackBoardFiles,
  'slack-call': controlKinds('slack').calls,
  'slack-conversation': slackConversations,
  'slack-event': slackEvents,
  'slack-form': controlKinds('slack').forms,
  'slack-install': slackInstalls,
  'slack-picture': slackPictures,
  'slack-post': slackPosts,
  spaces,
  'web-channel': webChannels,
  'web-message': webMessages,
  'web-person': webPeople,
}
