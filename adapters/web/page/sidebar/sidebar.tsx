import { labels } from '../../labels.ts'
import type { Member } from '../../wire.ts'
import { type Address, toHref } from '../address/address.ts'
import { useDrafts } from '../kept/drafts.ts'
import { useRoving } from '../presses/roving.ts'
import { addPerson } from '../server/api.ts'
import type { ChannelNews } from '../server/use-news.ts'
import { Avatar, Logo } from '../view/avatar.tsx'
import { AddChannel } from './add-channel.tsx'
import { AddForm } from './add-form.tsx'

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly channels: readonly string[]
  readonly newsIn: (channel: string) => ChannelNews
  readonly isBehindSecret: boolean
}

/** The channels, and the people to speak as: of each list the Tab key stops at one. */
export function Sidebar({ address, people, channels, newsIn, isBehindSecret }: Props) {
  const drafts = useDrafts(address.person)
  const [channelStops, peopleStops] = [
    useRoving(1, channels.indexOf(address.channel)),
    useRoving(
      1,
      people.findIndex(({ id }) => id === address.person),
    ),
  ]
  const go = (where: Partial<Address>) => location.assign(toHref({ ...address, ...where }))
  return (
    <>
      <p class="brand">
        <Logo /> {labels.bot}
      </p>
      <nav aria-labelledby="channels">
        <h2 id="channels">{labels.channels}</h2>
        <ul {...channelStops.group}>
          {channels.map((channel, at) => (
            <li key={channel}>
              <ChannelLink
                channel={channel}
                address={address}
                news={newsIn(channel)}
                hasDraft={drafts.has(channel)}
                stop={channelStops.item(at, channels.length)}
              />
            </li>
          ))}
        </ul>
        <AddChannel
          person={address.person}
          people={people}
          channels={channels}
          onDone={({ name, people: seenBy, managers = [] }) => {
            const isSeen = seenBy === undefined || [...seenBy, ...managers].includes(address.person)
            if (isSeen) go({ channel: name })
          }}
        />
      </nav>
      <nav aria-labelledby="people">
        <h2 id="people">{labels.people}</h2>
        <p class="muted">{labels.anyoneActs}</p>
        <ul {...peopleStops.group}>
          {people.map(({ id, name, rank }, at) => (
            <li key={id}>
              <a
                {...peopleStops.item(at, people.length)}
                class="place"
                href={toHref({ ...address, person: id })}
                aria-current={id === address.person ? 'true' : undefined}
              >
                <Avatar name={name} />
                <span class="name">{name}</span>
                {rank !== 'member' && <span class="rank">{labels.ranks[rank]}</span>}
              </a>
            </li>
          ))}
        </ul>
        <AddForm
          label={labels.addPerson}
          name={labels.personName}
          limit={40}
          choices={{ label: labels.rank, values: labels.ranks, hint: labels.protectsNothing }}
          onAdd={addPerson}
          onDone={({ id }) => go({ person: id })}
        />
      </nav>
      {isBehindSecret && (
        <div class="leave">
          <form method="post" action="/logout">
            <button type="submit" class="button">
              {labels.logOut}
            </button>
          </form>
          <form method="post" action="/logout?all">
            <button type="submit" class="button">
              {labels.logOutEverywhere}
            </button>
          </form>
        </div>
      )}
    </>
  )
}

interface ChannelProps {
  readonly channel: string
  readonly address: Address
  readonly news: ChannelNews
  readonly hasDraft: boolean
  readonly stop: object
}

/** A channel, with what is new in it, the polls that wait for a vote, and a dot for a draft. */
function ChannelLink({ channel, address, news: { count, waiting }, hasDraft, stop }: ChannelProps) {
  const isMarked = count > 0 || waiting.size > 0 || hasDraft
  return (
    <a
      {...stop}
      class="place channel"
      href={toHref({ ...address, channel })}
      aria-current={channel === address.channel ? 'page' : undefined}
      aria-label={
        isMarked ? labels.channelWith(channel, { count, waiting: waiting.size, hasDraft }) : undefined
      }
    >
      <span class="hash" aria-hidden="true">
        #
      </span>
      <span class="name">{channel}</span>
      {count > 0 && <span class="unread">, {labels.newCount(count)}</span>}
      {isMarked && (
        <span class="marks">
          {hasDraft && <span class="draft" title={labels.draft} />}
          {waiting.size > 0 && <span class="awaited" title={labels.awaited(waiting.size)} />}
        </span>
      )}
    </a>
  )
}
