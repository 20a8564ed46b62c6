import type { Rank } from '../../src/chat/caller.ts'
import type { Channel, Person } from '../platforms/slack/entities.ts'
import type { Slack } from '../platforms/slack/loopback.ts'

interface Case {
  readonly person: Person
  readonly channel: Channel
}

export const cases: readonly (readonly [string, Rank | false, (slack: Slack) => Case])[] = [
  ['an admin in a public channel', 'admin', ({ home }) => ({ person: home.ada, channel: home.general })],
  [
    'an owner who is not in the public channel',
    'admin',
    ({ home }) => ({ person: home.join('Olga', { isOwner: true }), channel: home.general }),
  ],
  [
    'an admin who is not in the private channel',
    false,
    ({ home }) => ({
      person: home.ada,
      channel: home.openChannel('closed', { kind: 'private', members: [home.ben] }),
    }),
  ],
  [
    'an admin in a private channel',
    'admin',
    ({ home }) => ({
      person: home.ada,
      channel: home.openChannel('closed', { kind: 'private', members: [home.ada, home.ben] }),
    }),
  ],
  [
    'the creator, in the public channel',
    'manager',
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'public', creator: home.ben, members: [home.ben] }),
    }),
  ],
  [
    'the creator, who left the public channel',
    'member',
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'public', creator: home.ben, members: [home.cleo] }),
    }),
  ],
  [
    'the creator, in the private channel',
    'manager',
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'private', creator: home.ben, members: [home.ben] }),
    }),
  ],
  [
    'the creator, who left the private channel',
    false,
    ({ home }) => ({
      person: home.ben,
      channel: home.openChannel('made', { kind: 'private', creator: home.ben, members: [home.cleo] }),
    }),
  ],
  [
    'the creator, who is a guest by now',
    'guest',
    ({ home }) => {
      const person = home.join('Gus', { guestOf: 'channels' })
      return {
        person,
        channel: home.openChannel('made', { kind: 'public', creator: person, members: [person] }),
      }
    },
  ],
  [
    'a member who is not in the public channel',
    'member',
    ({ home }) => ({ person: home.join('Mia'), channel: home.general }),
  ],
  [
    'a member of another workspace of the organisation, and of this one',
    'member',
    ({ home, away }) => {
      const person = home.join('Eve', { isAdmin: true })
      Object.assign(person, { team_id: away.id, enterprise_user: { teams: [away.id, home.id] } })
      return { person, channel: home.general }
    },
  ],
  [
    'a member who is not in the private channel',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('closed', { kind: 'private', members: [home.ben] }),
    }),
  ],
  [
    'a member in an archived private channel',
    'member',
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('closed', { kind: 'private', members: [home.cleo], isArchived: true }),
    }),
  ],
  [
    'a member who is in a private channel without the bot',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('closed', { kind: 'private', members: [home.cleo], hasBot: false }),
    }),
  ],
  [
    'a member in a public channel without the bot',
    'member',
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('open', { kind: 'public', hasBot: false }),
    }),
  ],
  ...(['channel', 'channels'] as const).flatMap(
    (guestOf): (readonly [string, Rank | false, (slack: Slack) => Case])[] => [
      [
        `a guest of the ${guestOf}, in the public channel`,
        'guest',
        ({ home }) => {
          const person = home.join('Gus', { guestOf })
          return { person, channel: home.openChannel('open', { kind: 'public', members: [person] }) }
        },
      ],
      [
        `a guest of the ${guestOf}, not in the public channel`,
        false,
        ({ home }) => ({ person: home.join('Gus', { guestOf }), channel: home.general }),
      ],
      [
        `a guest of the ${guestOf}, in the private channel`,
        'guest',
        ({ home }) => {
          const person = home.join('Gus', { guestOf })
          return { person, channel: home.openChannel('closed', { kind: 'private', members: [person] }) }
        },
      ],
    ],
  ),
  ...([true, false] as const).flatMap(
    (isAdmin): (readonly [string, Rank | false, (slack: Slack) => Case])[] => [
      [
        `${isAdmin ? 'an admin' : 'a member'} of another organisation, in a shared channel`,
        'guest',
        (slack) => {
          const person = slack.stranger('Dana', { isAdmin, isOwner: isAdmin })
          const members = [slack.home.ben, person]
          return {
            person,
            channel: slack.home.openChannel('shared', { kind: 'public', members, isExtShared: true }),
          }
        },
      ],
      [
        `${isAdmin ? 'an admin' : 'a member'} of another organisation, not in this shared channel`,
        false,
        (slack) => {
          const person = slack.stranger('Dana', { isAdmin, isOwner: isAdmin })
          slack.home.openChannel('other', { kind: 'private', members: [person], isExtShared: true })
          return {
            person,
            channel: slack.home.openChannel('shared', {
              kind: 'public',
              members: [slack.home.ben],
              isExtShared: true,
            }),
          }
        },
      ],
    ],
  ),
  [
    'a stranger in another channel, in a public one',
    false,
    (slack) => {
      const person = slack.stranger('Dana')
      slack.home.openChannel('other', { kind: 'private', members: [person], isExtShared: true })
      return { person, channel: slack.home.general }
    },
  ],
  [
    'a member who is not in the shared channel',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('shared', { kind: 'public', members: [home.ben], isExtShared: true }),
    }),
  ],
  [
    'an admin in a shared channel',
    'admin',
    ({ home }) => ({
      person: home.ada,
      channel: home.openChannel('shared', { kind: 'public', isExtShared: true }),
    }),
  ],
  [
    'somebody deactivated in a public channel',
    false,
    ({ home }) => {
      home.ada.deleted = true
      return { person: home.ada, channel: home.general }
    },
  ],
  [
    'somebody deactivated in a private channel',
    false,
    ({ home }) => {
      home.ben.deleted = true
      return { person: home.ben, channel: home.openChannel('closed', { kind: 'private' }) }
    },
  ],
  [
    'a member in a group conversation',
    'member',
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('', { kind: 'mpim', creator: home.ben, members: [home.ben, home.cleo] }),
    }),
  ],
  [
    'a member not in the group conversation',
    false,
    ({ home }) => ({
      person: home.cleo,
      channel: home.openChannel('', { kind: 'mpim', creator: home.ben, members: [home.ben] }),
    }),
  ],
  [
    'the person whom the bot talks with',
    'admin',
    ({ home }) => ({ person: home.cleo, channel: home.directOf(home.cleo) }),
  ],
  [
    'the direct conversation of somebody else',
    false,
    ({ home }) => ({ person: home.ada, channel: home.directOf(home.cleo) }),
  ],
  [
    'the direct conversation of somebody deactivated',
    false,
    ({ home }) => {
      home.cleo.deleted = true
      return { person: home.cleo, channel: home.directOf(home.cleo) }
    },
  ],
  [
    'a channel that was deleted',
    false,
    ({ home }) => {
      const channel = home.openChannel('gone', { kind: 'public' })
      home.channels.delete(channel.id)
      return { person: home.ada, channel }
    },
  ],
  [
    'a channel of a workspace that the app was never in',
    false,
    ({ home, away }) => ({ person: home.ada, channel: away.general }),
  ],
  ['somebody unknown', false, ({ home, away }) => ({ person: away.ben, channel: home.general })],
]
