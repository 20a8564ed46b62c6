import { labels } from '../../labels.ts'
import type { Member } from '../../wire.ts'
import { type Address, toHref } from '../address/address.ts'
import { addPerson } from '../server/api.ts'
import { Avatar, Logo } from '../view/avatar.tsx'
import { AddChannel } from './add-channel.tsx'
import { AddForm } from './add-form.tsx'

interface Props {
  readonly address: Address
  readonly people: readonly Member[]
  readonly channels: readonly string[]
  /** Channels with messages since this person last looked. */
  readonly unread: readonly string[]
  readonly isBehindSecret: boolean
}

/** The channels, and the people to speak as. */
export function Sidebar({ address, people, channels, unread, isBehindSecret }: Props) {
  const go = (where: Partial<Address>) => location.assign(toHref({ ...address, ...where }))
  return (
    <>
      <p class="brand">
        <Logo /> {labels.bot}
      </p>
      <nav aria-labelledby="channels">
        <h2 id="channels">{labels.channels}</h2>
        <ul>
          {channels.map((channel) => (
            <li key={channel}>
              <a
                class="place"
                href={toHref({ ...address, channel })}
                aria-current={channel === address.channel ? 'page' : undefined}
              >
                <span class="hash" aria-hidden="true">
                  #
                </span>
                <span class="name">{channel}</span>
                {unread.includes(channel) && <span class="unread">{labels.unread}</span>}
              </a>
            </li>
          ))}
        </ul>
        <AddChannel
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
        <ul>
          {people.map(({ id, name, rank }) => (
            <li key={id}>
              <a
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
