import { expect } from 'vitest'

/** Of what Slack has sent, by file and place in it: what is read in it. */
export const recordedReadings: Readonly<Record<string, object>> = {
  'slack-actions mention': said('U00FAKEUSER1', 'C00FAKECHAN1', 'Test'),
  'slack-actions action': pressed('testuser', 'C00FAKECHAN1', '', '1767326125.870439'),
  'slack-actions staticSelectAction': pressed('testuser', 'C00FAKECHAN1', 'greet', '1767326125.870439'),
  'slack-actions radioButtonsAction': pressed('testuser', 'C00FAKECHAN1', 'all_text', '1767326125.870439'),
  'slack-assistant-events 2': saidAlone('W222', 'D111', 'When Slack was released?'),
  'slack-assistant-events 3': saidAlone('W222', 'D111', 'When Slack was released?'),
  'slack-assistant-events 5': said('W222', 'D111', 'When Slack was released?', '1726133698.626339'),
  'slack-block-actions 0': pressed('jtorrance', 'CBR2V3XEX', 'click_me_123'),
  'slack-block-actions 1': {
    actor: { handle: 'seratch', view: { id: 'V12345678', isHome: true } },
    control: '',
  },
  'slack-block-actions 2': pressedOnNote('seratch', 'C111', '1'),
  'slack-block-actions 3': pressed('seratch', 'C111', 'clicked'),
  'slack-block-actions 4': pressedOnNote('seratch', 'C111', '1', '1693616242.466609'),
  'slack-block-actions 5': pressed('kaz', 'D065ZJQQQAE', 'clicked'),
  'slack-block-suggestion 0': { actor: { user: 'U123' }, option: 'b', typed: 'This is a test' },
  'slack-channel mention': said('U00FAKEUSER1', 'C00FAKECHAN1', 'Hey'),
  'slack-channel channel_post_action': pressed('testuser', 'C00FAKECHAN1', '', '1771287144.743569'),
  'slack-channel-mention mention': said(
    'U00FAKEUSER1',
    'C00FAKECHAN1',
    'Can you see the name of this channel: <#C00FAKECHAN2>?',
  ),
  'slack-dm mention': said('U00FAKEUSER1', 'C00FAKECHAN1', 'Hey'),
  'slack-dm dmRequest': said('U00FAKEUSER1', 'C00FAKECHAN1', 'DM me', '1767376988.871629'),
  'slack-dm dmMessage': saidAlone('U00FAKEUSER1', 'D0A5319PS02', 'Hey!'),
  'slack-dm-direct directDM': saidAlone('U0ADXQT6CRW', 'D0ACX51K95H', 'hello hello'),
  'slack-dm-direct followUp': saidAlone('U0ADXQT6CRW', 'D0ACX51K95H', 'cool!!'),
  'slack-function-executed 1': pressed('seratch', 'D065ZJQQQAE', 'clicked'),
  'slack-function-executed 2': sent('Remote Function test', { 'text-block': { value: 'test' } }),
  'slack-global-shortcut 0': { actor: { user: 'W111', handle: 'primary-owner' }, name: 'org-level-shortcut' },
  'slack-log 0': said('U00FAKEUSER1', 'C00FAKECHAN1', '1'),
  'slack-log 1': said('U00FAKEUSER1', 'C00FAKECHAN1', '1'),
  'slack-log 3': said('U00FAKEUSER1', 'C00FAKECHAN1', '2', '1766458026.240809'),
  'slack-log 7': { user: 'U00FAKEUSER1', channel: 'C00FAKECHAN1' },
  'slack-log 8': saidAlone('U00FAKEUSER1', 'D00FAKEDM001', 'summarize this'),
  'slack-log 9': {
    tab: 'messages',
    actor: { user: 'U00FAKEUSER1', channel: 'D00FAKEDM001', isDirect: true, looksAt: 'C00FAKECHAN1' },
  },
  'slack-log 11': said('U00FAKEUSER1', 'C00FAKECHAN1', 'Which devices support remote firmware upgrades?'),
  'slack-member-joined mention': said('U00FAKEUSER1', 'C00FAKECHAN1', 'test'),
  'slack-message-shortcut 0': {
    actor: { user: 'U0D15K92L', channel: 'D0LFFBKLZ' },
    name: 'chirp_message',
    message: { text: "World's smallest big cat! https://youtube.com/watch?v=W86cTIoMv2U" },
  },
  'slack-message-shortcut 1': {
    actor: { user: 'U111', channel: 'C111' },
    name: 'test-message-action',
    message: {
      text: 'Here is the uploaded file: https://xxx.slack.com/archives/C111/xxx\nUploading a file...\nUntitled\n-.txt',
      title: 'Untitled',
    },
  },
  'slack-messages mention': said('U00FAKEUSER1', 'C00FAKECHAN1', 'Hey'),
  'slack-messages followUp': said('U00FAKEUSER1', 'C00FAKECHAN1', 'Hi', '1767224888.280449'),
  'slack-modal mention': said('U00FAKEUSER2', 'C00FAKECHAN2', 'Hello'),
  'slack-modal action': pressed('jane.smith', 'C00FAKECHAN2', '', '1769220155.940449'),
  'slack-modal viewSubmission': sent('Send Feedback', {
    message: { value: 'Hello!' },
    category: { selected_option: { value: 'feature' } },
    email: { value: 'user@example.com' },
  }),
  'slack-modal ephemeralAction': pressedOnNote('jane.smith', 'C00FAKECHAN3', '', '1771126602.612659'),
  'slack-modal ephemeralViewSubmission': sent('Ephemeral Modal', { response: { value: 'Hello!' } }),
  'slack-modal-metadata mention': said('U0A8WUV28QM', 'C0A9D9RTBMF', 'test'),
  'slack-modal-metadata action': pressed('sd0a90bkva4s_user', 'C0A9D9RTBMF', 'bug', '1771116676.529969'),
  'slack-modal-metadata viewSubmission': { title: 'Report Bug', actor: { user: 'U0A8WUV28QM' } },
  'slack-native-table mention': said('U00FAKEUSER1', 'C00FAKECHAN1', 'Hey'),
  'slack-native-table action': pressed('testuser', 'C00FAKECHAN1', '', '1772914709.229499'),
  'slack-slash slashCommand': typed('testuser', 'C00FAKECHAN3', ''),
  'slack-slash slashCommandWithArgs': typed('testuser', 'C00FAKECHAN3', 'some arguments here'),
  'slack-slash viewSubmission': sent('Send Feedback', {
    message: { value: 'Hello!' },
    category: { selected_option: { value: 'feature' } },
    email: { value: 'user@example.com' },
  }),
  'slack-socket-envelopes 1': pressed('test-test-test', 'C111', 'underlying'),
  'slack-socket-envelopes 2': said('U111', 'C111', 'hey'),
  'slack-socket-envelopes 3': typed('test-test-test', 'C111', ''),
  'slack-team-1 mention': said('U0A8WUV28QM', 'C0A9D9RTBMF', 'testing'),
  'slack-team-2 mention': said('U0B1JRWK4YP', 'C0B5FGHJKLM', 'hello from team 2'),
}

/** What nobody has written to the bot: its own words, edits, what Slack says by itself, links that are nowhere yet. */
export const recordedAsNothing = [
  'slack-assistant-events 4',
  'slack-link-shared 0',
  'slack-link-shared 1',
  'slack-log 2',
  'slack-log 4',
  'slack-log 5',
  'slack-log 6',
  'slack-log 10',
]

function said(user: string, channel: string, words: string, thread?: string) {
  return { actor: { user, channel, thread, isDirect: false }, words }
}

function saidAlone(user: string, channel: string, words: string) {
  return { actor: { user, channel, isDirect: true }, words }
}

function pressed(handle: string, channel: string, control: string, thread?: string) {
  return { actor: { handle, channel, thread, onNote: false }, control }
}

function pressedOnNote(handle: string, channel: string, control: string, thread?: string) {
  return { actor: { handle, channel, thread, onNote: true }, control }
}

function typed(handle: string, channel: string, words: string) {
  return { actor: { handle, channel }, words }
}

function sent(title: string, fields: Readonly<Record<string, object>>) {
  return {
    title,
    filled: new Map(Object.entries(fields).map(([name, field]) => [name, expect.objectContaining(field)])),
    inputs: Object.keys(fields),
  }
}
