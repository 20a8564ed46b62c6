/**
 * Payloads with values of our own, after the form of those that Slack sends: the same keys, formats and nesting as in what
 * vercel/chat (`packages/integration-tests/fixtures/replay`) and slackapi/java-slack-sdk (tests of `app_backend` and
 * `socket_mode`) have recorded.
 */

const [team, user, bot, channel] = ['T0OWNTEAM01', 'U0OWNUSER01', 'U0OWNBOT001', 'C0OWNCHAN01']
const person = { id: user, username: 'own.user', name: 'own.user', team_id: team }
const plain = (text: string) => ({ type: 'plain_text', text, emoji: true })

/** Around every interaction. */
const interaction = {
  user: person,
  api_app_id: 'A0OWNAPP001',
  token: 'recorded',
  trigger_id: '10000000000001.20000000000002.0123456789abcdef0123456789abcdef',
  team: { id: team, domain: 'own-workspace' },
  enterprise: null,
  is_enterprise_install: false,
}

const container = {
  type: 'message',
  message_ts: '1790000001.000200',
  channel_id: channel,
  is_ephemeral: false,
}
const pressIn = (more: object, action: object, at: object = container) => ({
  ...interaction,
  type: 'block_actions',
  container: at,
  channel: { id: channel, name: 'papers' },
  state: { values: {} },
  response_url: 'https://hooks.slack.com/actions/T0OWNTEAM01/1/recorded',
  actions: [{ block_id: 'b1', action_ts: '1790000002.123456', ...action }],
  ...more,
})

const button = {
  action_id: 'call.0',
  type: 'button',
  text: plain('Cog · Worst'),
  value: 'vote?poll=p_aaaaaaaaaa&answer=8',
}
const inThread = { thread_ts: '1790000000.000100' }
const message = {
  user: bot,
  type: 'message',
  ts: '1790000001.000200',
  bot_id: 'B0OWNBOT001',
  text: 'A poll',
  team,
}

const wrapped = (event: object) => ({
  token: 'recorded',
  team_id: team,
  context_team_id: team,
  context_enterprise_id: null,
  api_app_id: 'A0OWNAPP001',
  event,
  type: 'event_callback',
  event_id: 'Ev0OWNEVENT1',
  event_time: 1_790_000_003,
  authorizations: [
    { enterprise_id: null, team_id: team, user_id: bot, is_bot: true, is_enterprise_install: false },
  ],
  is_ext_shared_channel: false,
  event_context: '4-recorded',
})

const said = {
  user,
  type: 'message',
  ts: '1790000003.000300',
  client_msg_id: '6d1d2f9a-6a7e-4a3c-9a57-000000000001',
  text: `<@${bot}> poll <https://arxiv.org/abs/2312.06942|arxiv.org>`,
  team,
  blocks: [
    {
      type: 'rich_text',
      block_id: 'own1',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: bot },
            { type: 'text', text: ' poll ' },
            { type: 'link', url: 'https://arxiv.org/abs/2312.06942', text: 'arxiv.org' },
          ],
        },
      ],
    },
  ],
  channel,
  event_ts: '1790000003.000300',
}

const shared = {
  type: 'link_shared',
  channel,
  is_bot_user_member: true,
  user,
  message_ts: '1790000011.000400',
  unfurl_id: 'C0OWNCHAN01.1790000011.000400.own',
  source: 'conversations_history',
  thread_ts: '1790000000.000100',
  links: [
    { domain: 'arxiv.org', url: 'https://arxiv.org/abs/2312.06942' },
    { domain: 'lesswrong.com', url: 'https://www.lesswrong.com/posts/aaaaaaaaaaaaaaaaa/a-post' },
  ],
}

const modal = {
  id: 'V0OWNVIEW01',
  team_id: team,
  type: 'modal',
  blocks: [
    {
      type: 'section',
      block_id: 'intro',
      text: { type: 'plain_text', text: 'Only you can see this.', emoji: true },
    },
    {
      type: 'input',
      block_id: 'paper',
      label: plain('Paper'),
      hint: plain('a link &amp; its title'),
      optional: false,
      dispatch_action: false,
      element: { type: 'plain_text_input', action_id: 'field', multiline: false },
    },
    {
      type: 'input',
      block_id: 'closes',
      label: plain('Closes'),
      hint: null,
      optional: true,
      dispatch_action: false,
      element: { type: 'plain_text_input', action_id: 'field', multiline: false },
    },
  ],
  private_metadata: '{"v":1}',
  callback_id: 'form',
  state: {
    values: {
      paper: { field: { type: 'plain_text_input', value: 'arXiv:2312.06942' } },
      closes: { field: { type: 'plain_text_input', value: null } },
      visibility: { field: { type: 'static_select', selected_option: null } },
      'closes.picked': { field: { type: 'datetimepicker', selected_date_time: null } },
      expect: { field: { type: 'multi_users_select', selected_users: [user] } },
    },
  },
  hash: '1790000004.ownhash',
  title: plain('Start a poll'),
  clear_on_close: false,
  notify_on_close: false,
  close: plain('Cancel'),
  submit: plain('Start poll'),
  previous_view_id: null,
  root_view_id: 'V0OWNVIEW01',
  app_id: 'A0OWNAPP001',
  external_id: '',
  app_installed_team_id: team,
  bot_id: 'B0OWNBOT001',
}

const quoting = {
  bot_id: 'B0OTHERBOT1',
  type: 'message',
  text: 'As I said: <https://own.slack.com/archives/C0OWNCHAN01/p1790000000000100>',
  user,
  ts: '1790000005.001200',
  team,
  edited: { user, ts: '1790000006.000000' },
  attachments: [
    {
      from_url: 'https://own.slack.com/archives/C0OWNCHAN01/p1790000000000100',
      fallback: '[September 21st, 2026 8:45 PM] own.user: Read this',
      ts: '1790000000.000100',
      author_id: user,
      channel_id: channel,
      channel_name: 'papers',
      is_msg_unfurl: true,
      text: 'Read <https://arxiv.org/abs/2204.05862?context=cs&amp;download=1|this>',
      mrkdwn_in: ['text'],
      files: [
        {
          id: 'F0OWNFILE01',
          name: '2312.06942v2.pdf',
          title: '2312.06942v2.pdf',
          mimetype: 'application/pdf',
          filetype: 'pdf',
          mode: 'hosted',
          is_external: false,
          url_private: 'https://files.slack.com/files-pri/T0OWNTEAM01-F0OWNFILE01/2312.06942v2.pdf',
        },
      ],
      id: 1,
      original_url: 'https://own.slack.com/archives/C0OWNCHAN01/p1790000000000100',
      footer: 'Posted in #papers',
    },
  ],
}

/** By what somebody did. */
export const payloads = {
  'a press in a channel': pressIn({ message }, button),
  'a press in a thread': pressIn({ message: { ...message, ...inThread } }, button, {
    ...container,
    ...inThread,
  }),
  'a press on what only they see': pressIn({}, button, { ...container, is_ephemeral: true, ...inThread }),
  'a press on a button without a value': pressIn(
    { message },
    { action_id: 'x', type: 'button', text: plain('View') },
  ),
  'a press below a table': pressIn(
    { message: { user: bot, type: 'message', ts: '1790000001.000200' } },
    button,
  ),
  'a choice in a menu': pressIn(
    { message },
    {
      action_id: 'choose',
      type: 'static_select',
      selected_option: { text: plain('Unsure'), value: 'vote?poll=p_aaaaaaaaaa&answer=unsure' },
      placeholder: plain('Choose'),
    },
  ),
  'a press in the App Home': {
    ...interaction,
    type: 'block_actions',
    container: { type: 'view', view_id: 'V0OWNHOME01' },
    view: {
      ...modal,
      id: 'V0OWNHOME01',
      type: 'home',
      blocks: [],
      private_metadata: '',
      close: null,
      submit: null,
    },
    actions: [{ block_id: 'b1', action_ts: '1790000002.123456', ...button }],
  },
  'the menu of a message': {
    ...interaction,
    type: 'message_action',
    callback_id: 'place',
    action_ts: '1790000005.550995',
    channel: { id: channel, name: 'papers' },
    response_url: 'https://hooks.slack.com/app/T0OWNTEAM01/1/recorded',
    message_ts: said.ts,
    message: said,
  },
  'the menu of a message that quotes another': {
    ...interaction,
    type: 'message_action',
    callback_id: 'place',
    action_ts: '1790000005.550995',
    channel: { id: channel, name: 'papers' },
    response_url: 'https://hooks.slack.com/app/T0OWNTEAM01/1/recorded',
    message_ts: quoting.ts,
    message: quoting,
  },
  'the global menu': {
    type: 'shortcut',
    token: 'recorded',
    action_ts: '1790000007.592429',
    team: null,
    user: { id: 'W0OWNUSER02', username: 'own.user', team_id: team },
    is_enterprise_install: true,
    enterprise: { id: 'E0OWNORG001', name: 'Own' },
    callback_id: 'start',
    trigger_id: '111.222.own',
  },
  'a form': { ...interaction, type: 'view_submission', view: modal, response_urls: [] },
  'a form with a channel': {
    ...interaction,
    type: 'view_submission',
    view: modal,
    response_urls: [
      {
        block_id: 'in-channel',
        action_id: 'field',
        channel_id: channel,
        response_url: 'https://hooks.slack.com/app/T0OWNTEAM01/2/recorded',
      },
    ],
  },
  'a field that looks for its options': {
    ...interaction,
    type: 'block_suggestion',
    container: { type: 'view', view_id: modal.id },
    action_id: 'field',
    block_id: 'paper',
    value: 'AI con',
    view: modal,
  },
  'a command': {
    token: 'recorded',
    team_id: team,
    team_domain: 'own-workspace',
    channel_id: channel,
    channel_name: 'papers',
    user_id: user,
    user_name: 'own.user',
    command: '/grid',
    text: 'poll <https://arxiv.org/abs/2312.06942> closes fri 17:00',
    api_app_id: 'A0OWNAPP001',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T0OWNTEAM01/3/recorded',
    trigger_id: '10000000000001.20000000000002.fedcba9876543210fedcba9876543210',
  },
  'a mention': wrapped({ ...said, type: 'app_mention' }),
  'a mention in a thread': wrapped({ ...said, ...inThread, parent_user_id: user, type: 'app_mention' }),
  'a direct message': wrapped({ ...said, text: 'help', channel: 'D0OWNDIRECT', channel_type: 'im' }),
  'an edit of a message': wrapped({
    type: 'message',
    subtype: 'message_changed',
    message: { ...said, edited: { user, ts: '1790000008.000000' } },
    previous_message: said,
    channel,
    hidden: true,
    ts: '1790000008.000100',
    event_ts: '1790000008.000100',
    channel_type: 'channel',
  }),
  'an own echo': wrapped({ ...message, channel, event_ts: message.ts, channel_type: 'channel' }),
  'the App Home': wrapped({
    type: 'app_home_opened',
    user,
    channel: 'D0OWNDIRECT',
    tab: 'home',
    event_ts: '1790000009.333100',
  }),
  'the Messages tab': wrapped({
    type: 'app_home_opened',
    user,
    channel: 'D0OWNDIRECT',
    tab: 'messages',
    event_ts: '1790000009.333200',
    context: { entities: [{ type: 'slack#/types/channel_id', value: channel }] },
  }),
  'a look at a channel': wrapped({
    type: 'app_context_changed',
    channel: 'D0OWNDIRECT',
    user,
    context: {
      entities: [
        { type: 'slack#/types/canvas_id', value: 'F0OWNCANVAS', team_id: team },
        { type: 'slack#/types/channel_id', value: channel, team_id: team },
      ],
    },
    event_ts: '1790000010.111100',
  }),
  'a look at nothing': wrapped({ type: 'app_context_changed', user, context: {} }),
  'a direct message beside a message': wrapped({
    ...said,
    text: 'What is open?',
    channel: 'D0OWNDIRECT',
    channel_type: 'im',
    app_context: {
      entities: [
        {
          type: 'slack#/types/message_context',
          value: { message_ts: '1790000001.000200', channel_id: channel },
          team_id: team,
        },
      ],
    },
  }),
  'links that were posted': wrapped(shared),
  'links that are being typed': wrapped({
    ...shared,
    channel: 'COMPOSER',
    message_ts: 'U0OWNUSER01-909b5454-75f8-4ac4-b325-1b40e230bbd8',
    source: 'composer',
  }),
} as const
