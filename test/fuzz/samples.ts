import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { atom, entry } from '../paper/samples.ts'

/** Texts of controls: calls, calls with calls in them, and what stands for a stored one. */
export const controls = [
  ...[
    'vote?poll=p_8f3k2m9q1a&answer=8',
    'edit?paper=p_8f3k2m9q1a',
    'close?paper=p_8f3k2m9q1a&sure=yes',
    'help',
  ],
  ...[
    'fill?call=cast%3Fpoll%3Dp_8f3k2m9q1a&values=why%3Dso&left=x',
    'reading-add?why=%F0%9F%98%80',
    'form?id=0',
  ],
  ...['~', '~abcdefghij', '~abcdefghij.vote?answer=8', '?', '&', '=', '%', 'poll', 'p_8f3k2m9q1a', '#2', '+'],
]

export const typed = [
  ...[
    '/grid',
    'poll',
    'poll 1906.01820',
    'close',
    'results',
    'reading schedule',
    'reading add',
    'vote',
    'explain',
  ],
  ...['https://arxiv.org/abs/2204.05862', '<https://arxiv.org/abs/2212.08073|a paper>', '“Some Title”', '"a'],
  ...[
    'anonymous',
    'blind',
    'closes:',
    'fri 17:00',
    'until',
    'note:',
    'expect:@Ben',
    'zone:Europe/Berlin',
    'why:',
  ],
  ...[
    '<@U123>',
    '<@!400000000000000001>',
    '<#C1|papers>',
    '<!here>',
    '&lt;b&gt;',
    'visibility:',
    'not',
    'and',
    'for',
  ],
]

export const questions = [
  ...[
    'AI control',
    'what is',
    'interpretability',
    'vs',
    'scalable oversight',
    'worst-case',
    'papers',
    'disputed',
  ],
  ...['agent foundations', 'why', 'engineering', 'cognitivist', 'the difference between', 'and', '?', 'RLHF'],
]

export const times = [
  ...[
    'every',
    'wed',
    'Wednesday',
    '17:00',
    '5pm',
    'at',
    'noon',
    'tomorrow',
    'next',
    'last',
    'first',
    'of the month',
  ],
  ...[
    '2026-12-04',
    '4 Dec',
    'Dec 4th',
    '04.12.',
    '12/4',
    '2026-02-30',
    '31 Feb',
    'in 3 days',
    '2h',
    '90 min',
    'week',
  ],
  ...[
    'Europe/Berlin',
    'CET',
    'UTC+14',
    'GMT-3:30',
    'PST',
    'New York',
    'never',
    'and',
    'until',
    'for',
    '-',
    '–',
    'to',
  ],
  ...[
    'biweekly',
    'every other',
    'second',
    '29 February',
    'yesterday',
    'ago',
    'since',
    '9999-12-31',
    '+275760-09-13',
  ],
]

/** Took more than 50 ms in all readers of times together. */
export const slowTimes = [
  'Europe/Berlin-UTC+14 Wednesday, Europe/Berlinbiweekly \0 never, ',
  'CET\n'.repeat(75),
]

/** Values of options. */
export const values = [
  ...['yes', 'no', '0', '1', '2', '5', 'unsure', 'cognitivist', 'worst', 'read', 'skimmed', 'none', 'all'],
  ...['p_8f3k2m9q1a', 'g_0123456789', 'web:ada', '@Ben', 'discord:400000000000000001', 'Europe/Berlin'],
  ...['wed 17:00', '2026-12-04', '90 min', 'names', 'anonymous', 'csv', 'approach', 'case', ',', ';'],
]

/** Where people meet, and what else calendars say. */
export const places = [
  ...[
    'Room 4.12',
    'https://meet.example.org/abc-defg',
    'http://example.org',
    'https://a:b@example.org/',
    '<#C1>',
  ],
  ...[
    '<#400000000000000001>',
    '<#C0GEN|papers>',
    '<https://example.org|call>',
    'mailto:a@example.org',
    'BEGIN:VEVENT',
  ],
  ...[
    'END:VCALENDAR',
    ';',
    ',',
    '\\n',
    '\r\n',
    '\u2028',
    '<title>',
    ']]>',
    '&amp;',
    'tel:+49',
    '(',
    ')',
    '.',
  ],
]

export const links = [
  ...[
    'https://arxiv.org/abs/2204.05862v2',
    'arXiv:cs/9901001',
    '1906.01820',
    '10.1000/182',
    'https://doi.org/10.1000/182',
  ],
  ...['https://openreview.net/forum?id=abc', 'https://www.lesswrong.com/posts/67fNBeHrjdrZZNDDK/defining'],
  ...[
    'http://',
    'https://',
    '//',
    '@',
    ':8080',
    '?',
    '#',
    '/../',
    '%2e',
    'xn--',
    '[::1]',
    '127.0.0.1',
    '.',
    '$\\alpha$',
  ],
  ...[
    'https://example.org/paper.pdf',
    'Attention Is All You Need',
    'abs',
    'pdf',
    '<i>',
    '\\textbf{',
    '}',
    '&eacute;',
  ],
]

export const settings = [
  ...[
    'sqlite:data/x.db',
    'postgres://a:b@c/d',
    'redis://',
    'on',
    'off',
    'true',
    'yes',
    '0',
    '3000',
    '65536',
    'info',
  ],
  ...[
    'https://grid.example.org',
    'http://127.0.0.1:3000',
    'xoxb-1',
    'xapp-1',
    '0.0.0.0',
    '::1',
    '0/2',
    '1-3',
    '2',
  ],
  ...['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', ',', 'a@example.org', '400000000000000001'],
]

const csv = `paper,voter,approach,case,confidence,why,round,date
arXiv:2204.05862,Ada,cognitivist,worst,4,"because, so",1,2026-03-01
"A title ""in quotes""",Ben,neither,,,,2,
`
const poll = JSON.stringify({
  format: 'cruxgrid-poll',
  version: 1,
  id: 'p_8f3k2m9q1a',
  paper: { id: 'arxiv:2204.05862', title: 'A title', url: 'https://arxiv.org/abs/2204.05862' },
  visibility: 'names',
  rounds: [
    { number: 1, ballots: [{ voter: 'Ada', stance: { kind: 'placed', approach: 2, case: 2 }, why: 'so' }] },
  ],
})
/** Files, and what they are made of. */
export const imports = [
  ...[
    csv,
    poll,
    `{"format":"cruxgrid-export","version":1}\n${poll}\n`,
    csv.replaceAll(',', ';'),
    csv.replaceAll(',', '\t'),
  ],
  ...[
    'paper,approach,case,count\n',
    'A paper,engineering,average,3\n',
    '"',
    ',',
    '\r\n',
    '\ufeff',
    '{',
    '}',
    '[',
    '":',
  ],
]

const page = `<!doctype html><html><head><title>A title</title>
<meta name="citation_title" content="A title"><meta name="citation_author" content="Lovelace, Ada">
<meta property="og:title" content="A title"><link rel="canonical" href="https://example.org/a"></head><body>`
const crossref = JSON.stringify({
  message: {
    title: ['On <i>it</i>'],
    author: [{ given: 'Ada' }, { name: 'G' }],
    issued: { 'date-parts': [[2021]] },
  },
})
export const feeds = [
  ...[
    atom(entry('2204.05862', 'A title', ['Ada', 'Ben'])),
    page,
    crossref,
    '<entry>',
    '</entry>',
    '<title>',
    '</head>',
  ],
  ...[
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&b;',
    '<!--',
    '-->',
    '<script>',
    '<meta ',
    'content="',
  ],
  ...['{"data":{"attributes":{"titles":[{"title":"A"}],"creators":[{"name":"B"}],"publicationYear":2020}}}'],
  ...[
    '{"notes":[{"content":{"title":{"value":"A"},"authors":{"value":["B"]}}}]}',
    '{"display_name":"A","authorships":[]}',
  ],
]

const Stored = z.record(z.string(), z.record(z.string(), z.unknown()))
const directory = join(import.meta.dirname, '../store/records')
/** One stored record of each kind, in its envelope. */
export const records: readonly unknown[] = readdirSync(directory)
  .filter((name) => name.endsWith('.json') && !name.startsWith('chat-'))
  .flatMap((name) => {
    const collections = Stored.parse(JSON.parse(readFileSync(join(directory, name), 'utf8')))
    return Object.values(collections)
      .flatMap((all) => Object.values(all).slice(0, 1))
      .slice(0, 1)
  })

const user = { id: 'U0ADA', name: 'ada' }
/** What Slack delivers, of each kind. */
export const slackBodies: readonly unknown[] = [
  {
    user_id: 'U0ADA',
    user_name: 'ada',
    channel_id: 'C0GEN',
    text: 'poll 1906.01820',
    trigger_id: '1',
    response_url: 'x',
  },
  {
    user,
    channel: { id: 'C0GEN' },
    trigger_id: '1',
    container: { is_ephemeral: true, thread_ts: '1.2', channel_id: 'C0GEN' },
    message: { thread_ts: '1.2' },
    view: { id: 'V1', type: 'home', private_metadata: '{"thread":"1.2"}' },
    actions: [{ value: 'vote?answer=8', selected_option: { value: 'x' } }],
  },
  {
    user,
    callback_id: 'place',
    trigger_id: '1',
    channel: { id: 'C0GEN' },
    message: {
      ts: '1.2',
      text: 'a',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'b' } }],
      attachments: [{}],
    },
  },
  {
    user,
    trigger_id: '1',
    view: {
      id: 'V1',
      title: { text: 'Vote' },
      private_metadata: '{}',
      blocks: [
        { type: 'input', block_id: 'why', hint: { text: 'h' } },
        { type: 'section', text: { text: 'a' } },
      ],
      state: {
        values: {
          why: { x: { type: 'plain_text_input', value: 'so' } },
          when: {
            x: { type: 'datetimepicker', selected_date_time: 1_796_000_000, selected_date: '2026-12-04' },
          },
          who: { x: { type: 'multi_users_select', selected_users: ['U0BEN'] } },
        },
      },
    },
    response_urls: [{ response_url: 'https://x' }],
  },
  { user, block_id: 'paper', value: 'at', view: { private_metadata: '{}' } },
  { type: 'message', user: 'U0ADA', text: '<@U0BOT> poll', channel: 'D0ADA', ts: '1.2', channel_type: 'im' },
  {
    user: 'U0ADA',
    tab: 'home',
    channel: 'D0ADA',
    context: { entities: [{ type: 'slack#/types/channel_id', value: 'C0GEN' }] },
  },
  {
    user: 'U0ADA',
    channel: 'C0GEN',
    source: 'conversations_history',
    unfurl_id: 'u',
    message_ts: '1.2',
    links: [{ url: 'https://arxiv.org/abs/2204.05862', domain: 'arxiv.org' }],
  },
]
